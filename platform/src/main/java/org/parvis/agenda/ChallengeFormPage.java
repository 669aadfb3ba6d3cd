package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** An organiser's form: a new challenge where {@code number} is none. */
record ChallengeFormPage(
        Gathering gathering, @Nullable Integer number, Map<String, String> typed, List<Mistake> mistakes)
        implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String get(String field) {
        return OutcomeForm.typed(typed, field);
    }

    public String action() {
        return gathering.path() + "/defis" + (number == null ? "" : "/" + number + "/modification");
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
