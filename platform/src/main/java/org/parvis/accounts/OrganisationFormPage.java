package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** An organisation to write or to correct. */
public record OrganisationFormPage(OrganisationForm form, boolean isNew, String domains, List<Mistake> mistakes)
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
        return "/organisations/" + (isNew ? "nouvelle" : form.slug() + "/modifier");
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
