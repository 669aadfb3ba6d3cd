package org.parvis.plan;

import java.util.List;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.web.Page;

/** Everyone who leads or supports, by side. */
public record OrganisationsPage(List<Organisation> organisations) implements Page {
    public List<Organisation> of(College college) {
        return organisations.stream().filter(o -> o.college() == college).toList();
    }
}
