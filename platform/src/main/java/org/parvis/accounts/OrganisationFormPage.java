package org.parvis.accounts;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** An organisation to write or to correct. */
public record OrganisationFormPage(OrganisationForm form, boolean isNew, String domains, List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return "/organisations/" + (isNew ? "nouvelle" : form.slug() + "/modifier");
    }
}
