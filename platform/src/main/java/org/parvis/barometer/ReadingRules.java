package org.parvis.barometer;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.barometer.Reading.Kind;
import org.parvis.imports.Fault;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What figures must obey before anybody proposes them: the same whether they are typed in a form or stand in a file. */
@Component
class ReadingRules {
    private static final Pattern SHORT_YEAR = Pattern.compile("[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2}");
    private static final Pattern EATEN = Pattern.compile("(REG-?|R|DEPT-?|D|COM-?|C)?([1-9][0-9AB]{0,3})");

    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("initiale", Kind.INITIAL),
            Map.entry("initial", Kind.INITIAL),
            Map.entry("vi", Kind.INITIAL),
            Map.entry("depart", Kind.INITIAL),
            Map.entry("baseline", Kind.INITIAL),
            Map.entry("actuelle", Kind.CURRENT),
            Map.entry("actuel", Kind.CURRENT),
            Map.entry("current", Kind.CURRENT),
            Map.entry("va", Kind.CURRENT),
            Map.entry("cible", Kind.TARGET),
            Map.entry("target", Kind.TARGET),
            Map.entry("vc", Kind.TARGET));

    private static final Set<String> YES = Set.of("oui", "o", "yes", "y", "true", "vrai", "1", "x", "p", "provisoire"),
            NO = Set.of("", "non", "n", "no", "false", "faux", "0", "d", "definitif", "definitive");

    private final JdbcClient db;
    private final Indicators indicators;
    private final Territories territories;

    ReadingRules(JdbcClient db, Indicators indicators, Territories territories) {
        this.db = db;
        this.indicators = indicators;
        this.territories = territories;
    }

    /** What stands in a field of a form, or in a column of a file. */
    record Cell(String field, String text) {}

    /** A figure as it was typed. */
    record Told(
            String indicator,
            String territory,
            String level,
            Cell kind,
            Cell date,
            Cell value,
            String provisional,
            String reason) {}

    /** A figure that may be proposed. */
    record Figure(
            Indicator indicator, Territory territory, Kind kind, LocalDate on, BigDecimal value, boolean provisional) {
        Key key() {
            return new Key(indicator.id(), territory.id(), kind, on);
        }
    }

    /** What makes it one figure and not another. */
    record Key(int indicator, int territory, Kind kind, LocalDate on) {
        Pair pair() {
            return new Pair(indicator, territory);
        }
    }

    record Pair(int indicator, int territory) {}

    /** A value that is published, provisional or not. */
    record Known(BigDecimal value, boolean provisional) {}

    /**
     * What is to be said of it.
     *
     * @param figure none where it has a fault that leaves none
     * @param was what is published now
     */
    record Judged(@Nullable Figure figure, @Nullable Known was, List<Fault> faults) {
        boolean isSame() {
            return figure != null
                    && was != null
                    && was.value().compareTo(figure.value()) == 0
                    && was.provisional() == figure.provisional();
        }
    }

    /** @param held whose figures may be told here */
    List<Judged> judge(List<Told> all, Predicate<Indicator> held, LocalDate today) {
        var known =
                indicators.listOf(all.stream().map(t -> t.indicator().strip()).collect(Collectors.toSet()));
        var codes = new HashSet<String>();
        for (var told : all) codes.addAll(candidates(told));
        var places = territories.find(codes);
        var mergers = territories.findMergers(codes);
        var judged = new ArrayList<Judged>();
        var figures = new ArrayList<Figure>();
        for (var told : all) {
            var faults = new ArrayList<Fault>();
            var figure = read(told, known, places, mergers, held, today, faults);
            judged.add(new Judged(figure, null, faults));
            if (figure != null) figures.add(figure);
        }
        var published = published(figures);
        var ends = ends(figures, published);
        for (int i = 0; i < judged.size(); i++) {
            var figure = judged.get(i).figure();
            if (figure == null) continue;
            var was = published.get(figure.key());
            var faults = new ArrayList<>(judged.get(i).faults());
            against(figure, ends, all.get(i), faults);
            if (was != null
                    && was.value().compareTo(figure.value()) != 0
                    && all.get(i).reason().isBlank())
                faults.add(Fault.of(
                        "motif", "barometer.entry.fault.reason", was.value().toPlainString()));
            judged.set(i, new Judged(figure, was, faults));
        }
        return judged;
    }

    private static @Nullable Figure read(
            Told told,
            Map<String, Indicator> known,
            Map<String, Territory> places,
            Map<String, String> mergers,
            Predicate<Indicator> held,
            LocalDate today,
            List<Fault> faults) {
        var indicator = known.get(told.indicator().strip());
        if (indicator == null) faults.add(Fault.of("indicateur", "barometer.entry.fault.indicator"));
        else if (!held.test(indicator)) {
            faults.add(Fault.of("indicateur", "barometer.entry.fault.other"));
            return null;
        }
        var territory = territory(told, places, mergers, faults);
        var kind = kind(told.kind().text());
        if (kind.isEmpty()) faults.add(Fault.of(told.kind().field(), "barometer.entry.fault.kind"));
        var on = ReadingText.day(told.date().text());
        if (on == null)
            faults.add(Fault.of(
                    told.date().field(),
                    SHORT_YEAR.matcher(told.date().text().strip()).matches()
                            ? "barometer.entry.fault.year"
                            : "barometer.entry.fault.date"));
        else if (kind.filter(k -> k == Kind.CURRENT).isPresent() && on.isAfter(today))
            faults.add(Fault.of(told.date().field(), "barometer.entry.fault.future"));
        var value = ReadingText.number(told.value().text());
        if (value == null) faults.add(Fault.of(told.value().field(), "barometer.entry.fault.number"));
        String provisional = bare(told.provisional());
        if (!YES.contains(provisional) && !NO.contains(provisional))
            faults.add(Fault.of("provisoire", "barometer.entry.fault.provisional"));
        if (indicator == null) return null;
        if (value != null && ReadingText.hasPercent(told.value().text()) && !indicator.isPercentage())
            faults.add(Fault.of(
                    told.value().field(),
                    indicator.unit().fr().isEmpty() ? "barometer.entry.fault.percent" : "barometer.entry.fault.unit",
                    indicator.unit().fr()));
        if (territory == null) return null;
        int depth = territory.level().compareTo(indicator.finest());
        if (depth > 0) faults.add(Fault.of("territoire", "barometer.entry.fault.finer." + indicator.finest()));
        else if (depth < 0 && indicator.aggregation() != Aggregation.GIVEN)
            faults.add(Fault.of("territoire", "barometer.entry.fault.computed." + indicator.finest()));
        if (kind.isEmpty() || on == null || value == null) return null;
        return new Figure(indicator, territory, kind.get(), on, value, YES.contains(provisional));
    }

    static Optional<Kind> kind(String typed) {
        var own =
                Arrays.stream(Kind.values()).filter(k -> k.name().equals(typed)).findFirst();
        return own.isPresent()
                ? own
                : Optional.ofNullable(KINDS.get(bare(typed).replaceAll("^valeur |^de | value$", "")));
    }

    private static String bare(String typed) {
        return Normalizer.normalize(typed.strip(), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", " ")
                .strip();
    }

    /** The codes that were perhaps meant. */
    private static Set<String> candidates(Told told) {
        var codes = new LinkedHashSet<String>();
        String code = ReadingText.code(told.territory(), level(told.level()).orElse(null));
        if (code != null) codes.add(code);
        codes.addAll(withZero(told));
        return codes;
    }

    /** The codes that a spreadsheet may have taken a zero from. */
    private static List<String> withZero(Told told) {
        var eaten = EATEN.matcher(told.territory().strip().toUpperCase(Locale.ROOT));
        if (!eaten.matches()) return List.of();
        String prefix = Objects.requireNonNullElse(eaten.group(1), ""), rest = eaten.group(2);
        Stream<Level> levels = prefix.isEmpty()
                ? level(told.level()).map(Stream::of).orElseGet(() -> Stream.of(Level.DEPT, Level.REG, Level.COM))
                : Stream.of(Level.DEPT, Level.REG, Level.COM)
                        .filter(l -> l.name().charAt(0) == prefix.charAt(0));
        return levels.filter(l -> l != Level.NAT)
                .flatMap(l -> ReadingText.withZero(l.name() + "-" + rest).stream())
                .toList();
    }

    private static Optional<Level> level(String typed) {
        return switch (bare(typed)) {
            case "nat", "national", "nationale", "pays", "country" -> Optional.of(Level.NAT);
            case "reg", "region", "regional", "regionale" -> Optional.of(Level.REG);
            case "dept", "dep", "departement", "departemental", "departementale" -> Optional.of(Level.DEPT);
            case "com", "commune", "communal", "communale" -> Optional.of(Level.COM);
            default -> Optional.empty();
        };
    }

    private static @Nullable Territory territory(
            Told told, Map<String, Territory> places, Map<String, String> mergers, List<Fault> faults) {
        if (!told.level().isBlank() && level(told.level()).isEmpty()) {
            faults.add(Fault.of("maille", "barometer.entry.fault.level"));
            return null;
        }
        String code = ReadingText.code(told.territory(), level(told.level()).orElse(null));
        var found = code == null ? null : places.get(code);
        if (found != null) {
            if (level(told.level()).filter(l -> l != found.level()).isEmpty()) return found;
            faults.add(Fault.of("maille", "barometer.entry.fault.level.other", found.code()));
            return null;
        }
        String into = code == null ? null : mergers.get(code);
        var eaten = withZero(told).stream().filter(places::containsKey).toList();
        if (code != null && into != null)
            faults.add(Fault.of("territoire", "barometer.entry.fault.merged", code, into));
        else if (!eaten.isEmpty())
            faults.add(Fault.of("territoire", "barometer.entry.fault.zero", String.join(", ", eaten)));
        else faults.add(Fault.of("territoire", "barometer.entry.fault.territory"));
        return null;
    }

    /** What is published of the same days, and where the same indicators started and ought to arrive. */
    private Map<Key, Known> published(Collection<Figure> figures) {
        if (figures.isEmpty()) return Map.of();
        var pairs = figures.stream().map(f -> f.key().pair()).distinct().toList();
        var days = figures.stream().map(f -> f.on().toString()).distinct().toArray(String[]::new);
        Map<Key, Known> published = new HashMap<>();
        db.sql("""
                select r.* from unnest(?::int[], ?::int[]) p (indicator_id, territory_id)
                join reading r on r.indicator_id = p.indicator_id and r.territory_id = p.territory_id
                where r.kind <> 'CURRENT' or r.on_date = any (?::date[])""")
                .params(
                        pairs.stream().map(Pair::indicator).toArray(Integer[]::new),
                        pairs.stream().map(Pair::territory).toArray(Integer[]::new),
                        days)
                .query(row -> {
                    published.put(
                            new Key(
                                    row.getInt("indicator_id"),
                                    row.getInt("territory_id"),
                                    Kind.valueOf(row.getString("kind")),
                                    row.getObject("on_date", LocalDate.class)),
                            new Known(row.getBigDecimal("value"), row.getBoolean("provisional")));
                });
        return published;
    }

    /** Initial values and targets, by day: what is published, and over it what is told. */
    private static Map<Pair, Map<Kind, TreeMap<LocalDate, BigDecimal>>> ends(
            List<Figure> figures, Map<Key, Known> published) {
        Map<Pair, Map<Kind, TreeMap<LocalDate, BigDecimal>>> ends = new HashMap<>();
        published.forEach((key, known) -> of(ends, key).put(key.on(), known.value()));
        for (var figure : figures) of(ends, figure.key()).put(figure.on(), figure.value());
        return ends;
    }

    private static TreeMap<LocalDate, BigDecimal> of(
            Map<Pair, Map<Kind, TreeMap<LocalDate, BigDecimal>>> ends, Key key) {
        return ends.computeIfAbsent(key.pair(), _ -> new HashMap<>()).computeIfAbsent(key.kind(), _ -> new TreeMap<>());
    }

    /** Whether a start and a target make sense together: the last of each, as the rate takes them. */
    private static void against(
            Figure figure, Map<Pair, Map<Kind, TreeMap<LocalDate, BigDecimal>>> ends, Told told, List<Fault> faults) {
        if (figure.kind() == Kind.CURRENT) return;
        var own = ends.getOrDefault(figure.key().pair(), Map.of());
        var starts = own.get(Kind.INITIAL);
        var targets = own.get(Kind.TARGET);
        if (starts == null || targets == null) return;
        var start = starts.lastEntry();
        var target = figure.kind() == Kind.TARGET ? Map.entry(figure.on(), figure.value()) : targets.lastEntry();
        if (figure.kind() == Kind.INITIAL && !figure.on().equals(start.getKey())) return;
        if (target.getKey().isBefore(start.getKey()))
            faults.add(Fault.of(
                    told.date().field(),
                    "barometer.entry.fault.before." + figure.kind(),
                    (figure.kind() == Kind.TARGET ? start : target).getKey()));
        else if (figure.indicator().direction() != Direction.KEEP
                && target.getValue().compareTo(start.getValue()) == 0
                && (figure.kind() == Kind.INITIAL || figure.on().equals(targets.lastKey())))
            faults.add(Fault.of(told.value().field(), "barometer.entry.fault.equal." + figure.kind()));
    }
}
