package org.parvis.plan;

import org.parvis.accounts.Organisations;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class OrganisationController {
    private final Organisations organisations;
    private final Commitments commitments;

    OrganisationController(Organisations organisations, Commitments commitments) {
        this.organisations = organisations;
        this.commitments = commitments;
    }

    @GetMapping("/organisations")
    OrganisationsPage index() {
        return new OrganisationsPage(organisations.list());
    }

    @GetMapping("/organisations/{slug:[a-z0-9-]+}")
    OrganisationPage show(@PathVariable String slug, Visit visit) {
        var organisation = organisations.get(slug);
        return new OrganisationPage(
                organisation,
                commitments.listLedBy(organisation, visit.day()),
                commitments.listSupportedBy(organisation, visit.day()));
    }
}
