package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.plan.ProgressReport.Blocker;
import org.parvis.plan.ProgressReport.Evidence;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Progress reports from a file, known by their commitment and their day; by the same rule as those that are typed. */
class ReportImport implements ImportKind {
    private static final int PROOFS = 5, BLOCKERS = 6;
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final Plans plans;
    private final Reports reports;
    private final JdbcClient db;

    ReportImport(Plans plans, Reports reports, JdbcClient db) {
        this.plans = plans;
        this.reports = reports;
        this.db = db;
    }

    @Override
    public String name() {
        return "points";
    }

    @Override
    public List<String> under() {
        return List.of("commitments", "reports");
    }

    @Override
    public List<String> lists() {
        return List.of("evidence", "blockers");
    }

    @Override
    public List<Field> fields() {
        var fields = new ArrayList<>(List.of(
                Field.of("commitment", "plan.field.commitment", true, "number", "action"),
                Field.of("reported_on", "imports.field.reported_on", true),
                Field.of("completion", "plan.completion", true),
                Field.of("text_fr", "plan.report.text.label", true),
                Field.of("text_en", "plan.report.text.en", false)));
        for (int i = 1; i <= BLOCKERS; i++) {
            fields.add(Field.of("blockers_" + i + "_kind", "imports.field.blocker.kind", false));
            fields.add(Field.of("blockers_" + i + "_text_fr", "imports.field.blocker", false));
        }
        for (int i = 1; i <= PROOFS; i++) {
            fields.add(Field.of("evidence_" + i + "_title_fr", "imports.field.evidence.title", false));
            fields.add(Field.of("evidence_" + i + "_kind", "imports.field.evidence.kind", false));
            fields.add(Field.of("evidence_" + i + "_url", "imports.field.evidence.url", false));
            fields.add(Field.of("evidence_" + i + "_dated_on", "imports.field.evidence.date", false));
        }
        return fields;
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        return actor.is(Role.COORDINATOR)
                ? plans.list(visit.today(), actor).stream()
                        .filter(ActionPlan::isAdopted)
                        .map(p -> new Choice(p.slug(), visit.in(p.title())))
                        .toList()
                : List.of();
    }

    @Override
    public void normalise(Map<String, String> values) {
        values.computeIfPresent(
                "completion", (_, c) -> c.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    private static ProgressReport report(Row row, LocalDate day) {
        var typed = new Typed(row.values());
        var blockers = new ArrayList<Blocker>();
        for (int i = 1; i <= BLOCKERS; i++)
            if (typed.has("blockers_" + i + "_text_fr")) {
                String kind = typed.get("blockers_" + i + "_kind").toUpperCase(Locale.ROOT);
                blockers.add(new Blocker(
                        Arrays.stream(Blocker.Kind.values())
                                .filter(k -> k.name().equals(kind))
                                .findFirst()
                                .orElse(Blocker.Kind.OTHER),
                        new Bilingual(typed.get("blockers_" + i + "_text_fr"), null)));
            }
        var evidence = new ArrayList<Evidence>();
        for (int i = 1; i <= PROOFS; i++) {
            String proof = "evidence_" + i + "_";
            if (typed.has(proof + "title_fr") || typed.has(proof + "url"))
                evidence.add(new Evidence(
                        new Bilingual(typed.get(proof + "title_fr"), null),
                        kind(typed.get(proof + "kind")),
                        typed.has(proof + "url") ? typed.get(proof + "url") : null,
                        typed.date(proof + "dated_on").orElse(null)));
        }
        return new ProgressReport(
                0,
                typed.date("reported_on").orElse(day),
                Arrays.stream(Completion.values())
                        .filter(c -> c.name().equals(typed.get("completion")))
                        .findFirst()
                        .or(() -> Completion.find(
                                typed.get("completion").toLowerCase(Locale.ROOT).replace('_', '-')))
                        .orElse(Completion.NO_EVIDENCE),
                new Bilingual(typed.get("text_fr"), typed.get("text_en")),
                false,
                Role.COORDINATOR,
                blockers.stream().distinct().toList(),
                evidence);
    }

    /** A document may be told of without being held here; a link leads somewhere. */
    private static Evidence.Kind kind(String name) {
        return Arrays.stream(Evidence.Kind.values())
                .filter(k -> k.name().equalsIgnoreCase(name))
                .findFirst()
                .orElse(Evidence.Kind.LINK);
    }

    private static String key(Row row) {
        return row.get("commitment") + "|" + row.get("reported_on");
    }

    /** The commitments of a plan by number, and what was reported of each on some day. */
    private record Existing(Map<String, Long> commitments, Map<String, String> reported) {}

    private Existing existing(ActionPlan plan, List<Row> rows) {
        Map<String, Long> commitments = new HashMap<>();
        db.sql("select number::text, id from commitment where plan_id = ?")
                .param(plan.id())
                .query((row, _) -> commitments.put(row.getString(1), row.getLong(2)))
                .list();
        Map<String, String> reported = new HashMap<>();
        db.sql("""
                select c.number || '|' || r.reported_on, r.completion || ' ' || r.text_fr from progress_report r
                join commitment c on c.id = r.commitment_id
                where c.plan_id = ? and c.number || '|' || r.reported_on = any (?)""")
                .params(plan.id(), rows.stream().map(ReportImport::key).toArray(String[]::new))
                .query((row, _) -> reported.put(row.getString(1), row.getString(2)))
                .list();
        return new Existing(commitments, reported);
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var plan = plans.findAny(target, FOREVER).orElseThrow();
        var existing = existing(plan, rows);
        return rows.stream().map(row -> verdict(row, plan, existing, day)).toList();
    }

    private static Verdict verdict(Row row, ActionPlan plan, Existing existing, LocalDate day) {
        var faults = new ArrayList<Fault>();
        var on = new Typed(row.values()).date("reported_on");
        if (on.isEmpty()) faults.add(Fault.of("reported_on", "plan.form.date"));
        else if (on.get().isAfter(day)) faults.add(Fault.of("reported_on", "plan.form.future"));
        if (!existing.commitments().containsKey(row.get("commitment")))
            faults.add(Fault.of("commitment", "imports.unknown.COMMITMENT", row.get("commitment")));
        var report = report(row, day);
        if (faults.isEmpty())
            ReportRule.breaches(report, plan.stageOn(report.reportedOn()), day)
                    .forEach(b -> faults.add(
                            Fault.of(field(b.field()), b.key(), b.arguments().toArray())));
        if (!faults.isEmpty()) return Verdict.bad(key(row), faults);
        String said = existing.reported().get(key(row));
        if (said == null) return new Verdict(Outcome.NEW, key(row), List.of());
        return said.equals(report.completion() + " " + report.text().fr())
                ? new Verdict(Outcome.SAME, key(row), List.of())
                : Verdict.bad(key(row), List.of(Fault.of("", "imports.report.stands")));
    }

    private static String field(String formField) {
        if (formField.equals("avancement")) return "completion";
        if (formField.startsWith("texte_")) return formField.replace("texte_", "text_");
        if (formField.startsWith("blocage")) return "blockers_1_text_fr";
        return formField
                .replaceFirst("preuve_titre_(\\d)", "evidence_$1_title_fr")
                .replaceFirst("preuve_lien_(\\d)", "evidence_$1_url")
                .replaceFirst("preuve_date_(\\d)", "evidence_$1_dated_on");
    }

    @Override
    public void write(Job job, List<Row> rows) {
        var plan = plans.findAny(job.target(), FOREVER).orElseThrow();
        var existing = existing(plan, rows);
        for (Row row : rows) {
            Long commitment = existing.commitments().get(row.get("commitment"));
            if (commitment == null || existing.reported().containsKey(key(row))) continue;
            var report = report(row, job.day());
            reports.add(commitment, report, Role.COORDINATOR, null, report.reportedOn());
        }
    }

    @Override
    public String path(String target) {
        return "/plans/" + target;
    }
}
