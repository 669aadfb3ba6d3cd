package org.parvis.participation;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** The sheets of paper of a consultation. */
record KitPage(
        Consultation consultation,
        List<Kits.Kit> kits,
        String label,
        String sheets,
        String code,
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

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
