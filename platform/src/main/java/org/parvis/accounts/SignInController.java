package org.parvis.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.parvis.web.Entrance;
import org.parvis.web.LocalPath;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** In by the door, and out. */
@Controller
class SignInController {
    private final SignIn signIn;
    private final Sessions sessions;
    private final CivicClock clock;
    private final URI site;

    SignInController(SignIn signIn, Sessions sessions, CivicClock clock, Settings settings) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.clock = clock;
        this.site = settings.publicUrl();
    }

    @GetMapping("/connexion")
    Page ask(
            Visit visit,
            @RequestParam(defaultValue = "") String suite,
            @RequestHeader(required = false) @Nullable String referer) {
        String onward = LocalPath.find(suite).or(() -> before(referer)).orElse("/");
        return visit.actor() != null ? new Redirect(onward) : page(SignInForm.empty(onward), SignIn.Outcome.WELCOME);
    }

    @PostMapping("/connexion")
    Page enter(SignInForm form, HttpServletRequest request, HttpServletResponse response) {
        SignIn.Answer answer =
                signIn.with(form.email(), form.password(), sessions.device(request), request.getRemoteAddr());
        if (answer.person() == null) return page(form, answer.outcome());
        sessions.open(answer.person(), request, response);
        Optional<Page> kept = Entrance.findWaiting(request);
        return kept.isPresent()
                ? kept.get()
                : new Redirect(LocalPath.find(form.suite()).orElse("/"));
    }

    @PostMapping("/deconnexion")
    Redirect leave(HttpServletRequest request, HttpServletResponse response) {
        sessions.close(request, response);
        return new Redirect("/");
    }

    private SignInPage page(SignInForm form, SignIn.Outcome outcome) {
        return new SignInPage(form, outcome, clock.isDemonstration());
    }

    /** The page of ours that led here; the door's own pages lead nowhere. */
    private Optional<String> before(@Nullable String referer) {
        String start = site + "/";
        if (referer == null || !referer.startsWith(start)) return Optional.empty();
        String path = referer.substring(site.toString().length());
        return LocalPath.find(path.startsWith("/en/") ? path.substring("/en".length()) : path)
                .filter(p -> !p.matches("/(connexion|inscription|mot-de-passe|deconnexion)\\b.*"));
    }
}
