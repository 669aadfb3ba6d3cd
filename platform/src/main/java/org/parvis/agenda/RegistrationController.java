package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.People;
import org.parvis.accounts.Person;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Registering, the ticket that comes of it, and giving it up. */
@Controller
@RequestMapping("/agenda")
class RegistrationController {
    private static final String AT = "/{slug:[a-z0-9-]+}/inscription";

    private final Gatherings gatherings;
    private final Registrations registrations;
    private final GatheringQuestions questions;
    private final Places places;
    private final Notices notices;
    private final People people;
    private final CivicClock clock;

    RegistrationController(
            Gatherings gatherings,
            Registrations registrations,
            GatheringQuestions questions,
            Places places,
            Notices notices,
            People people,
            CivicClock clock) {
        this.gatherings = gatherings;
        this.registrations = registrations;
        this.questions = questions;
        this.places = places;
        this.notices = notices;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping(AT)
    RegistrationPage form(@PathVariable String slug, Visit visit) {
        var fields = new LinkedMultiValueMap<String, String>();
        var person = person(visit);
        if (person != null) {
            fields.add("nom", person.name());
            fields.add("courriel", person.email().text());
            if (person.college() != null) fields.add("college", person.college().name());
        }
        return page(gatherings.get(slug, null), RegistrationForm.of(fields), List.of());
    }

    private @Nullable Person person(Visit visit) {
        return visit.actor() == null ? null : people.get(visit.actor().personId());
    }

    private RegistrationPage page(Gathering gathering, RegistrationForm form, List<Mistake> mistakes) {
        return new RegistrationPage(
                gathering,
                gatherings.getProgramme(gathering),
                places.list(gathering),
                questions.list(gathering),
                form,
                clock.now(),
                mistakes);
    }

    @PostMapping(AT)
    Page ask(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Visit visit) {
        var gathering = gatherings.get(slug, null);
        var form = RegistrationForm.of(fields);
        var programme = gatherings.getProgramme(gathering);
        var asked = questions.list(gathering);
        var mistakes = form.mistakes(gathering, programme, asked, visit);
        if (!mistakes.isEmpty()) return page(gathering, form, mistakes);
        // A robot that fills in what people do not see is thanked like everyone.
        if (!form.get("site_web").isEmpty()) return new Redirect(gathering.path() + "/inscription/demandee");
        try {
            return registrations
                    .ask(slug, form.sheet(programme, asked, visit), person(visit))
                    .map(secret -> ticket(gathering.slug(), secret))
                    .orElse(new Redirect(gathering.path() + "/inscription/demandee"));
        } catch (BadInput refused) {
            return page(gathering, form, List.of(new Mistake("college", refused.sentence(visit))));
        }
    }

    private static Redirect ticket(String slug, String secret) {
        return new Redirect("/agenda/" + slug + "/inscription/billet?jeton=" + secret);
    }

    @GetMapping(AT + "/demandee")
    AskedPage asked(@PathVariable String slug) {
        return new AskedPage(gatherings.get(slug, null));
    }

    /** The letter's link: looked at, it changes nothing, for mail readers follow links by themselves. */
    @GetMapping({AT + "/confirmer", AT + "/billet"})
    TicketPage ticket(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton, Visit visit) {
        var registration = registrations.get(slug, jeton);
        var gathering = gatherings.get(registration.gathering());
        return new TicketPage(
                gathering,
                gatherings.getProgramme(gathering),
                registration,
                registration.code() == null ? "" : notices.code(gathering, registration.code()),
                clock.now());
    }

    @PostMapping(AT + "/confirmer")
    Redirect confirm(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        registrations.confirm(slug, jeton);
        return ticket(slug, jeton);
    }

    @PostMapping(AT + "/atelier")
    Redirect choose(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String jeton,
            @RequestParam(defaultValue = "") String atelier) {
        if (!atelier.matches("[0-9]{1,4}")) throw new BadInput("agenda.workshop.slot");
        registrations.choose(slug, jeton, Integer.parseInt(atelier));
        return ticket(slug, jeton);
    }

    @PostMapping(AT + "/annulation")
    Redirect cancel(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        registrations.cancel(slug, jeton, null);
        return ticket(slug, jeton);
    }

    @GetMapping("/mes-inscriptions")
    MyRegistrationsPage mine(Actor actor) {
        return new MyRegistrationsPage(
                registrations.listOf(people.get(actor.personId()).email()), clock.now());
    }
}
