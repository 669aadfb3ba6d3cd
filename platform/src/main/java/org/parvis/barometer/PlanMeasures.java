package org.parvis.barometer;

import java.util.List;
import java.util.Map;
import org.parvis.plan.Measures;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** What the barometer says of a commitment or an engagement, on the page of that: the country's figures. */
@Component
class PlanMeasures implements Measures {
    private final Indicators indicators;
    private final Readings readings;
    private final Territories territories;

    PlanMeasures(Indicators indicators, Readings readings, Territories territories) {
        this.indicators = indicators;
        this.readings = readings;
        this.territories = territories;
    }

    @Override
    public List<Measure> list(String address, Visit visit) {
        var measuring = indicators.listMeasuring(address);
        if (measuring.isEmpty()) return List.of();
        int country = territories.get(Territory.COUNTRY).id();
        var standings =
                readings.listStandings(List.of(country), measuring, visit.day()).getOrDefault(country, Map.of());
        return measuring.stream()
                .map(indicator -> {
                    var standing = standings.get(indicator.id());
                    var rate = standing == null ? null : standing.rate();
                    return new Measure(
                            indicator.path(),
                            visit.in(indicator.name()),
                            standing == null
                                    ? visit.say("barometer.country.none")
                                    : visit.say(
                                            "barometer.measured.figure",
                                            Amounts.of(indicator, standing.current(), visit),
                                            Amounts.of(indicator, standing.target(), visit)),
                            rate == null
                                    ? visit.say("barometer.rate.none")
                                    : visit.say("barometer.measured.progress", Amounts.rate(rate, visit)),
                            indicator.fictional());
                })
                .toList();
    }
}
