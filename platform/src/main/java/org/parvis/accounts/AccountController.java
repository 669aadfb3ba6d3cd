package org.parvis.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.parvis.web.Actor;
import org.parvis.web.Language;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.json.JsonMapper;

/** One's own account: what is known, changed, taken away, deleted. */
@Controller
class AccountController {
    private final Access access;
    private final People people;
    private final Mandates mandates;
    private final Affiliations affiliations;
    private final Organisations organisations;
    private final Sessions sessions;
    private final SignIn signIn;
    private final List<PersonalData> data;
    private final JsonMapper json;

    AccountController(
            Access access,
            People people,
            Mandates mandates,
            Affiliations affiliations,
            Organisations organisations,
            Sessions sessions,
            SignIn signIn,
            List<PersonalData> data,
            JsonMapper json) {
        this.access = access;
        this.people = people;
        this.mandates = mandates;
        this.affiliations = affiliations;
        this.organisations = organisations;
        this.sessions = sessions;
        this.signIn = signIn;
        this.data = List.copyOf(data);
        this.json = json;
    }

    @GetMapping("/compte")
    AccountPage show(Actor actor, HttpServletRequest request, @RequestParam(defaultValue = "") String fait) {
        return page(actor, request, fait, List.of());
    }

    @PostMapping("/compte/profil")
    Page setProfile(
            Actor actor,
            Visit visit,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String college,
            @RequestParam(defaultValue = "fr") String language) {
        return done(
                "profil",
                actor,
                visit,
                request,
                () -> access.setProfile(
                        actor,
                        name,
                        NewcomerForm.college(college),
                        Language.find(language).orElse(visit.language())));
    }

    @PostMapping("/compte/adresse")
    Page askNewEmail(
            Actor actor,
            Visit visit,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String emailPassword) {
        return done("adresse", actor, visit, request, () -> {
            Email address = Email.find(email).orElseThrow(() -> new Invalid("email", "accounts.email.bad"));
            prove(actor, "emailPassword", emailPassword, request);
            access.askNewEmail(actor, address);
        });
    }

    @GetMapping("/compte/adresse")
    ConfirmEmailPage openEmail(Actor actor, @RequestParam(defaultValue = "") String jeton) {
        return new ConfirmEmailPage(jeton, false);
    }

    @PostMapping("/compte/adresse/confirmer")
    Page confirmEmail(Actor actor, @RequestParam(defaultValue = "") String jeton) {
        return access.confirmNewEmail(actor, jeton)
                ? new Redirect("/compte?fait=adresse-confirmee")
                : new ConfirmEmailPage("", true);
    }

    @PostMapping("/compte/mot-de-passe")
    Page changePassword(
            Actor actor,
            Visit visit,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String newPassword) {
        return done("mot-de-passe", actor, visit, request, () -> {
            prove(actor, "password", password, request);
            access.changePassword(actor, newPassword);
            sessions.closeElsewhere(actor.personId(), request);
        });
    }

    @PostMapping("/compte/sessions")
    Page closeElsewhere(Actor actor, HttpServletRequest request) {
        sessions.closeElsewhere(actor.personId(), request);
        return new Redirect("/compte?fait=sessions");
    }

    @PostMapping("/compte/organisations")
    Page claim(
            Actor actor,
            Visit visit,
            HttpServletRequest request,
            @RequestParam(defaultValue = "") String organisation) {
        return done("organisation", actor, visit, request, () -> affiliations.claim(actor, organisation));
    }

    @PostMapping("/compte/organisations/retrait")
    Page leave(Actor actor, @RequestParam(defaultValue = "") String organisation) {
        affiliations.leave(actor, organisation);
        return new Redirect("/compte?fait=retrait");
    }

    @GetMapping("/compte/mes-donnees.json")
    ResponseEntity<byte[]> export(Actor actor) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (PersonalData part : data) all.put(part.name(), part.of(actor.personId()));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("mes-donnees.json")
                                .build()
                                .toString())
                .body(json.writerWithDefaultPrettyPrinter().writeValueAsBytes(all));
    }

    @GetMapping("/compte/suppression")
    DeletePage askDelete(Actor actor) {
        return new DeletePage(List.of());
    }

    @PostMapping("/compte/suppression")
    Page delete(
            Actor actor,
            Visit visit,
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(defaultValue = "") String password) {
        try {
            prove(actor, "password", password, request);
            access.erase(actor);
        } catch (Invalid invalid) {
            return new DeletePage(
                    List.of(new Mistake("password", invalid.mistake(visit).sentence())));
        }
        sessions.close(request, response);
        return new Redirect("/compte/supprime");
    }

    @GetMapping("/compte/supprime")
    DeletedPage deleted() {
        return new DeletedPage();
    }

    /** Whoever finds the browser open must not take the account: what would, asks for the password again. */
    private void prove(Actor actor, String field, String password, HttpServletRequest request) {
        String email = people.get(actor.personId()).email().text();
        SignIn.Answer answer = signIn.with(email, password, sessions.device(request), request.getRemoteAddr());
        if (answer.person() == null)
            throw new Invalid(
                    field,
                    answer.outcome() == SignIn.Outcome.TOO_MANY
                            ? "accounts.sign-in.TOO_MANY"
                            : "accounts.password.wrong");
    }

    private Page done(String what, Actor actor, Visit visit, HttpServletRequest request, Runnable act) {
        try {
            act.run();
            return new Redirect("/compte?fait=" + what);
        } catch (Invalid invalid) {
            return page(actor, request, "", List.of(invalid.mistake(visit)));
        }
    }

    private AccountPage page(Actor actor, HttpServletRequest request, String done, List<Mistake> mistakes) {
        return new AccountPage(
                people.get(actor.personId()),
                mandates.listOf(actor.personId()),
                affiliations.listOf(actor.personId()),
                organisations.list(),
                sessions.list(actor, request),
                done,
                typed(request),
                mistakes);
    }

    /** What was just typed, to be shown again; never a password. */
    private static Map<String, String> typed(HttpServletRequest request) {
        Map<String, String> typed = new LinkedHashMap<>();
        if ("POST".equals(request.getMethod()))
            for (String field : List.of("name", "college", "language", "email"))
                Optional.ofNullable(request.getParameter(field)).ifPresent(value -> typed.put(field, value));
        return typed;
    }
}
