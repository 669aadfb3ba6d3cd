package org.parvis.agenda;

import java.time.Month;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Bilingual;

/**
 * What was held in a year.
 *
 * @param lines the figures, of each month, kind and initiative that had any
 * @param stated what the programme's own source says of that year
 */
public record YearTally(
        int year, List<Line> lines, @Nullable Stated stated) {
    /**
     * Gatherings of one kind, in one month, on one side's initiative.
     *
     * @param unknown of how many nobody knows how many came
     */
    public record Line(
            Month month,
            Gathering.Kind kind,
            College.Side initiative,
            long gatherings,
            long administration,
            long society,
            long unknown,
            double hours,
            double personHours) {}

    /** What a source states, which is not computed here. */
    public record Stated(int gatherings, int participants, Bilingual source) {}

    public long gatherings() {
        return lines.stream().mapToLong(Line::gatherings).sum();
    }

    public GatheringReport.Sides sides() {
        return sides(lines);
    }

    private static GatheringReport.Sides sides(List<Line> lines) {
        return new GatheringReport.Sides(
                lines.stream().mapToLong(Line::administration).sum(),
                lines.stream().mapToLong(Line::society).sum());
    }

    public long unknown() {
        return lines.stream().mapToLong(Line::unknown).sum();
    }

    public long hours() {
        return Math.round(lines.stream().mapToDouble(Line::hours).sum());
    }

    public long personHours() {
        return Math.round(lines.stream().mapToDouble(Line::personHours).sum());
    }

    public Map<College.Side, Long> initiatives() {
        return count(Line::initiative, new EnumMap<>(College.Side.class));
    }

    public Map<Gathering.Kind, Long> kinds() {
        return count(Line::kind, new EnumMap<>(Gathering.Kind.class));
    }

    private <K> Map<K, Long> count(Function<Line, K> by, Map<K, Long> into) {
        for (var line : lines) into.merge(by.apply(line), line.gatherings(), Long::sum);
        return into;
    }

    /** A month's gatherings and participants. */
    public record OfMonth(Month month, long gatherings, GatheringReport.Sides sides) {}

    public List<OfMonth> months() {
        var months = new TreeMap<Month, List<Line>>();
        for (var line : lines)
            months.merge(
                    line.month(),
                    List.of(line),
                    (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                            .toList());
        return months.entrySet().stream()
                .map(m -> new OfMonth(
                        m.getKey(),
                        m.getValue().stream().mapToLong(Line::gatherings).sum(),
                        sides(m.getValue())))
                .toList();
    }
}
