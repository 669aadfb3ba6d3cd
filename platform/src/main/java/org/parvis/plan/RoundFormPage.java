package org.parvis.plan;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** The coordinator opens a round. */
record RoundFormPage(ActionPlan plan, RoundForm form, List<Mistake> mistakes) implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
