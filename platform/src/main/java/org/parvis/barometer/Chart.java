package org.parvis.barometer;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Territory;

/**
 * Values over time as a picture, 720 by 320: a line a territory, each with its own dash, and the targets.
 *
 * @param ticks values to read off the left edge, {@code years} to read off the bottom
 */
record Chart(List<Line> lines, List<Tick> ticks, List<Tick> years) {
    static final int WIDTH = 720, HEIGHT = 320, LEFT = 64, RIGHT = 16, TOP = 12, BOTTOM = 32;
    private static final int TICKS = 4, MOST_YEARS = 8;

    /** A mark on an edge, and how far along it. */
    public record Tick(String label, @Nullable BigDecimal value, double at) {}

    /**
     * One territory's.
     *
     * @param points an SVG path through its values; {@code aim} one from the last of them through its targets, possibly empty
     */
    public record Line(Territory territory, int number, String points, String aim, double endX, double endY) {}

    /** What is drawn: the readings that may be shown, by day. */
    record Series(Territory territory, List<Reading> readings) {
        List<Reading> of(Reading.Kind kind) {
            return readings.stream()
                    .filter(r -> r.kind() == kind && !r.hidden())
                    .toList();
        }
    }

    /** None where no territory has two values, or a value and a target. */
    static @Nullable Chart of(List<Series> series) {
        var all = series.stream()
                .flatMap(s -> s.readings().stream())
                .filter(r -> !r.hidden())
                .toList();
        if (all.stream().map(Reading::on).distinct().count() < 2) return null;
        long first = all.stream().mapToLong(r -> r.on().toEpochDay()).min().orElseThrow(),
                last = all.stream().mapToLong(r -> r.on().toEpochDay()).max().orElseThrow();
        double
                low =
                        all.stream()
                                .mapToDouble(r -> r.value().doubleValue())
                                .min()
                                .orElseThrow(),
                high =
                        all.stream()
                                .mapToDouble(r -> r.value().doubleValue())
                                .max()
                                .orElseThrow();
        double step = step((high - low) / TICKS);
        double bottom = Math.floor(low / step) * step, top = Math.max(Math.ceil(high / step) * step, bottom + step);
        var lines = new ArrayList<Line>();
        for (var one : series) {
            var values = Stream.concat(one.of(Reading.Kind.INITIAL).stream(), one.of(Reading.Kind.CURRENT).stream())
                    .sorted(java.util.Comparator.comparing(Reading::on))
                    .toList();
            if (values.isEmpty()) continue;
            var end = values.getLast();
            var aims = one.of(Reading.Kind.TARGET).stream()
                    .filter(t -> t.on().isAfter(end.on()))
                    .toList();
            var aim = new ArrayList<Reading>();
            if (!aims.isEmpty()) {
                aim.add(end);
                aim.addAll(aims);
            }
            lines.add(new Line(
                    one.territory(),
                    lines.size() + 1,
                    path(values, first, last, bottom, top),
                    path(aim, first, last, bottom, top),
                    x(end.on(), first, last),
                    y(end.value().doubleValue(), bottom, top)));
        }
        var ticks = new ArrayList<Tick>();
        for (double at = bottom; at <= top + step / 2; at += step)
            ticks.add(new Tick("", new BigDecimal(at, new MathContext(6)).stripTrailingZeros(), y(at, bottom, top)));
        var years = new ArrayList<Tick>();
        int from = LocalDate.ofEpochDay(first).getYear(),
                to = LocalDate.ofEpochDay(last).getYear();
        int every = Math.max(1, (to - from) / MOST_YEARS + 1);
        for (int year = from; year <= to; year += every) {
            var day = LocalDate.of(year, 1, 1);
            if (day.toEpochDay() >= first && day.toEpochDay() <= last)
                years.add(new Tick(Integer.toString(year), null, x(day, first, last)));
        }
        return new Chart(List.copyOf(lines), List.copyOf(ticks), List.copyOf(years));
    }

    /** 1, 2 or 5 of some power of ten. */
    private static double step(double rough) {
        if (rough <= 0) return 1;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double of = rough / power;
        return power * (of <= 1 ? 1 : of <= 2 ? 2 : of <= 5 ? 5 : 10);
    }

    private static String path(List<Reading> readings, long first, long last, double bottom, double top) {
        var path = new StringBuilder();
        for (var reading : readings)
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(String.format(
                            Locale.ROOT,
                            "%.1f %.1f",
                            x(reading.on(), first, last),
                            y(reading.value().doubleValue(), bottom, top)));
        return path.toString();
    }

    private static double x(LocalDate on, long first, long last) {
        return rounded(LEFT + (double) (on.toEpochDay() - first) / (last - first) * (WIDTH - LEFT - RIGHT));
    }

    private static double y(double value, double bottom, double top) {
        return rounded(HEIGHT - BOTTOM - (value - bottom) / (top - bottom) * (HEIGHT - TOP - BOTTOM));
    }

    private static double rounded(double at) {
        return Math.round(at * 10) / 10d;
    }
}
