package org.parvis.barometer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.parvis.accounts.Organisations;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Figures from a file, one a row or three (where an indicator started, where it is, where it ought to be). What is written is one
 * proposal, which a second person looks at before anybody else.
 */
@Component
@Order(300)
class ReadingImport implements ImportKind {
    /** Any indicator: the coordination's. */
    static final String ALL = "tout";

    private static final int LONGEST_TEXT = 2_000;
    private static final List<String> WIDE = List.of("initiale", "actuelle", "cible");
    private static final Map<String, Reading.Kind> KINDS =
            Map.of("initiale", Reading.Kind.INITIAL, "actuelle", Reading.Kind.CURRENT, "cible", Reading.Kind.TARGET);

    private final ReadingRules rules;
    private final Proposals proposals;
    private final Organisations organisations;

    ReadingImport(ReadingRules rules, Proposals proposals, Organisations organisations) {
        this.rules = rules;
        this.proposals = proposals;
        this.organisations = organisations;
    }

    @Override
    public String name() {
        return "releves";
    }

    @Override
    public List<Field> fields() {
        return List.of(
                field("indicateur", true, "indicator", "indic_id", "code_indicateur", "id_indicateur"),
                field("territoire", true, "territory", "zone", "enforce_zone_id", "code_territoire", "territoire_code"),
                field("maille", false, "level", "niveau"),
                field("nature", false, "kind", "type"),
                field("date", false, "metric_enforce_date", "on", "jour"),
                field("valeur", false, "value"),
                field("valeur_initiale", false, "indic_vi", "vi", "initial_value"),
                field("date_initiale", false, "date_vi", "date_valeur_initiale", "initial_date"),
                field("valeur_actuelle", false, "indic_va", "va", "current_value"),
                field("date_actuelle", false, "date_va", "date_valeur_actuelle", "current_date"),
                field("valeur_cible", false, "indic_vc", "vc", "target_value"),
                field("date_cible", false, "date_vc", "date_valeur_cible", "target_date"),
                field("provisoire", false, "provisional"),
                field("source", false),
                field("motif", false, "reason"));
    }

    private static Field field(String name, boolean required, String... aliases) {
        return Field.of(name, "barometer.entry.column." + name, required, aliases);
    }

    @Override
    public List<Choice> targets(Actor actor, Visit visit) {
        if (actor.is(Role.COORDINATOR)) return List.of(new Choice(ALL, visit.say("barometer.entry.import.all")));
        if (!actor.is(Role.CONTRIBUTOR)) return List.of();
        return organisations.list().stream()
                .filter(o -> actor.isFor(Role.CONTRIBUTOR, o.name().slug()))
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
    }

    @Override
    public List<String> under() {
        return List.of("readings");
    }

    /** What a row tells, and what is wrong with how it tells it. */
    private record Split(List<ReadingRules.Told> told, List<Fault> faults) {}

    /** A row of one figure, or the same with up to three; the day of a figure that has none of its own is the row's. */
    private static Split split(Row row) {
        var told = new ArrayList<ReadingRules.Told>();
        var faults = new ArrayList<Fault>();
        boolean wide = WIDE.stream().anyMatch(k -> row.values().containsKey("valeur_" + k));
        if (wide) {
            if (!row.get("valeur").isBlank()) faults.add(Fault.of("valeur", "barometer.entry.fault.both"));
            for (String kind : WIDE) {
                String field = "valeur_" + kind;
                if (row.get(field).isBlank()) continue;
                String day = row.get("date_" + kind).isBlank() ? "date" : "date_" + kind;
                told.add(told(row, new ReadingRules.Cell(field, String.valueOf(KINDS.get(kind))), day, field));
            }
            if (told.isEmpty() && faults.isEmpty())
                faults.add(Fault.of("valeur_actuelle", "barometer.entry.fault.none"));
        } else {
            String kind = row.get("nature").isBlank() ? "actuelle" : row.get("nature");
            told.add(told(row, new ReadingRules.Cell("nature", kind), "date", "valeur"));
        }
        return new Split(told, faults);
    }

    private static ReadingRules.Told told(Row row, ReadingRules.Cell kind, String day, String value) {
        return new ReadingRules.Told(
                row.get("indicateur"),
                row.get("territoire"),
                row.get("maille"),
                kind,
                new ReadingRules.Cell(day, row.get(day)),
                new ReadingRules.Cell(value, row.get(value)),
                row.get("provisoire"),
                row.get("motif"));
    }

    private static boolean isIn(String target, Indicator indicator) {
        return target.equals(ALL)
                || indicator.organisation() != null
                        && indicator.organisation().slug().equals(target);
    }

    /** What each row says, judged with the others that stand beside it. */
    private List<List<ReadingRules.Judged>> judge(String target, List<Split> splits, LocalDate day) {
        var judged = rules.judge(splits.stream().flatMap(s -> s.told().stream()).toList(), i -> isIn(target, i), day);
        var byRow = new ArrayList<List<ReadingRules.Judged>>();
        int at = 0;
        for (var split : splits) byRow.add(judged.subList(at, at += split.told().size()));
        return byRow;
    }

    @Override
    public List<Verdict> check(String target, List<String> options, List<Row> rows, LocalDate day) {
        var splits = rows.stream().map(ReadingImport::split).toList();
        var judged = judge(target, splits, day);
        var verdicts = new ArrayList<Verdict>();
        for (int i = 0; i < rows.size(); i++) {
            var faults = new ArrayList<>(splits.get(i).faults());
            for (String text : List.of("source", "motif"))
                if (rows.get(i).get(text).length() > LONGEST_TEXT)
                    faults.add(Fault.of(text, "barometer.entry.fault.long", LONGEST_TEXT));
            for (var one : judged.get(i)) for (var fault : one.faults()) if (!faults.contains(fault)) faults.add(fault);
            var figures = judged.get(i).stream()
                    .map(ReadingRules.Judged::figure)
                    .filter(Objects::nonNull)
                    .toList();
            String key = figures.stream()
                    .map(f -> f.indicator().code() + " " + f.territory().code() + " " + f.kind() + " " + f.on())
                    .collect(Collectors.joining(AND));
            if (!faults.isEmpty()) verdicts.add(Verdict.bad(key, faults));
            else verdicts.add(new Verdict(outcome(judged.get(i)), key, List.of()));
        }
        return verdicts;
    }

    private static Outcome outcome(List<ReadingRules.Judged> judged) {
        if (judged.stream().allMatch(ReadingRules.Judged::isSame)) return Outcome.SAME;
        return judged.stream().anyMatch(j -> j.was() != null && !j.isSame()) ? Outcome.CHANGED : Outcome.NEW;
    }

    @Override
    public void write(Job job, List<Row> rows) {
        var judged = judge(job.target(), rows.stream().map(ReadingImport::split).toList(), job.day());
        var figures = judged.stream()
                .flatMap(List::stream)
                .filter(j -> j.faults().isEmpty() && !j.isSame())
                .map(ReadingRules.Judged::figure)
                .filter(Objects::nonNull)
                .toList();
        if (figures.isEmpty()) return;
        long batch = proposals.batchOf(
                job.id(),
                new Batches.Sheet(
                        Batches.Way.IMPORT,
                        new Bilingual(texts(rows, "source"), null),
                        job.fileName(),
                        job.sha256().isEmpty() ? null : HexFormat.of().parseHex(job.sha256()),
                        null,
                        job.person(),
                        figures.stream().anyMatch(f -> f.indicator().fictional())));
        proposals.add(batch, figures);
        rows.stream()
                .map(r -> r.get("motif").strip())
                .filter(r -> !r.isEmpty())
                .distinct()
                .limit(20)
                .forEach(reason -> proposals.because(batch, new Bilingual(reason, null), LONGEST_TEXT));
    }

    private static String texts(List<Row> rows, String field) {
        String all = rows.stream()
                .map(r -> r.get(field).strip())
                .filter(t -> !t.isEmpty())
                .distinct()
                .limit(20)
                .collect(Collectors.joining(" ; "));
        return all.length() <= LONGEST_TEXT ? all : all.substring(0, LONGEST_TEXT - 1) + "…";
    }

    @Override
    public void finish(Job job) {
        proposals.findOf(job.id()).ifPresent(proposals::complete);
    }

    /** Nobody else may know of it before a second person has published it. */
    @Override
    public boolean isPublic(String target) {
        return false;
    }

    @Override
    public String path(String target) {
        return "/barometre/lots";
    }
}
