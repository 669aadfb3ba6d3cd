package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Territory;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;

/**
 * The country's results, indicator by indicator.
 *
 * @param standings of the country, by indicator
 * @param engagements those that are measured
 */
record BarometerPage(
        Territory country,
        List<Indicator> indicators,
        Map<Integer, Standing> standings,
        List<Engagement> engagements,
        LocalDate today,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return actor == null || indicators.stream().allMatch(Indicator::published);
    }

    /** An engagement's rate: the mean of its indicators' by their published weights. */
    public record Engagement(String path, String title, List<Part> parts) {
        /** None while one of them has no rate. */
        public @Nullable BigDecimal rate() {
            return Progress.mean(parts.stream()
                    .map(p -> new Progress.Weighted(p.weight(), p.rate()))
                    .toList());
        }

        public List<Part> missing() {
            return parts.stream().filter(p -> p.rate() == null).toList();
        }
    }

    /** One of the indicators of an engagement. */
    public record Part(
            Indicator indicator,
            BigDecimal weight,
            @Nullable BigDecimal rate) {}

    /** The indicators of one policy. */
    public record Topic(Bilingual name, List<Line> lines) {}

    public record Line(Indicator indicator, @Nullable Standing standing) {}

    public List<Topic> topics() {
        Map<String, List<Indicator>> byTopic = new LinkedHashMap<>();
        for (var indicator : indicators)
            byTopic.computeIfAbsent(indicator.topic().fr(), _ -> new ArrayList<>())
                    .add(indicator);
        return byTopic.values().stream()
                .map(of -> new Topic(
                        of.getFirst().topic(),
                        of.stream().map(i -> new Line(i, standings.get(i.id()))).toList()))
                .toList();
    }

    public boolean isFictional() {
        return indicators.stream().anyMatch(Indicator::fictional);
    }

    public int rated() {
        return (int) standings.values().stream().filter(s -> s.rate() != null).count();
    }

    public int reached() {
        return (int) standings.values().stream()
                .map(Standing::rate)
                .filter(r -> r != null && r.compareTo(Progress.HUNDRED) == 0)
                .count();
    }

    /** The longest overdue first. */
    public List<Standing> overdue() {
        return standings.values().stream()
                .filter(s -> s.overdueDays(today) > 0)
                .sorted(Comparator.<Standing>comparingLong(s -> -s.overdueDays(today))
                        .thenComparing(s -> s.indicator().id()))
                .toList();
    }

    public @Nullable LocalDate last() {
        return standings.values().stream()
                .map(Standing::current)
                .filter(Objects::nonNull)
                .map(Reading::on)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
