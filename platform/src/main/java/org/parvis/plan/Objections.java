package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisations;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what reviewers would object to. Computed from the plan as it stands; only its score of each day is kept. */
@Component
public class Objections {
    private static final int PAGE = 30;
    private static final String[] SOCIETY = Arrays.stream(College.values())
            .filter(c -> c.side() == College.Side.SOCIETY)
            .map(Enum::name)
            .toArray(String[]::new);

    private final JdbcClient db;
    private final Json json;

    Objections(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /**
     * The plan read whole, and a page of the commitments that can be mended.
     *
     * @param kind only those with such an objection
     * @param after only those after this number
     */
    @Transactional(readOnly = true)
    public Advice read(ActionPlan plan, Objection.@Nullable Kind kind, int after, LocalDate day) {
        var counts = Advice.noCounts();
        var advised = new ArrayList<Advice.Advised>();
        int[] seen = new int[2];
        each(plan, day, commitment -> {
            seen[0]++;
            seen[1] += commitment.objections().size();
            commitment.objections().stream()
                    .map(Objection::kind)
                    .distinct()
                    .forEach(k -> counts.merge(k, 1, Integer::sum));
            var asked = kind == null ? commitment : commitment.only(kind);
            if (asked.number() > after
                    && advised.size() <= PAGE
                    && !asked.objections().isEmpty()) advised.add(asked);
        });
        boolean more = advised.size() > PAGE;
        return new Advice(seen[0], counts, seen[1], List.copyOf(more ? advised.subList(0, PAGE) : advised), more);
    }

    /** Every commitment of a plan with what can be objected to it, one at a time. */
    @Transactional(readOnly = true)
    public void each(ActionPlan plan, LocalDate day, Consumer<Advice.Advised> out) {
        try (var rows = db
                .sql("""
                select c.id, c.number, c.title_fr, c.title_en, c.summary_fr, c.summary_en, c.starts_on, c.ends_on,
                       (select coalesce(jsonb_object_agg(s.key, s.value), '{}') from jsonb_each(c.sections) s
                        where s.key in ('BASELINE', 'SOLUTION', 'TRANSPARENCY', 'PARTICIPATION', 'ACCOUNTABILITY')) as sections,
                       o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym,
                       count(*) over (partition by c.lead_id) as led,
                       exists (select from partner_as_of(:day) cp join organisation p on p.id = cp.organisation_id
                               where cp.commitment_id = c.id and p.college = any (:society)) as society,
                       (select jsonb_agg(jsonb_build_object('id', m.id, 'position', m.position,
                                   'output', bilingual(m.output_fr, m.output_en), 'owned', m.lead_id is not null,
                                   'dueOn', m.due_on) order by m.position)
                        from milestone_as_of(:day) m where m.commitment_id = c.id) as milestones
                from commitment_as_of(:day) c join organisation o on o.id = c.lead_id
                where c.plan_id = :plan order by c.number""")
                .param("plan", plan.id())
                .param("day", day)
                .param("society", SOCIETY)
                .withFetchSize(200)
                .query((row, _) -> new Objection.Read(
                        row.getLong("id"),
                        row.getInt("number"),
                        Bilingual.get(row, "title"),
                        Bilingual.get(row, "summary"),
                        json.map(row.getString("sections"), Commitment.Section.class, Commitment.Text.class),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        Organisations.name(row, "lead_"),
                        row.getInt("led"),
                        row.getBoolean("society"),
                        json.list(row.getString("milestones"), Objection.Step.class)))
                .stream()) {
            rows.forEach(it -> out.accept(new Advice.Advised(it.number(), it.title(), Objection.to(it, plan))));
        }
    }

    /** The score of each day on which the plan was written or decided, up to a day; the latest hundred, oldest first. */
    public List<Advice.Score> listScores(ActionPlan plan, LocalDate day) {
        return db.sql("""
                select * from (select * from plan_score where plan_id = ? and day <= ? order by day desc limit 100) s order by day""")
                .params(plan.id(), day)
                .query((row, _) -> new Advice.Score(
                        row.getObject("day", LocalDate.class), row.getInt("percent"), row.getInt("objections")))
                .list();
    }

    /** Keeps the score of a plan on a day; of two that would, the later reads what both wrote. */
    @Transactional
    void keepScore(ActionPlan plan, LocalDate day) {
        db.sql("select id from action_plan where id = ? for no key update")
                .param(plan.id())
                .query(Long.class)
                .optional();
        var advice = read(plan, null, Integer.MAX_VALUE, day);
        db.sql("""
                insert into plan_score (plan_id, day, percent, objections) values (?, ?, ?, ?)
                on conflict (plan_id, day) do update set percent = excluded.percent, objections = excluded.objections""")
                .params(plan.id(), day, advice.percent(), advice.objections())
                .update();
    }
}
