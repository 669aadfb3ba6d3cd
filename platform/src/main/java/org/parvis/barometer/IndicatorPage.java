package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.territories.Territory;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * One indicator: what it measures, where it stands, on the map and over time.
 *
 * @param level of the map and its table
 * @param compared up to five territories, the first of which is the reader's
 * @param territories all of the level, {@code standings} where each stands, by number, with the country and the compared ones
 * @param byRate whether the map shows rates of progress and not values
 * @param histories of the compared ones
 */
record IndicatorPage(
        Indicator indicator,
        Level level,
        List<Territory> compared,
        Territory country,
        List<Territory> territories,
        Map<Integer, Standing> standings,
        boolean byRate,
        Choropleth map,
        Map<Integer, List<Reading>> histories,
        List<Readings.Outlook> outlooks,
        List<Indicators.Tie> ties,
        List<FigureQuestion> questions,
        ZoneId zone,
        Trace trace,
        @Nullable LocalDate asked,
        LocalDate today,
        @Nullable Actor actor)
        implements Page {
    static final int MOST_COMPARED = 5;

    @Override
    public boolean isPublic() {
        return indicator.published();
    }

    /** The reader's territory, or the country. */
    public Territory here() {
        return compared.isEmpty() ? country : compared.getFirst();
    }

    public @Nullable Standing standing(Territory territory) {
        return standings.get(territory.id());
    }

    public boolean isHeld() {
        return indicator.isHeldBy(actor);
    }

    /** The reader's and the others, or the country alone. */
    public List<Territory> shown() {
        return compared.isEmpty() ? List.of(country) : compared;
    }

    /** A territory in its place among all of its level: by value, the best first; those without one last. */
    public record Ranked(
            int rank, Territory territory, @Nullable Standing standing, boolean own) {}

    public List<Ranked> ranking() {
        var sorted = territories.stream()
                .map(t -> new Ranked(0, t, standings.get(t.id()), compared.contains(t)))
                .sorted(Comparator.<Ranked, Integer>comparing(r -> value(r) == null ? 1 : 0)
                        .thenComparing((a, b) -> compare(value(a), value(b)))
                        .thenComparing(r -> r.territory().name()))
                .toList();
        var ranked = new ArrayList<Ranked>();
        for (int i = 0; i < sorted.size(); i++) {
            var one = sorted.get(i);
            BigDecimal value = value(one);
            int rank = value == null
                    ? 0
                    : i > 0 && compare(value, value(sorted.get(i - 1))) == 0
                            ? ranked.get(i - 1).rank()
                            : i + 1;
            ranked.add(new Ranked(rank, one.territory(), one.standing(), one.own()));
        }
        return ranked;
    }

    private static @Nullable BigDecimal value(Ranked ranked) {
        return ranked.standing() == null ? null : ranked.standing().value();
    }

    private int compare(@Nullable BigDecimal a, @Nullable BigDecimal b) {
        if (a == null || b == null) return 0;
        return indicator.direction() == Direction.FALL ? a.compareTo(b) : b.compareTo(a);
    }

    /** All of the level as dots on a line, each from 0 to 1000 by its value. */
    public record Dot(int at, boolean own, String name) {}

    public List<Dot> dots() {
        var values = new HashMap<Territory, BigDecimal>();
        for (var territory : territories) {
            var standing = standings.get(territory.id());
            BigDecimal value = standing == null ? null : standing.value();
            if (value != null) values.put(territory, value);
        }
        if (values.size() < 2) return List.of();
        double
                low =
                        values.values().stream()
                                .mapToDouble(BigDecimal::doubleValue)
                                .min()
                                .orElseThrow(),
                high =
                        values.values().stream()
                                .mapToDouble(BigDecimal::doubleValue)
                                .max()
                                .orElseThrow();
        if (high == low) return List.of();
        return values.entrySet().stream()
                .map(e -> new Dot(
                        (int) Math.round((e.getValue().doubleValue() - low) / (high - low) * 1000),
                        compared.contains(e.getKey()),
                        e.getKey().name()))
                .sorted(Comparator.comparing(Dot::own).thenComparing(Dot::at))
                .toList();
    }

    public @Nullable Chart chart() {
        return Chart.of(shown().stream()
                .map(t -> new Chart.Series(
                        t,
                        histories.getOrDefault(t.id(), List.of()).stream()
                                .sorted(Comparator.comparing(Reading::on))
                                .toList()))
                .toList());
    }

    /** Days for which one of the shown territories has a value, the last first, with the values. */
    public record Row(LocalDate on, Reading.Kind kind, List<@Nullable Reading> readings) {}

    public List<Row> rows() {
        Map<LocalDate, Map<Reading.Kind, Reading[]>> byDay = new HashMap<>();
        var shown = shown();
        for (int i = 0; i < shown.size(); i++)
            for (var reading : histories.getOrDefault(shown.get(i).id(), List.of()))
                byDay.computeIfAbsent(reading.on(), _ -> new HashMap<>())
                        .computeIfAbsent(reading.kind(), _ -> new Reading[shown.size()])[i] = reading;
        var rows = new ArrayList<Row>();
        byDay.forEach((on, byKind) ->
                byKind.forEach((kind, readings) -> rows.add(new Row(on, kind, java.util.Arrays.asList(readings)))));
        rows.sort(Comparator.comparing(Row::on).reversed().thenComparing(Row::kind));
        return rows;
    }

    /** What may be compared: all of the level. */
    public List<org.parvis.web.Choice> choices() {
        return territories.stream()
                .filter(t -> !compared.contains(t))
                .map(t -> new org.parvis.web.Choice(t.code(), t.name()))
                .toList();
    }

    /** What others put on their page to show the map. */
    public String embedding(Visit visit) {
        String address =
                visit.absolute(visit.link("/barometre/cartes/" + indicator.code())) + "?maille=" + level.slug();
        return "<iframe src=\"" + address + "\" width=\"640\" height=\"760\" title=\""
                + visit.in(indicator.name()).replace("\"", "") + "\"></iframe>";
    }

    /** The same page with one more territory, or one less. */
    public String with(Territory territory, Visit visit) {
        var codes = new ArrayList<>(compared.stream().map(Territory::code).toList());
        if (!codes.remove(territory.code())) codes.add(territory.code());
        return address(codes, visit);
    }

    private String address(List<String> codes, Visit visit) {
        var query = new StringBuilder();
        for (String code : codes)
            query.append(query.isEmpty() ? "?" : "&").append("territoire=").append(code);
        if (level != usual(indicator))
            query.append(query.isEmpty() ? "?" : "&").append("maille=").append(level.slug());
        if (byRate) query.append(query.isEmpty() ? "?" : "&").append("carte=taux");
        if (asked != null)
            query.append(query.isEmpty() ? "?" : "&").append("date=").append(asked);
        return visit.link(indicator.path()) + query;
    }

    /** What the map shows unless told otherwise. */
    static Level usual(Indicator indicator) {
        return indicator.finest() == Level.REG ? Level.REG : Level.DEPT;
    }
}
