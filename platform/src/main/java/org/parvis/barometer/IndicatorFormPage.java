package org.parvis.barometer;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The form of an indicator's definition.
 *
 * @param indicator none where it is new
 * @param measured whether it has figures, whose unit and direction would change with it
 */
record IndicatorFormPage(
        @Nullable Indicator indicator,
        IndicatorForm form,
        List<Choice> holders,
        boolean measured,
        List<Mistake> mistakes)
        implements Correctable {

    public String action() {
        return indicator == null ? "/barometre/indicateurs" : indicator.path() + "/modification";
    }

    public boolean isDraft() {
        return indicator != null && !indicator.published();
    }

    public List<Choice> directions(Visit visit) {
        return Arrays.stream(Direction.values())
                .map(d -> new Choice(d.name(), visit.say("barometer.indicator.direction", d)))
                .toList();
    }

    public List<Choice> levels(Visit visit) {
        return Arrays.stream(Level.values())
                .map(l -> new Choice(l.name(), visit.say("barometer.indicator.level", l)))
                .toList();
    }

    public List<Choice> aggregations(Visit visit) {
        return Arrays.stream(Aggregation.values())
                .map(a -> new Choice(a.name(), visit.say("barometer.indicator.aggregation", a)))
                .toList();
    }
}
