package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.territories.Territory;
import org.parvis.web.Page;

/**
 * All results of one territory.
 *
 * @param around what it lies in, the country first, itself last
 * @param standings by territory's number, then by indicator's: of itself and of what it lies in
 * @param outlooks the weather here, by indicator
 * @param children what lies in it
 */
record TerritoryPage(
        Territory territory,
        List<Territory> around,
        List<Indicator> indicators,
        Map<Integer, Map<Integer, Standing>> standings,
        Map<Integer, List<Readings.Outlook>> outlooks,
        List<Territory> children,
        @Nullable LocalDate asked,
        LocalDate today)
        implements Page {

    /** An indicator here, and in the country. */
    public record Line(
            Indicator indicator,
            Standing standing,
            @Nullable BigDecimal national,
            List<Standing.Alert> alerts,
            Readings.@Nullable Outlook outlook) {}

    public record Topic(org.parvis.web.Bilingual name, List<Line> lines) {}

    public List<Topic> topics() {
        Map<String, List<Line>> byTopic = new LinkedHashMap<>();
        Map<Integer, Standing> here = standings.getOrDefault(territory.id(), Map.of()),
                country = standings.getOrDefault(around.getFirst().id(), Map.of());
        for (var indicator : indicators) {
            var standing = here.get(indicator.id());
            if (standing == null) continue;
            var nation = country.get(indicator.id());
            BigDecimal national = nation == null ? null : nation.rate();
            var outlook = outlooks.getOrDefault(indicator.id(), List.of());
            byTopic.computeIfAbsent(indicator.topic().fr(), _ -> new ArrayList<>())
                    .add(new Line(
                            indicator,
                            standing,
                            national,
                            standing.alerts(national, today),
                            outlook.isEmpty() ? null : outlook.getFirst()));
        }
        return byTopic.values().stream()
                .map(lines -> new Topic(lines.getFirst().indicator().topic(), lines))
                .toList();
    }

    public int count() {
        return standings.getOrDefault(territory.id(), Map.of()).size();
    }

    public long count(Standing.Alert alert) {
        return topics().stream()
                .flatMap(t -> t.lines().stream())
                .filter(l -> l.alerts().contains(alert))
                .count();
    }

    public boolean isCountry() {
        return territory.level() == Level.NAT;
    }

    public boolean isFictional() {
        return indicators.stream().anyMatch(Indicator::fictional);
    }

    /** The smallest territory around it that has figures, where it has none itself. */
    public @Nullable Territory nearest() {
        for (int i = around.size() - 1; i >= 0; i--)
            if (!standings.getOrDefault(around.get(i).id(), Map.of()).isEmpty()) return around.get(i);
        return null;
    }
}
