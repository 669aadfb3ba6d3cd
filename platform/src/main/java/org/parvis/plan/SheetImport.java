package org.parvis.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.plan.Cell.Kind;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One kind of sheet of a plan, from a file: each cell by the rule of its form, each row known by its own number. */
class SheetImport implements ImportKind {
    /** Whether engagements and ambitions that the plan has not yet are made, with the titles that the file's own plan gives them. */
    static final String MAKE_PARENTS = "parents";

    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("d/M/uuuu");
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final Sheet sheet;
    private final List<String> under;
    private final Plans plans;
    private final Drafting drafting;
    private final JdbcClient db;
    private final ApplicationEventPublisher events;

    /** @param under where its rows are in a plan's JSON */
    SheetImport(
            Sheet sheet,
            List<String> under,
            Plans plans,
            Drafting drafting,
            JdbcClient db,
            ApplicationEventPublisher events) {
        this.sheet = sheet;
        this.under = under;
        this.plans = plans;
        this.drafting = drafting;
        this.db = db;
        this.events = events;
    }

    @Override
    public String name() {
        return sheet == Sheet.PLAN ? "plans" : sheet.slug();
    }

    @Override
    public List<String> under() {
        return under;
    }

    @Override
    public List<String> lists() {
        return sheet == Sheet.PLAN ? List.of("steps") : List.of();
    }

    @Override
    public List<Field> fields() {
        var fields = new ArrayList<Field>();
        for (Cell cell : sheet.cells())
            fields.add(new Field(
                    cell.name(),
                    "plan.field." + cell.name(),
                    cell.required(),
                    switch (cell.kind()) {
                        case SECTION -> List.of("sections_" + cell.name());
                        case ORGANISATION -> List.of(cell.name() + "_slug");
                        default -> List.of();
                    }));
        if (sheet == Sheet.COMMITMENT) {
            fields.add(Field.of("engagement", "plan.field.engagement", false));
            fields.add(Field.of("plan", "imports.field.plan", false));
        }
        if (sheet == Sheet.PLAN)
            fields.add(Field.of("drafted_on", "imports.field.drafted_on", false, "steps_1_taken_on"));
        if (sheet == Sheet.MILESTONE) {
            fields.add(Field.of("position", "imports.field.position", true));
            fields.add(Field.of("done_on", "imports.field.done_on", false));
        }
        return fields;
    }

    @Override
    public List<String> options() {
        return sheet == Sheet.COMMITMENT ? List.of(MAKE_PARENTS) : List.of();
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        if (!actor.is(Role.COORDINATOR)) return List.of();
        if (sheet == Sheet.PLAN) return List.of(new Choice("plans", visit.say("plan.index.title")));
        return plans.list(visit.today(), actor).stream()
                .map(p -> new Choice(p.slug(), visit.in(p.title())))
                .toList();
    }

    @Override
    public void normalise(Map<String, String> values) {
        for (Cell cell : sheet.cells()) values.computeIfPresent(cell.name(), (_, value) -> normal(cell.kind(), value));
        values.computeIfPresent("done_on", (_, value) -> normal(Kind.DATE, value));
        String engagement = values.getOrDefault("engagement", "");
        String ambition = values.getOrDefault("ambition", "");
        if (sheet == Sheet.COMMITMENT && !engagement.isEmpty() && ambition.matches("[0-9]+"))
            values.put("ambition", engagement + "." + ambition);
    }

    private static String normal(Kind kind, String value) {
        return switch (kind) {
            case DATE -> date(value);
            case CHOICE -> value.equals("FR") || value.equals("EN") ? value.toLowerCase(Locale.ROOT) : value;
            case THEMES ->
                Arrays.stream(value.split("[\\s,;]+"))
                        .map(word -> Theme.find(word.toLowerCase(Locale.ROOT))
                                .map(Theme::name)
                                .orElse(word))
                        .collect(Collectors.joining(" "));
            case ORGANISATIONS ->
                String.join(" ", new LinkedHashSet<>(List.of(value.strip().split("[\\s,;]+"))));
            default -> value;
        };
    }

    private static String date(String value) {
        try {
            return value.indexOf('/') < 0
                    ? value
                    : LocalDate.parse(value, FRENCH).toString();
        } catch (DateTimeException e) {
            return value;
        }
    }

    private ActionPlan plan(String target) {
        if (sheet == Sheet.PLAN) return NO_PLAN;
        return plans.findAny(target, FOREVER).orElseThrow();
    }

    /** Plans belong to none. */
    private static final ActionPlan NO_PLAN = new ActionPlan(
            0,
            "",
            1,
            new org.parvis.web.Bilingual("", null),
            new org.parvis.web.Bilingual("", null),
            LocalDate.EPOCH,
            FOREVER,
            null,
            null,
            null,
            List.of());

    private Map<String, Drafting.Known> known(ActionPlan plan, List<Typed> typed) {
        var keys = typed.stream().map(sheet::keyOf).collect(Collectors.toSet());
        if (sheet != Sheet.PLAN) return drafting.mapByKey(plan, sheet, keys);
        Map<String, Drafting.Known> all = new HashMap<>();
        for (String slug : keys)
            plans.findAny(slug, FOREVER)
                    .ifPresent(p -> all.put(slug, new Drafting.Known(p.id(), drafting.get(p, sheet, p.id()))));
        return all;
    }

    /** What exists by the names that rows refer to it by. */
    private record Existing(Set<String> organisations, Set<String> parents) {}

    private Existing existing(ActionPlan plan) {
        var organisations = new HashSet<>(
                db.sql("select slug from organisation").query(String.class).list());
        String parents = switch (sheet) {
            case COMMITMENT ->
                "select e.number || '.' || a.number from ambition a join engagement e on e.id = a.engagement_id where e.plan_id = ?";
            case AMBITION -> "select number::text from engagement where plan_id = ?";
            case MILESTONE -> "select number::text from commitment where plan_id = ?";
            default -> "select null::text where ? < 0";
        };
        return new Existing(
                organisations,
                new HashSet<>(
                        db.sql(parents).param(plan.id()).query(String.class).list()));
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var plan = plan(target);
        var typed = rows.stream().map(row -> new Typed(row.values())).toList();
        var known = known(plan, typed);
        var existing = existing(plan);
        return typed.stream()
                .map(row -> verdict(plan, options, row, known.get(sheet.keyOf(row)), existing))
                .toList();
    }

    private Verdict verdict(
            ActionPlan plan, List<String> options, Typed row, Drafting.@Nullable Known known, Existing existing) {
        String key = sheet.keyOf(row);
        var whole = over(known, row);
        var faults = sheet.breaches(whole).stream()
                .map(b -> Fault.of(b.field(), b.key(), b.arguments().toArray()))
                .collect(Collectors.toCollection(ArrayList::new));
        if (faults.isEmpty()) faults.addAll(unknown(whole, options, existing));
        if (sheet == Sheet.MILESTONE) {
            if (!row.get("position").matches("[1-9][0-9]{0,4}")) faults.add(Fault.of("position", "plan.sheet.number"));
            if (row.has("done_on") && row.date("done_on").isEmpty()) faults.add(Fault.of("done_on", "plan.form.date"));
        }
        if (!faults.isEmpty()) return Verdict.bad(key, faults);
        Outcome outcome = known == null ? Outcome.NEW : isSame(known, row) ? Outcome.SAME : Outcome.CHANGED;
        if (outcome != Outcome.SAME && sheet != Sheet.PLAN && !sheet.isOpen(plan.isAdopted()))
            return Verdict.bad(key, List.of(Fault.of("", "imports.plan.adopted")));
        if (outcome == Outcome.CHANGED && sheet == Sheet.PLAN && !isDraft(row.get("slug")))
            return Verdict.bad(key, List.of(Fault.of("slug", "imports.plan.adopted")));
        return new Verdict(outcome, key, List.of());
    }

    private boolean isDraft(String slug) {
        return plans.findAny(slug, FOREVER).filter(p -> !p.isAdopted()).isPresent();
    }

    private List<Fault> unknown(Typed row, List<String> options, Existing existing) {
        var faults = new ArrayList<Fault>();
        for (Cell cell : sheet.cells()) {
            String value = row.get(cell.name());
            if (value.isEmpty()) continue;
            switch (cell.kind()) {
                case ORGANISATION, ORGANISATIONS -> {
                    for (String slug : value.split(" "))
                        if (!existing.organisations().contains(slug))
                            faults.add(Fault.of(cell.name(), "imports.unknown.organisation", slug));
                }
                case AMBITION, ENGAGEMENT, COMMITMENT -> {
                    if (!existing.parents().contains(value) && !options.contains(MAKE_PARENTS))
                        faults.add(Fault.of(cell.name(), "imports.unknown." + cell.kind(), value));
                }
                default -> {}
            }
        }
        return faults;
    }

    /** What the file leaves out stays as it is; a plan that it follows is left out where it is not here, or has its successor. */
    private Typed over(Drafting.@Nullable Known known, Typed row) {
        var all = new TreeMap<String, String>();
        if (known != null) all.putAll(known.stored().values().values());
        all.putAll(row.values());
        if (sheet == Sheet.PLAN && row.has("predecessor") && !isFree(row.get("predecessor"), row.get("slug")))
            all.put("predecessor", "");
        return new Typed(all);
    }

    private boolean isFree(String predecessor, String slug) {
        return plans.findAny(predecessor, FOREVER)
                .filter(p -> p.successor() == null || p.successor().equals(slug))
                .isPresent();
    }

    private boolean isSame(Drafting.Known known, Typed row) {
        var stored = known.stored().values();
        return sheet.cells().stream()
                .filter(c -> row.values().containsKey(c.name()) && !c.once())
                .allMatch(c -> asSet(c, over(known, row).get(c.name())).equals(asSet(c, stored.get(c.name()))));
    }

    private static Object asSet(Cell cell, String value) {
        return cell.kind() == Kind.ORGANISATIONS || cell.kind() == Kind.THEMES
                ? Set.of(new HashSet<>(List.of(value.split(" "))))
                : value;
    }

    @Override
    public void write(Job job, List<Row> rows) {
        var plan = plan(job.target());
        var day = job.day();
        var typed = rows.stream().map(row -> new Typed(row.values())).toList();
        if (job.options().contains(MAKE_PARENTS)) makeParents(plan, typed);
        var known = known(plan, typed);
        if (sheet == Sheet.PLAN) {
            for (Typed row : typed) {
                var before = known.get(row.get("slug"));
                if (before == null)
                    drafting.openPlan(
                            over(null, row),
                            row.date("drafted_on").filter(d -> d.isBefore(day)).orElse(day));
                else drafting.writeAll(NO_PLAN, sheet, List.of(), Map.of(before.id(), over(before, row)), day);
            }
            return;
        }
        var added = new ArrayList<Typed>();
        Map<Long, Typed> changed = new TreeMap<>();
        for (Typed row : typed) {
            var before = known.get(sheet.keyOf(row));
            if (before == null) added.add(row);
            else if (!isSame(before, row)) changed.put(before.id(), over(before, row));
        }
        drafting.writeAll(plan, sheet, added, changed, day);
        if (sheet == Sheet.MILESTONE)
            for (Typed row : typed)
                row.date("done_on")
                        .ifPresent(done -> db.sql("""
                        update milestone m set done_on = ? from commitment c
                        where c.id = m.commitment_id and c.plan_id = ? and c.number = ?::int and m.position = ?::int""")
                                .params(done, plan.id(), row.get("commitment"), row.get("position"))
                                .update());
    }

    /** Engagements and ambitions that the rows name and the plan has not: as the file's own plan calls them, where it is here. */
    private void makeParents(ActionPlan plan, List<Typed> rows) {
        var wanted = rows.stream()
                .map(r -> r.get("ambition"))
                .filter(a -> a.contains("."))
                .collect(Collectors.toSet());
        String source = rows.stream()
                .map(r -> r.get("plan"))
                .filter(s -> !s.isEmpty())
                .findFirst()
                .orElse("");
        for (String ambition : new java.util.TreeSet<>(wanted)) {
            int engagement = Integer.parseInt(ambition.substring(0, ambition.indexOf('.')));
            int number = Integer.parseInt(ambition.substring(ambition.indexOf('.') + 1));
            db.sql("""
                    insert into engagement (plan_id, number, scope, title_fr, title_en, summary_fr, summary_en)
                    select :plan, :number, coalesce(s.scope, 'THEMATIC'), coalesce(s.title_fr, 'Engagement ' || :number),
                           case when s.id is null then 'Priority ' || :number else s.title_en end, s.summary_fr, s.summary_en
                    from (select 1) one left join lateral (select e.* from engagement e join action_plan p on p.id = e.plan_id
                        where p.slug = :source and e.number = :number) s on true
                    on conflict do nothing""")
                    .param("plan", plan.id())
                    .param("number", engagement)
                    .param("source", source)
                    .update();
            db.sql("""
                    insert into ambition (engagement_id, number, title_fr, title_en, summary_fr, summary_en)
                    select it.id, :number, coalesce(s.title_fr, 'Ambition ' || :ambition),
                           case when s.id is null then 'Ambition ' || :ambition else s.title_en end, s.summary_fr, s.summary_en
                    from engagement it left join lateral (select a.* from ambition a join engagement e on e.id = a.engagement_id
                        join action_plan p on p.id = e.plan_id
                        where p.slug = :source and e.number = it.number and a.number = :number) s on true
                    where it.plan_id = :plan and it.number = :engagement
                    on conflict do nothing""")
                    .param("plan", plan.id())
                    .param("engagement", engagement)
                    .param("number", number)
                    .param("ambition", ambition)
                    .param("source", source)
                    .update();
        }
    }

    @Override
    public void finish(Job job) {
        if (sheet != Sheet.PLAN) events.publishEvent(new PlanEdited(job.target(), job.day()));
    }

    @Override
    public boolean isPublic(String target) {
        return sheet != Sheet.PLAN && plan(target).isPublic();
    }

    @Override
    public String path(String target) {
        return sheet == Sheet.PLAN ? "/plans" : "/plans/" + Objects.requireNonNull(target);
    }
}
