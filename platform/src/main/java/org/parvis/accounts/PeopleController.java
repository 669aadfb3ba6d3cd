package org.parvis.accounts;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The coordinator's people: found by their address, given roles, relieved of them. */
@Controller
class PeopleController {
    private final People people;
    private final Mandates mandates;
    private final Affiliations affiliations;
    private final Organisations organisations;

    PeopleController(People people, Mandates mandates, Affiliations affiliations, Organisations organisations) {
        this.people = people;
        this.mandates = mandates;
        this.affiliations = affiliations;
        this.organisations = organisations;
    }

    /** Who may do what, and how many may: without a name. */
    @GetMapping("/roles")
    RolesPage roles() {
        return new RolesPage(mandates.countByRole());
    }

    @GetMapping("/personnes")
    PeoplePage index(
            Actor actor, @RequestParam(defaultValue = "") String q, @RequestParam(defaultValue = "") String apres) {
        actor.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        return PeoplePage.of(q, people.list(q, apres), affiliations.listWaiting());
    }

    @GetMapping("/personnes/{id:\\d{1,18}}")
    PersonPage show(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "") String fait) {
        actor.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        return page(actor, id, fait, 0, Map.of(), List.of());
    }

    @PostMapping("/personnes/{id:\\d{1,18}}/roles")
    Page grant(
            Actor actor,
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "") String organisation,
            @RequestParam(defaultValue = "") String until) {
        actor.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        try {
            mandates.grant(actor, id, role(role), organisation.isEmpty() ? null : organisation, date(until));
            return new Redirect("/personnes/" + id + "?fait=accorde");
        } catch (Invalid invalid) {
            Map<String, String> typed = new LinkedHashMap<>();
            typed.put("role", role);
            typed.put("organisation", organisation);
            typed.put("until", until);
            return page(actor, id, "", 0, typed, List.of(invalid.mistake(visit)));
        }
    }

    @PostMapping("/roles/{id:\\d{1,18}}/fin")
    Page end(Actor actor, Visit visit, @PathVariable long id, @RequestParam(defaultValue = "") String reason) {
        actor.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        long person = mandates.get(id).person();
        try {
            mandates.end(actor, id, reason);
            return new Redirect("/personnes/" + person + "?fait=termine");
        } catch (Invalid invalid) {
            return refused(actor, person, id, Map.of("reason", reason), invalid.mistake(visit));
        }
    }

    @PostMapping("/roles/{id:\\d{1,18}}/passation")
    Page handOver(
            Actor actor,
            Visit visit,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String colleague,
            @RequestParam(defaultValue = "") String reason) {
        actor.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        long person = mandates.get(id).person();
        try {
            Email email = Email.find(colleague).orElseThrow(() -> new Invalid("colleague", "accounts.email.bad"));
            mandates.handOver(actor, id, email, reason);
            return new Redirect("/personnes/" + person + "?fait=passe");
        } catch (Invalid invalid) {
            return refused(actor, person, id, Map.of("colleague", colleague, "reason", reason), invalid.mistake(visit));
        }
    }

    @PostMapping("/personnes/{id:\\d{1,18}}/organisations")
    Page decide(
            Actor actor,
            @PathVariable long id,
            @RequestParam(defaultValue = "") String organisation,
            @RequestParam(defaultValue = "false") boolean accepted) {
        affiliations.decide(actor, id, organisation, accepted);
        return new Redirect("/personnes");
    }

    /** Several mandates have the same fields: the mistake points at the right one's. */
    private PersonPage refused(Actor actor, long person, long mandate, Map<String, String> typed, Mistake mistake) {
        return page(
                actor,
                person,
                "",
                mandate,
                typed,
                List.of(new Mistake(mistake.field() + "-" + mandate, mistake.sentence())));
    }

    private PersonPage page(
            Actor actor, long id, String done, long mandate, Map<String, String> typed, List<Mistake> mistakes) {
        return new PersonPage(
                people.get(id),
                mandates.listOf(id),
                organisations.list(),
                actor.is(Role.ADMINISTRATOR),
                done,
                mandate,
                typed,
                mistakes);
    }

    private static Role role(String typed) {
        try {
            return Role.valueOf(typed);
        } catch (IllegalArgumentException e) {
            throw new Invalid("role", "accounts.mandate.role");
        }
    }

    private static @Nullable LocalDate date(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed.strip());
        } catch (DateTimeException e) {
            throw new Invalid("until", "accounts.mandate.date");
        }
    }
}
