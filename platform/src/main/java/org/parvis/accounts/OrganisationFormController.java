package org.parvis.accounts;

import java.util.List;
import java.util.Locale;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class OrganisationFormController {
    private final Organisations organisations;

    OrganisationFormController(Organisations organisations) {
        this.organisations = organisations;
    }

    @GetMapping("/organisations/nouvelle")
    OrganisationFormPage compose(Actor actor) {
        actor.must(Role.COORDINATOR);
        return new OrganisationFormPage(new OrganisationForm("", "", "", "", "", "", ""), true, "", List.of());
    }

    @GetMapping("/organisations/{slug:[a-z0-9-]+}/modifier")
    OrganisationFormPage edit(Actor actor, @PathVariable String slug) {
        actor.must(Role.COORDINATOR);
        return new OrganisationFormPage(OrganisationForm.of(organisations.get(slug)), false, domains(slug), List.of());
    }

    @PostMapping("/organisations/nouvelle")
    Page create(Actor actor, Visit visit, OrganisationForm form) {
        actor.must(Role.COORDINATOR);
        try {
            Organisation organisation = form.checked();
            organisations.create(actor, organisation);
            return new Redirect(organisation.name().path());
        } catch (Invalid invalid) {
            return new OrganisationFormPage(form, true, "", List.of(invalid.mistake(visit)));
        }
    }

    @PostMapping("/organisations/{address:[a-z0-9-]+}/modifier")
    Page change(Actor actor, Visit visit, @PathVariable String address, OrganisationForm typed) {
        actor.must(Role.COORDINATOR);
        organisations.get(address);
        OrganisationForm form = typed.at(address);
        try {
            Organisation organisation = form.checked();
            organisations.change(actor, organisation);
            return new Redirect(organisation.name().path());
        } catch (Invalid invalid) {
            return new OrganisationFormPage(form, false, domains(address), List.of(invalid.mistake(visit)));
        }
    }

    private String domains(String slug) {
        return String.join("\n", organisations.listDomains(slug));
    }

    @PostMapping("/organisations/{slug:[a-z0-9-]+}/domaines")
    Page domains(
            Actor actor, Visit visit, @PathVariable String slug, @RequestParam(defaultValue = "") String domaines) {
        actor.must(Role.COORDINATOR);
        var organisation = organisations.get(slug);
        try {
            organisations.setDomains(
                    actor,
                    slug,
                    domaines.toLowerCase(Locale.ROOT)
                            .lines()
                            .map(String::strip)
                            .filter(d -> !d.isEmpty())
                            .distinct()
                            .toList());
            return new Redirect(organisation.name().path());
        } catch (Invalid invalid) {
            return new OrganisationFormPage(
                    OrganisationForm.of(organisation), false, domaines, List.of(invalid.mistake(visit)));
        }
    }
}
