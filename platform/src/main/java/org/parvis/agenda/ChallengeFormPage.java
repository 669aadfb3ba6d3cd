package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** An organiser's form: a new challenge where {@code number} is none. */
record ChallengeFormPage(
        Gathering gathering, @Nullable Integer number, Map<String, String> typed, List<Mistake> mistakes)
        implements Correctable {
    public String get(String field) {
        return OutcomeForm.typed(typed, field);
    }

    public String action() {
        return gathering.path() + "/defis" + (number == null ? "" : "/" + number + "/modification");
    }
}
