package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * An organiser's form.
 *
 * @param it the draft that is changed, or none for a new one
 * @param workshops those of the gathering's programme, by their numbers
 */
record OutcomeFormPage(
        Gathering gathering,
        @Nullable GatheringOutcome it,
        OutcomeForm form,
        List<Choice> workshops,
        List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return it == null ? gathering.path() + "/suites" : it.path() + "/modification";
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(GatheringOutcome.Kind.values())
                .map(k -> new Choice(
                        k.name(), visit.say("agenda.outcome", k), visit.say("agenda.outcome." + k.name() + ".hint")))
                .toList();
    }
}
