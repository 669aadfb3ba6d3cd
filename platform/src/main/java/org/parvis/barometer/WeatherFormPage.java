package org.parvis.barometer;

import java.util.Arrays;
import java.util.List;
import org.parvis.territories.Territory;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/** The form in which whoever holds an indicator says how the future looks somewhere. */
record WeatherFormPage(
        Indicator indicator, Territory territory, List<Readings.Outlook> before, Typed typed, List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Weather.values())
                .map(w -> new Choice(
                        w.name(), visit.say("barometer.weather.kind", w), visit.say("barometer.weather.means", w)))
                .toList();
    }
}
