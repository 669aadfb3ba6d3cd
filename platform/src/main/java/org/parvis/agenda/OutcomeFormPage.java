package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
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
        implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String action() {
        return it == null ? gathering.path() + "/suites" : it.path() + "/modification";
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(GatheringOutcome.Kind.values())
                .map(k -> new Choice(
                        k.name(), visit.say("agenda.outcome", k), visit.say("agenda.outcome." + k.name() + ".hint")))
                .toList();
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
