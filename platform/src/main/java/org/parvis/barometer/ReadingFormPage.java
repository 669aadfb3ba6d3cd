package org.parvis.barometer;

import java.util.Arrays;
import java.util.List;
import org.parvis.territories.Territory;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * The form in which one figure is proposed.
 *
 * @param matches the territories that what was typed may mean, where it may mean several
 */
record ReadingFormPage(Indicator indicator, Typed typed, List<Territory> matches, List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Reading.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("barometer.entry.kind", k)))
                .toList();
    }

    public List<Choice> choices(Visit visit) {
        return matches.stream()
                .map(t -> new Choice(
                        t.code(),
                        t.parentName() == null
                                ? visit.say("barometer.entry.territory.one", t.name(), t.code())
                                : visit.say("barometer.entry.territory.in", t.name(), t.code(), t.parentName())))
                .toList();
    }
}
