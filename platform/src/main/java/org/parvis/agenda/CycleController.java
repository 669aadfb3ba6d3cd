package org.parvis.agenda;

import java.util.List;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Series: read, prepared, published, followed. */
@Controller
@RequestMapping("/agenda/cycles")
class CycleController {
    private static final String SLUG = "/{slug:[a-z0-9-]+}", FOLLOWING = SLUG + "/abonnement";
    private static final String LINK = FOLLOWING + "/{secret:[A-Za-z0-9_-]{10,100}}";

    private final Cycles cycles;
    private final Followers followers;
    private final Organisations organisations;
    private final Mails mails;
    private final CivicClock clock;

    CycleController(Cycles cycles, Followers followers, Organisations organisations, Mails mails, CivicClock clock) {
        this.cycles = cycles;
        this.followers = followers;
        this.organisations = organisations;
        this.mails = mails;
        this.clock = clock;
    }

    @GetMapping(SLUG)
    CyclePage show(@PathVariable String slug, Visit visit) {
        var cycle = cycles.get(slug, visit.actor());
        boolean organises = cycle.isOrganisedBy(visit.actor());
        return new CyclePage(cycle, cycles.listSessions(cycle, organises), clock.now(), organises);
    }

    @GetMapping("/nouveau")
    CycleFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("fuseau", clock.zone().getId());
        fields.add("inscription", "oui");
        fields.add("initiative", College.Side.ADMINISTRATION.name());
        fields.add("rythme", Recurrence.Rhythm.TWICE_A_MONTH.name());
        fields.add("genre", Gathering.Kind.TALK.name());
        return new CycleFormPage(CycleForm.of(fields), organisers(visit), List.of());
    }

    @PostMapping
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        var form = CycleForm.of(fields);
        var organisers = organisers(visit);
        var mistakes = form.mistakes(organisers.stream().map(Choice::value).toList(), visit);
        if (!mistakes.isEmpty()) return new CycleFormPage(form, organisers, mistakes);
        try {
            cycles.create(actor, form.sheet(), form.occurrences());
        } catch (BadInput bad) {
            String field = String.valueOf(bad.getMessage()).contains("organiser") ? "organisateurs" : "adresse";
            return new CycleFormPage(form, organisers, List.of(new Mistake(field, bad.sentence(visit))));
        }
        return new Redirect("/agenda/cycles/" + form.slug());
    }

    private List<Choice> organisers(Visit visit) {
        return organisations.list().stream()
                .map(Organisation::name)
                .map(o -> new Choice(o.slug(), visit.in(o.full())))
                .toList();
    }

    @GetMapping(SLUG + "/publication")
    CyclePublicationPage publication(@PathVariable String slug, Actor actor) {
        var cycle = cycles.getOrganised(slug, actor);
        return new CyclePublicationPage(cycle, cycles.listSessions(cycle, true), "");
    }

    @PostMapping(SLUG + "/publication")
    Page publish(@PathVariable String slug, Actor actor, Visit visit) {
        try {
            cycles.publish(actor, slug);
        } catch (BadInput bad) {
            var cycle = cycles.getOrganised(slug, actor);
            return new CyclePublicationPage(cycle, cycles.listSessions(cycle, true), bad.sentence(visit));
        }
        return new Redirect("/agenda/cycles/" + slug);
    }

    @GetMapping(FOLLOWING)
    FollowingPage following(@PathVariable String slug, Visit visit) {
        var cycle = cycles.get(slug, null);
        if (visit.actor() != null)
            return followers.find(cycle, visit.actor()).isPresent()
                    ? FollowingPage.at(cycle, FollowingPage.State.MEMBER_FOLLOWS)
                    : FollowingPage.at(cycle, FollowingPage.State.MEMBER);
        return FollowingPage.at(cycle, mails.arrive() ? FollowingPage.State.ASKING : FollowingPage.State.NO_MAIL);
    }

    @PostMapping(FOLLOWING)
    Page follow(@PathVariable String slug, @RequestParam(defaultValue = "") String email, Visit visit) {
        var cycle = cycles.get(slug, null);
        if (visit.actor() != null) {
            followers.follow(visit.actor(), cycle, visit.language());
            return new Redirect(cycle.path() + "/abonnement");
        }
        if (!mails.arrive()) return FollowingPage.at(cycle, FollowingPage.State.NO_MAIL);
        var address = Email.find(email);
        if (address.isEmpty())
            return FollowingPage.at(cycle, FollowingPage.State.ASKING)
                    .with(email, List.of(new Mistake("email", visit.say("accounts.email.bad"))));
        followers.ask(address.get(), cycle, visit.language());
        return new Redirect(cycle.path() + "/abonnement/envoye");
    }

    @GetMapping(FOLLOWING + "/envoye")
    FollowingPage sent(@PathVariable String slug) {
        return FollowingPage.at(cycles.get(slug, null), FollowingPage.State.SENT);
    }

    @PostMapping(FOLLOWING + "/fin")
    Redirect unfollow(@PathVariable String slug, Actor actor) {
        var cycle = cycles.get(slug, null);
        followers.end(cycle, actor);
        return new Redirect(cycle.path() + "/abonnement");
    }

    /** A link of a letter only shows a button: a mail reader that follows links must neither confirm nor end anything. */
    @GetMapping(LINK)
    FollowingPage link(@PathVariable String slug, @PathVariable String secret) {
        var cycle = cycles.get(slug, null);
        var found = followers.find(cycle, secret);
        var state = found.isEmpty()
                ? FollowingPage.State.OVER
                : found.get().confirmed() ? FollowingPage.State.CONFIRMED : FollowingPage.State.CONFIRMING;
        return FollowingPage.at(cycle, state).by(secret);
    }

    @PostMapping(LINK)
    Redirect confirm(@PathVariable String slug, @PathVariable String secret) {
        var cycle = cycles.get(slug, null);
        followers.confirm(cycle, secret);
        return new Redirect(cycle.path() + "/abonnement/" + secret);
    }

    @PostMapping(LINK + "/fin")
    Redirect end(@PathVariable String slug, @PathVariable String secret) {
        var cycle = cycles.get(slug, null);
        followers.end(cycle, secret);
        return new Redirect(cycle.path() + "/abonnement/" + secret);
    }
}
