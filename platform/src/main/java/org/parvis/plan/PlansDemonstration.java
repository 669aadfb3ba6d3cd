package org.parvis.plan;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Yaml;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** France's third plan and its two predecessors, restated; what is invented is marked fictional where it stands. */
@Component
@Order(0)
class PlansDemonstration implements Demonstration {
    private static final String PLAN = "2021-2023";

    private final JdbcClient db;
    private final JsonMapper json;
    private final ApplicationEventPublisher events;

    PlansDemonstration(JdbcClient db, JsonMapper json, ApplicationEventPublisher events) {
        this.db = db;
        this.json = json;
        this.events = events;
    }

    record Period(LocalDate from, LocalDate to) {}

    record PlanItem(
            String slug,
            int number,
            Bilingual title,
            Bilingual summary,
            Period period,
            @Nullable String coordinator,
            @Nullable String predecessor,
            List<StepItem> steps,
            @Nullable List<EventItem> events,
            @Nullable List<DocumentItem> documents,
            @Nullable List<EngagementItem> engagements) {}

    record StepItem(String step, LocalDate on, @Nullable Bilingual note, boolean fictional) {}

    record EventItem(
            LocalDate on,
            @Nullable LocalDate until,
            String kind,
            Bilingual title,
            @Nullable Bilingual text,
            boolean fictional) {}

    record DocumentItem(
            Bilingual title,
            String language,
            String format,
            @Nullable BigDecimal sizeKb,
            LocalDate on,
            @Nullable String version,
            @Nullable String url,
            boolean fictional) {}

    record EngagementItem(
            int number,
            String scope,
            Bilingual title,
            @Nullable Bilingual summary,
            List<AmbitionItem> ambitions) {}

    record AmbitionItem(
            int number, Bilingual title, @Nullable Bilingual summary) {}

    record CommitmentItem(
            int number,
            int ambition,
            Bilingual title,
            Bilingual summary,
            String lead,
            @Nullable List<String> supporting,
            LocalDate from,
            LocalDate to,
            List<String> themes,
            boolean fictional,
            Map<String, Commitment.Text> sections,
            List<MilestoneItem> milestones,
            @Nullable List<ReportItem> reports) {}

    record MilestoneItem(
            Bilingual output,
            @Nullable String lead,
            @Nullable List<String> supporting,
            @Nullable LocalDate starts,
            LocalDate due,
            @Nullable LocalDate done,
            boolean fictional,
            @Nullable List<RevisionItem> revisions) {}

    record RevisionItem(LocalDate on, LocalDate from, LocalDate to, Bilingual reason) {}

    record ReportItem(
            LocalDate on,
            String completion,
            Bilingual text,
            @Nullable List<BlockerItem> blockers,
            @Nullable List<EvidenceItem> evidence,
            boolean fictional) {}

    record BlockerItem(String kind, Bilingual text) {}

    record EvidenceItem(
            Bilingual title,
            String kind,
            @Nullable String url,
            @Nullable LocalDate on) {}

    @Override
    public void load() {
        Yaml.list("demonstration/plans.yaml", PlanItem.class).forEach(this::load);
        for (int engagement = 1; engagement <= 6; engagement++) {
            for (var item : Yaml.list("demonstration/actions-" + engagement + ".yaml", CommitmentItem.class))
                load(engagement, item);
        }
    }

    private void load(PlanItem item) {
        long plan = insert(
                """
                insert into action_plan (slug, number, title_fr, title_en, summary_fr, summary_en, starts_on, ends_on,
                                         coordinator_id, predecessor_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, (select id from organisation where slug = ?),
                        (select id from action_plan where slug = ?)) returning id""",
                item.slug(),
                item.number(),
                item.title().fr(),
                item.title().en(),
                item.summary().fr(),
                item.summary().en(),
                item.period().from(),
                item.period().to(),
                item.coordinator(),
                item.predecessor());
        for (var step : item.steps())
            db.sql(
                            "insert into plan_step (plan_id, step, taken_on, note_fr, note_en, fictional) values (?, ?, ?, ?, ?, ?)")
                    .params(Values.of(
                            plan, code(step.step()), step.on(), fr(step.note()), en(step.note()), step.fictional()))
                    .update();
        for (var step : item.steps()) events.publishEvent(new PlanEdited(item.slug(), step.on()));
        for (var event : orNone(item.events()))
            db.sql("""
                    insert into plan_event (plan_id, kind, starts_on, ends_on, title_fr, title_en, text_fr, text_en, fictional)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            plan,
                            code(event.kind()),
                            event.on(),
                            event.until(),
                            event.title().fr(),
                            event.title().en(),
                            fr(event.text()),
                            en(event.text()),
                            event.fictional()))
                    .update();
        for (var document : orNone(item.documents()))
            db.sql("""
                    insert into plan_document (plan_id, title_fr, title_en, language, format, size_bytes, published_on,
                                               version, url, fictional)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            plan,
                            document.title().fr(),
                            document.title().en(),
                            document.language(),
                            document.format(),
                            document.sizeKb() == null
                                    ? null
                                    : document.sizeKb()
                                            .multiply(BigDecimal.valueOf(1024))
                                            .longValue(),
                            document.on(),
                            document.version(),
                            document.url(),
                            document.fictional()))
                    .update();
        for (var engagement : orNone(item.engagements())) {
            long id = insert(
                    """
                    insert into engagement (plan_id, number, scope, title_fr, title_en, summary_fr, summary_en)
                    values (?, ?, ?, ?, ?, ?, ?) returning id""",
                    plan,
                    engagement.number(),
                    code(engagement.scope()),
                    engagement.title().fr(),
                    engagement.title().en(),
                    fr(engagement.summary()),
                    en(engagement.summary()));
            for (var ambition : engagement.ambitions())
                db.sql("""
                        insert into ambition (engagement_id, number, title_fr, title_en, summary_fr, summary_en)
                        values (?, ?, ?, ?, ?, ?)""")
                        .params(Values.of(
                                id,
                                ambition.number(),
                                ambition.title().fr(),
                                ambition.title().en(),
                                fr(ambition.summary()),
                                en(ambition.summary())))
                        .update();
        }
    }

    private void load(int engagement, CommitmentItem item) {
        Map<String, Commitment.Text> sections = item.sections().entrySet().stream()
                .collect(Collectors.toMap(section -> code(section.getKey()), Map.Entry::getValue));
        long commitment = insert(
                """
                insert into commitment (plan_id, ambition_id, number, title_fr, title_en, summary_fr, summary_en, lead_id,
                                        starts_on, ends_on, themes, sections, fictional)
                select e.plan_id, a.id, ?, ?, ?, ?, ?, (select id from organisation where slug = ?), ?, ?, ?, ?::jsonb, ?
                from ambition a join engagement e on e.id = a.engagement_id join action_plan p on p.id = e.plan_id
                where p.slug = ? and e.number = ? and a.number = ? returning id""",
                item.number(),
                item.title().fr(),
                item.title().en(),
                item.summary().fr(),
                item.summary().en(),
                item.lead(),
                item.from(),
                item.to(),
                item.themes().stream()
                        .map(theme -> Theme.find(theme).orElseThrow().name())
                        .toArray(String[]::new),
                json.writeValueAsString(sections),
                item.fictional(),
                PLAN,
                engagement,
                item.ambition());
        for (String partner : orNone(item.supporting()))
            db.sql("insert into commitment_partner select ?, id from organisation where slug = ?")
                    .params(Values.of(commitment, partner))
                    .update();
        int position = 0;
        for (var milestone : item.milestones()) load(commitment, ++position, milestone, item.lead());
        for (var report : orNone(item.reports())) load(commitment, report);
    }

    private void load(long commitment, int position, MilestoneItem item, String lead) {
        long milestone = insert(
                """
                insert into milestone (commitment_id, position, output_fr, output_en, lead_id, starts_on, due_on, done_on, fictional)
                values (?, ?, ?, ?, (select id from organisation where slug = ?), ?, ?, ?, ?) returning id""",
                commitment,
                position,
                item.output().fr(),
                item.output().en(),
                item.lead() == null ? lead : item.lead(),
                item.starts(),
                item.due(),
                item.done(),
                item.fictional());
        for (String partner : orNone(item.supporting()))
            db.sql("insert into milestone_partner select ?, id from organisation where slug = ?")
                    .params(Values.of(milestone, partner))
                    .update();
        for (var revision : orNone(item.revisions()))
            db.sql("""
                    insert into milestone_revision (milestone_id, revised_on, from_due, to_due, reason_fr, reason_en)
                    values (?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            milestone,
                            revision.on(),
                            revision.from(),
                            revision.to(),
                            revision.reason().fr(),
                            revision.reason().en()))
                    .update();
    }

    private void load(long commitment, ReportItem item) {
        long report = insert(
                """
                insert into progress_report (commitment_id, reported_on, completion, text_fr, text_en, fictional)
                values (?, ?, ?, ?, ?, ?) returning id""",
                commitment,
                item.on(),
                code(item.completion()),
                item.text().fr(),
                item.text().en(),
                item.fictional());
        for (var blocker : orNone(item.blockers()))
            db.sql("insert into report_blocker (report_id, kind, text_fr, text_en) values (?, ?, ?, ?)")
                    .params(Values.of(
                            report,
                            code(blocker.kind()),
                            blocker.text().fr(),
                            blocker.text().en()))
                    .update();
        for (var evidence : orNone(item.evidence()))
            db.sql(
                            "insert into evidence (report_id, title_fr, title_en, kind, url, dated_on) values (?, ?, ?, ?, ?, ?)")
                    .params(Values.of(
                            report,
                            evidence.title().fr(),
                            evidence.title().en(),
                            code(evidence.kind()),
                            evidence.url(),
                            evidence.on()))
                    .update();
    }

    private long insert(String sql, @Nullable Object... values) {
        return db.sql(sql).params(Values.of(values)).query(Long.class).single();
    }

    /** {@code in-progress} in a file is {@code IN_PROGRESS} in the house. */
    private static String code(String name) {
        return name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static @Nullable String fr(@Nullable Bilingual text) {
        return text == null ? null : text.fr();
    }

    private static @Nullable String en(@Nullable Bilingual text) {
        return text == null ? null : text.en();
    }

    private static <T> List<T> orNone(@Nullable List<T> items) {
        return items == null ? List.of() : items;
    }
}
