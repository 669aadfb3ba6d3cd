package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the plans: what each is, how it is built, how it was made. */
@Component
public class Plans {
    private static final String SELECT = """
            select p.*, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en,
                   o.acronym as lead_acronym, before.slug as predecessor, after.slug as successor,
                   (select jsonb_agg(jsonb_build_object('stage', s.step, 'takenOn', s.taken_on,
                               'note', bilingual(s.note_fr, s.note_en), 'fictional', s.fictional)
                           order by s.taken_on, array_position(:stages, s.step))
                    from plan_step s where s.plan_id = p.id and s.taken_on <= :day) as steps
            from action_plan p
            left join organisation o on o.id = p.coordinator_id
            left join action_plan before on before.id = p.predecessor_id
            left join action_plan after on after.predecessor_id = p.id
            """;

    private static final String[] STAGES =
            java.util.Arrays.stream(ActionPlan.Stage.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient db;
    private final Json json;

    Plans(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /** @throws NotFound where no plan bears this slug */
    public ActionPlan get(String slug, LocalDate day) {
        return db.sql(SELECT + "where p.slug = :slug")
                .param("slug", slug)
                .param("day", day)
                .param("stages", STAGES)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("plan " + slug));
    }

    /** The latest first. */
    public List<ActionPlan> list(LocalDate day) {
        return db.sql(SELECT + "order by p.starts_on desc, p.number desc, p.id desc limit 500")
                .param("day", day)
                .param("stages", STAGES)
                .query((row, _) -> read(row))
                .list();
    }

    /** The plan whose period holds this day, or else the latest begun. */
    public Optional<ActionPlan> findCurrent(LocalDate day) {
        return db.sql(SELECT + "where p.starts_on <= :day order by p.starts_on desc, p.number desc limit 1")
                .param("day", day)
                .param("stages", STAGES)
                .query((row, _) -> read(row))
                .optional();
    }

    /** Its engagements, each with its ambitions. */
    public List<Engagement> listEngagements(ActionPlan plan) {
        record Row(Engagement engagement, Engagement.@Nullable Ambition ambition) {}
        Map<Integer, Engagement> engagements = new LinkedHashMap<>();
        db.sql("""
                select e.number, e.scope, e.title_fr, e.title_en, e.summary_fr, e.summary_en, a.number as ambition,
                       a.title_fr as a_title_fr, a.title_en as a_title_en, a.summary_fr as a_summary_fr, a.summary_en as a_summary_en
                from engagement e left join ambition a on a.engagement_id = e.id
                where e.plan_id = ? order by e.number, a.number""")
                .param(plan.id())
                .query((row, _) -> new Row(
                        new Engagement(
                                row.getInt("number"),
                                Engagement.Scope.valueOf(row.getString("scope")),
                                Bilingual.get(row, "title"),
                                Bilingual.find(row, "summary"),
                                new ArrayList<>()),
                        row.getObject("ambition") == null
                                ? null
                                : new Engagement.Ambition(
                                        row.getInt("ambition"),
                                        Bilingual.get(row, "a_title"),
                                        Bilingual.find(row, "a_summary"))))
                .list()
                .forEach(row -> {
                    var engagement =
                            engagements.computeIfAbsent(row.engagement().number(), _ -> row.engagement());
                    if (row.ambition() != null) engagement.ambitions().add(row.ambition());
                });
        return List.copyOf(engagements.values());
    }

    /** Its process, oldest first; what a later day holds is announced, never told. */
    public List<PlanEvent> listEvents(ActionPlan plan) {
        return db.sql("select * from plan_event where plan_id = ? order by starts_on, id")
                .param(plan.id())
                .query((row, _) -> new PlanEvent(
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        PlanEvent.Kind.valueOf(row.getString("kind")),
                        Bilingual.get(row, "title"),
                        Bilingual.find(row, "text"),
                        row.getBoolean("fictional")))
                .list();
    }

    public List<PlanDocument> listDocuments(ActionPlan plan, LocalDate day) {
        return db.sql(
                        "select * from plan_document where plan_id = ? and published_on <= ? order by published_on desc, id")
                .params(plan.id(), day)
                .query((row, _) -> new PlanDocument(
                        Bilingual.get(row, "title"),
                        Language.find(row.getString("language")).orElseThrow(),
                        row.getString("format"),
                        row.getObject("size_bytes", Long.class),
                        row.getObject("published_on", LocalDate.class),
                        row.getString("version"),
                        row.getString("url"),
                        row.getBoolean("fictional")))
                .list();
    }

    private ActionPlan read(ResultSet row) throws SQLException {
        return new ActionPlan(
                row.getLong("id"),
                row.getString("slug"),
                row.getInt("number"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Organisations.findName(row, "lead_"),
                row.getString("predecessor"),
                row.getString("successor"),
                json.list(row.getString("steps"), ActionPlan.Step.class));
    }
}
