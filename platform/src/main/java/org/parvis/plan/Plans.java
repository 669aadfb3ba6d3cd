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
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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
                and exists (select from plan_step s where s.plan_id = after.id and s.step <> 'DRAFT' and s.taken_on <= :day)
            """;

    /** A plan is the public's from its opening on; before, its coordination's and its leads'. */
    private static final String VISIBLE = """
            where exists (select from plan_step s where s.plan_id = p.id and s.taken_on <= :day
                          and (s.step <> 'DRAFT' or :coordinator
                               or exists (select from commitment c join organisation l on l.id = c.lead_id
                                          where c.plan_id = p.id and l.slug = any (:organisations))))
            """;

    private static final String[] STAGES =
            java.util.Arrays.stream(ActionPlan.Stage.values()).map(Enum::name).toArray(String[]::new);

    private final JdbcClient db;
    private final Json json;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Plans(JdbcClient db, Json json, Journal journal, ApplicationEventPublisher events) {
        this.db = db;
        this.json = json;
        this.journal = journal;
        this.events = events;
    }

    /** @throws NotFound where no plan bears this slug */
    public ActionPlan get(String slug, LocalDate day) {
        return get(slug, day, null);
    }

    /** @throws NotFound where no plan bears this slug, or none that this person may see */
    public ActionPlan get(String slug, LocalDate day, @Nullable Actor actor) {
        return visible("and p.slug = :slug", day, actor)
                .param("slug", slug)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("plan " + slug));
    }

    /** Whatever its stage: for what the house does by itself, never for a visitor. */
    Optional<ActionPlan> findAny(String slug, LocalDate day) {
        return db.sql(SELECT + "where p.slug = :slug")
                .param("day", day)
                .param("stages", STAGES)
                .param("slug", slug)
                .query((row, _) -> read(row))
                .optional();
    }

    /** The latest first. */
    public List<ActionPlan> list(LocalDate day) {
        return list(day, null);
    }

    /** The same, with the drafts that this person may see. */
    public List<ActionPlan> list(LocalDate day, @Nullable Actor actor) {
        return visible("order by p.starts_on desc, p.number desc, p.id desc limit 500", day, actor)
                .query((row, _) -> read(row))
                .list();
    }

    private JdbcClient.StatementSpec visible(String which, LocalDate day, @Nullable Actor actor) {
        String[] organisations = actor == null
                ? new String[0]
                : actor.mandates().stream()
                        .filter(m -> m.role() == Role.CONTRIBUTOR && m.organisation() != null)
                        .map(Actor.Mandate::organisation)
                        .toArray(String[]::new);
        return db.sql(SELECT + VISIBLE + which)
                .param("day", day)
                .param("stages", STAGES)
                .param("coordinator", actor != null && actor.is(Role.COORDINATOR))
                .param("organisations", organisations);
    }

    /** The plan whose period holds this day, or else the latest begun. */
    public Optional<ActionPlan> findCurrent(LocalDate day) {
        return visible("and p.starts_on <= :day order by p.starts_on desc, p.number desc limit 1", day, null)
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
    public List<PlanEvent> listEvents(ActionPlan plan, LocalDate day) {
        return db.sql("""
                select * from plan_event where plan_id = ? and (announced_on is null or announced_on <= ?)
                order by starts_on, id""")
                .params(plan.id(), day)
                .query((row, _) -> new PlanEvent(
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class),
                        PlanEvent.Kind.valueOf(row.getString("kind")),
                        Bilingual.get(row, "title"),
                        Bilingual.find(row, "text"),
                        row.getBoolean("fictional")))
                .list();
    }

    /**
     * Takes the next step of its life: an act of the coordination, dated and said.
     *
     * @throws Refused out of order, in the future, before the last step, without a word, or opening an empty plan
     */
    @Transactional
    public void advance(
            Actor actor,
            String slug,
            ActionPlan.Stage step,
            LocalDate takenOn,
            @Nullable Bilingual note,
            LocalDate day) {
        var office = Office.ofCoordinator(actor);
        db.sql("select id from action_plan where slug = ? for update")
                .param(slug)
                .query(Long.class)
                .optional();
        var plan = get(slug, day, actor);
        int commitments = db.sql("select count(*) from commitment where plan_id = ?")
                .param(plan.id())
                .query(Integer.class)
                .single();
        Refused.unless(plan.breaches(step, takenOn, note, commitments, day));
        db.sql("insert into plan_step (plan_id, step, taken_on, note_fr, note_en) values (?, ?, ?, ?, ?)")
                .params(Values.of(
                        plan.id(),
                        step.name(),
                        takenOn,
                        note == null ? null : note.fr(),
                        note == null ? null : note.en()))
                .update();
        var act = office.act("plan.advanced", plan.path())
                .with("stage", step.name())
                .with("takenOn", takenOn.toString());
        journal.record(note == null ? act : act.because(note.fr()));
        events.publishEvent(new PlanEdited(slug, takenOn));
    }

    public List<PlanDocument> listDocuments(ActionPlan plan, LocalDate day) {
        return db.sql(
                        "select * from plan_document where plan_id = ? and published_on <= ? order by published_on desc, id")
                .params(plan.id(), day)
                .query((row, _) -> new PlanDocument(
                        row.getLong("id"),
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
