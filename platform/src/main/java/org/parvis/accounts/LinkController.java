package org.parvis.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import org.parvis.accounts.Access.Wish;
import org.parvis.accounts.Tokens.Purpose;
import org.parvis.house.CivicClock;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** An address first, then the link that was sent to it: to open an account, or to find the way back to one. */
@Controller
class LinkController {
    private final Access access;
    private final Tokens tokens;
    private final Mails mails;
    private final Sessions sessions;
    private final CivicClock clock;

    LinkController(Access access, Tokens tokens, Mails mails, Sessions sessions, CivicClock clock) {
        this.access = access;
        this.tokens = tokens;
        this.mails = mails;
        this.sessions = sessions;
        this.clock = clock;
    }

    @GetMapping("/inscription")
    LinkPage askAccount() {
        return asking(Wish.ACCOUNT, "", List.of());
    }

    @GetMapping("/mot-de-passe")
    LinkPage askPassword() {
        return asking(Wish.PASSWORD, "", List.of());
    }

    @PostMapping("/inscription")
    Page sendAccount(Visit visit, @RequestParam(defaultValue = "") String email) {
        return send(Wish.ACCOUNT, email, visit);
    }

    @PostMapping("/mot-de-passe")
    Page sendPassword(Visit visit, @RequestParam(defaultValue = "") String email) {
        return send(Wish.PASSWORD, email, visit);
    }

    @GetMapping("/inscription/envoyee")
    LinkPage sent() {
        return new LinkPage(LinkPage.State.SENT, Wish.ACCOUNT, "", List.of(), clock.isDemonstration());
    }

    @GetMapping("/inscription/confirmer")
    Page openAccount(@RequestParam(defaultValue = "") String jeton) {
        return opening(new NewcomerForm(jeton, "", "", ""), List.of(), Purpose.CONFIRM, Purpose.COORDINATOR);
    }

    @GetMapping("/mot-de-passe/nouveau")
    Page openPassword(@RequestParam(defaultValue = "") String jeton) {
        return opening(new NewcomerForm(jeton, "", "", ""), List.of(), Purpose.RESET);
    }

    @PostMapping("/inscription/confirmer")
    Page confirm(NewcomerForm form, Visit visit, HttpServletRequest request, HttpServletResponse response) {
        try {
            Optional<Long> person =
                    access.confirm(form.jeton(), form.name(), form.password(), form.chosenCollege(), visit.language());
            return enter(person, Wish.ACCOUNT, "/compte?fait=bienvenue", request, response);
        } catch (Invalid invalid) {
            return opening(form, List.of(invalid.mistake(visit)), Purpose.CONFIRM, Purpose.COORDINATOR);
        }
    }

    @PostMapping("/mot-de-passe/nouveau")
    Page reset(NewcomerForm form, Visit visit, HttpServletRequest request, HttpServletResponse response) {
        try {
            Optional<Long> person = access.reset(form.jeton(), form.password());
            return enter(person, Wish.PASSWORD, "/compte?fait=mot-de-passe", request, response);
        } catch (Invalid invalid) {
            return opening(form, List.of(invalid.mistake(visit)), Purpose.RESET);
        }
    }

    private Page send(Wish wish, String typed, Visit visit) {
        if (!mails.arrive()) return asking(wish, typed, List.of());
        Optional<Email> email = Email.find(typed);
        if (email.isEmpty()) return asking(wish, typed, List.of(new Mistake("email", visit.say("accounts.email.bad"))));
        access.sendLink(wish, email.get(), visit.language());
        return new Redirect("/inscription/envoyee");
    }

    private LinkPage asking(Wish wish, String email, List<Mistake> mistakes) {
        var state = mails.arrive() ? LinkPage.State.ASKING : LinkPage.State.NO_MAIL;
        return new LinkPage(state, wish, email, mistakes, clock.isDemonstration());
    }

    private Page opening(NewcomerForm form, List<Mistake> mistakes, Purpose... purposes) {
        Optional<Tokens.Token> token = tokens.find(form.jeton(), purposes);
        if (token.isEmpty()) return dead(purposes[0] == Purpose.RESET ? Wish.PASSWORD : Wish.ACCOUNT);
        return new NewcomerPage(form, token.get().email(), token.get().purpose() == Purpose.RESET, mistakes);
    }

    private LinkPage dead(Wish wish) {
        return new LinkPage(LinkPage.State.DEAD, wish, "", List.of(), clock.isDemonstration());
    }

    private Page enter(
            Optional<Long> person, Wish wish, String onward, HttpServletRequest request, HttpServletResponse response) {
        if (person.isEmpty()) return dead(wish);
        sessions.open(person.get(), request, response);
        return new Redirect(onward);
    }
}
