package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.house.Values;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The steps of a plan that was led elsewhere: restated, dated, never taken back. */
class StepImport implements ImportKind {
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final Plans plans;
    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    StepImport(Plans plans, JdbcClient db, ApplicationEventPublisher events) {
        this.plans = plans;
        this.db = db;
        this.events = events;
    }

    @Override
    public String name() {
        return "etapes";
    }

    @Override
    public List<String> under() {
        return List.of("plan", "steps");
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.of("stage", "plan.stage", true),
                Field.of("taken_on", "plan.step.date", true),
                Field.of("note_fr", "plan.step.note.label", false),
                Field.of("note_en", "plan.step.note.en", false));
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        return actor.is(Role.COORDINATOR)
                ? plans.list(visit.today(), actor).stream()
                        .map(p -> new Choice(p.slug(), visit.in(p.title())))
                        .toList()
                : List.of();
    }

    private static Optional<ActionPlan.Stage> stage(Row row) {
        return Arrays.stream(ActionPlan.Stage.values())
                .filter(s -> s.name().equals(row.get("stage")))
                .findFirst();
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var plan = plans.findAny(target, FOREVER).orElseThrow();
        var last = plan.steps().isEmpty() ? null : plan.steps().getLast();
        return rows.stream()
                .map(row -> {
                    var faults = new ArrayList<Fault>();
                    var stage = stage(row);
                    var on = new Typed(row.values()).date("taken_on");
                    if (stage.isEmpty()) faults.add(Fault.of("stage", "plan.sheet.choice"));
                    if (on.isEmpty()) faults.add(Fault.of("taken_on", "plan.form.date"));
                    else if (on.get().isAfter(day)) faults.add(Fault.of("taken_on", "plan.form.future"));
                    if (!faults.isEmpty()) return Verdict.bad(row.get("stage"), faults);
                    boolean taken = plan.steps().stream().anyMatch(s -> stage.equals(Optional.of(s.stage())));
                    if (taken) return new Verdict(Outcome.SAME, row.get("stage"), List.of());
                    if (last != null
                            && (stage.get().compareTo(last.stage()) < 0
                                    || on.get().isBefore(last.takenOn())))
                        return Verdict.bad(row.get("stage"), List.of(Fault.of("taken_on", "plan.step.before")));
                    return new Verdict(Outcome.NEW, row.get("stage"), List.of());
                })
                .toList();
    }

    @Override
    public void write(Job job, List<Row> rows) {
        rows.stream()
                .sorted(Comparator.comparing(row -> stage(row).orElseThrow()))
                .forEach(row -> db.sql("""
                        insert into plan_step (plan_id, step, taken_on, note_fr, note_en)
                        select p.id, ?, ?::date, ?, ? from action_plan p
                        where p.slug = ? and not exists (select from plan_step s where s.plan_id = p.id and s.step = ?)""")
                        .params(Values.of(
                                row.get("stage"),
                                row.get("taken_on"),
                                orNull(row.get("note_fr")),
                                orNull(row.get("note_en")),
                                job.target(),
                                row.get("stage")))
                        .update());
    }

    private static @org.jspecify.annotations.Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    @Override
    public void finish(Job job) {
        events.publishEvent(new PlanEdited(job.target(), job.day()));
    }

    @Override
    public boolean isPublic(String target) {
        return plans.findAny(target, FOREVER).filter(ActionPlan::isPublic).isPresent();
    }

    @Override
    public String path(String target) {
        return "/plans/" + target;
    }

    @Override
    public void normalise(Map<String, String> values) {
        values.computeIfPresent(
                "stage", (_, stage) -> stage.toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
    }
}
