package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** The form of a new series. */
record CycleFormPage(CycleForm form, List<Choice> organisers, List<Mistake> mistakes) implements Correctable {
    /** What is chosen where the rule is typed by hand. */
    static final String BY_HAND = "RULE";

    public String example() {
        return Recurrence.EXAMPLE;
    }

    public List<Choice> rhythms(Visit visit) {
        return Stream.concat(Arrays.stream(Recurrence.Rhythm.values()).map(Enum::name), Stream.of(BY_HAND))
                .map(r -> new Choice(r, visit.say("agenda.cycle.rythme." + r)))
                .toList();
    }

    public List<Choice> kinds(Visit visit) {
        return choices(Gathering.Kind.values(), "agenda.kind", visit);
    }

    public List<Choice> modes(Visit visit) {
        return choices(Gathering.Mode.values(), "agenda.mode", visit);
    }

    public List<Choice> initiatives(Visit visit) {
        return choices(College.Side.values(), "agenda.initiative", visit);
    }

    public List<Choice> themes(Visit visit) {
        return choices(Theme.values(), "theme", visit);
    }

    public List<Choice> colleges(Visit visit) {
        return choices(College.values(), "college", visit);
    }

    private static List<Choice> choices(Enum<?>[] values, String key, Visit visit) {
        return Arrays.stream(values)
                .map(v -> new Choice(v.name(), visit.say(key, v)))
                .toList();
    }
}
