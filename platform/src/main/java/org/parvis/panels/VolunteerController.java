package org.parvis.panels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.People;
import org.parvis.accounts.Person;
import org.parvis.house.CivicClock;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Offering to sit; the volunteer's own page, by which they confirm, withdraw, accept or refuse. */
@Controller
@RequestMapping("/panels/{slug:[a-z0-9-]+}/candidature")
class VolunteerController {
    private final Panels panels;
    private final Volunteers volunteers;
    private final Seats seats;
    private final Invitations invitations;
    private final People people;
    private final CivicClock clock;

    VolunteerController(
            Panels panels,
            Volunteers volunteers,
            Seats seats,
            Invitations invitations,
            People people,
            CivicClock clock) {
        this.panels = panels;
        this.volunteers = volunteers;
        this.seats = seats;
        this.invitations = invitations;
        this.people = people;
        this.clock = clock;
    }

    @GetMapping
    VolunteerFormPage form(@PathVariable String slug, @RequestParam(defaultValue = "") String invitation, Visit visit) {
        var panel = panels.get(slug, null);
        var fields = new LinkedMultiValueMap<String, String>();
        var person = person(visit);
        if (person != null) fields.add("nom", person.name());
        invitations
                .find(panel, invitation)
                .or(() -> Optional.ofNullable(person).map(Person::email))
                .ifPresent(email -> fields.add("courriel", email.text()));
        return page(panel, VolunteerForm.of(fields), invitation, List.of());
    }

    private @Nullable Person person(Visit visit) {
        return visit.actor() == null ? null : people.get(visit.actor().personId());
    }

    private VolunteerFormPage page(Panel panel, VolunteerForm form, String invitation, List<Mistake> mistakes) {
        return new VolunteerFormPage(panel, panels.listFeatures(panel), form, invitation, clock.now(), mistakes);
    }

    @PostMapping
    Page ask(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Visit visit) {
        var panel = panels.get(slug, null);
        var features = panels.listFeatures(panel);
        var form = VolunteerForm.of(fields);
        String invitation = form.get("invitation");
        var mistakes = form.mistakes(panel, features, visit);
        if (!mistakes.isEmpty()) return page(panel, form, invitation, mistakes);
        // A robot that fills in what people do not see is thanked like everyone.
        if (!form.get("site_web").isEmpty()) return new Redirect(panel.path() + "/candidature/demandee");
        try {
            var sheet = form.sheet(panel, features, visit);
            return volunteers
                    .ask(slug, sheet, isProven(panel, sheet.email(), invitation, visit))
                    .map(secret -> own(panel, secret))
                    .orElse(new Redirect(panel.path() + "/candidature/demandee"));
        } catch (BadInput refused) {
            return page(panel, form, invitation, List.of(new Mistake("accord", refused.sentence(visit))));
        }
    }

    /** Whether an account or a letter has shown that the address is theirs. */
    private boolean isProven(Panel panel, Email email, String invitation, Visit visit) {
        return Optional.ofNullable(person(visit))
                        .filter(p -> p.email().text().equalsIgnoreCase(email.text()))
                        .isPresent()
                || invitations
                        .find(panel, invitation)
                        .filter(e -> e.text().equalsIgnoreCase(email.text()))
                        .isPresent();
    }

    private static Redirect own(Panel panel, String secret) {
        return new Redirect(panel.path() + "/candidature/page?jeton=" + secret);
    }

    @GetMapping("/demandee")
    VolunteerAskedPage asked(@PathVariable String slug) {
        return new VolunteerAskedPage(panels.get(slug, null));
    }

    /** Looked at, it changes nothing, for mail readers follow links by themselves. */
    @GetMapping("/page")
    VolunteerPage show(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        var panel = panels.get(slug, null);
        var volunteer = volunteers.get(panel, jeton);
        return new VolunteerPage(
                panel,
                panels.listFeatures(panel),
                volunteer,
                seats.find(panel, volunteer).orElse(null),
                clock.now());
    }

    @PostMapping("/page")
    Redirect act(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String jeton,
            @RequestParam(defaultValue = "") String acte) {
        var panel = panels.get(slug, null);
        switch (acte) {
            case "confirmer" -> volunteers.confirm(slug, jeton);
            case "accepter" -> seats.accept(slug, jeton);
            case "refuser" -> seats.leave(slug, jeton);
            case "retirer" -> {
                seats.forget(slug, jeton);
                return new Redirect(panel.path() + "/candidature/retiree");
            }
            default -> throw new BadInput("panels.volunteer.act");
        }
        return own(panel, jeton);
    }

    @GetMapping("/retiree")
    WithdrawnPage withdrawn(@PathVariable String slug) {
        return new WithdrawnPage(panels.get(slug, null));
    }

    /** What proves, with the published files, that they were in the pool with these answers. */
    @GetMapping("/recu.txt")
    ResponseEntity<byte[]> receipt(@PathVariable String slug, @RequestParam(defaultValue = "") String jeton) {
        var panel = panels.get(slug, null);
        var volunteer = volunteers.get(panel, jeton);
        if (volunteer.salt() == null) throw new NotFound("receipt before the freeze");
        var receipt = volunteer.receipt(panels.listFeatures(panel));
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "plain", StandardCharsets.UTF_8))
                .header("Cache-Control", "private, no-store")
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(slug + "-" + receipt.id() + ".txt")
                                .build()
                                .toString())
                .body(receipt.text().getBytes(StandardCharsets.UTF_8));
    }
}
