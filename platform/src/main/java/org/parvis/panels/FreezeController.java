package org.parvis.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.house.CivicClock;
import org.parvis.sortition.Method;
import org.parvis.sortition.Urn;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pool and its freeze, for whoever organises the panel. */
@Controller
@RequestMapping("/panels/{slug:[a-z0-9-]+}/gel")
class FreezeController {
    private static final int LONGEST_SOURCE = 300, USUAL_MINUTES = 10, MOST_MINUTES = 120, LARGEST_URN = 10_000;

    private final Panels panels;
    private final Volunteers volunteers;
    private final Freezings freezings;
    private final CivicClock clock;

    FreezeController(Panels panels, Volunteers volunteers, Freezings freezings, CivicClock clock) {
        this.panels = panels;
        this.volunteers = volunteers;
        this.freezings = freezings;
        this.clock = clock;
    }

    @GetMapping
    FreezePage show(@PathVariable String slug, Actor actor) {
        return page(
                panels.getOrganised(slug, actor),
                new Typed(Map.of(
                        "methode",
                        Method.LEXIMIN.name(),
                        "urne",
                        Integer.toString(Urn.USUAL_SIZE),
                        "minutes",
                        Integer.toString(USUAL_MINUTES))),
                List.of());
    }

    private FreezePage page(Panel panel, Typed typed, List<Mistake> mistakes) {
        return new FreezePage(
                panel,
                panels.listFeatures(panel),
                volunteers.countAnswers(panel),
                volunteers.count(panel),
                freezings.findLast(panel).orElse(null),
                typed,
                clock.now(),
                mistakes);
    }

    @PostMapping
    Page ask(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String source = typed.get("source").replaceAll("\\s+", " "), method = typed.get("methode");
        var notBefore = typed.moment("pas_avant", panel.zone());
        int urn = Objects.requireNonNullElse(typed.number("urne"), 0);
        int minutes = Objects.requireNonNullElse(typed.number("minutes"), 0);
        var mistakes = new ArrayList<Mistake>();
        if (source.isEmpty() || source.length() > LONGEST_SOURCE)
            mistakes.add(new Mistake("source", visit.say("panels.freeze.source.bad", LONGEST_SOURCE)));
        if (notBefore == null) mistakes.add(new Mistake("pas_avant", visit.say("panels.freeze.notBefore.bad")));
        if (urn < 1 || urn > LARGEST_URN)
            mistakes.add(new Mistake("urne", visit.say("panels.freeze.urne.bad", LARGEST_URN)));
        if (minutes < 1 || minutes > MOST_MINUTES)
            mistakes.add(new Mistake("minutes", visit.say("panels.freeze.minutes.bad", MOST_MINUTES)));
        if (!method.equals("LEXIMIN") && !method.equals("MAXIMIN"))
            mistakes.add(new Mistake("methode", visit.say("panels.freeze.methode.bad")));
        if (!mistakes.isEmpty() || notBefore == null) return page(panel, typed, mistakes);
        try {
            freezings.ask(actor, slug, new Freezings.Request(Method.valueOf(method), urn, minutes, source, notBefore));
        } catch (BadInput bad) {
            return page(panel, typed, List.of(new Mistake("pas_avant", bad.sentence(visit))));
        }
        return new Redirect(panel.path() + "/gel");
    }

    @PostMapping("/annulation")
    Redirect cancel(@PathVariable String slug, Actor actor) {
        freezings.cancel(actor, slug);
        return new Redirect("/panels/" + slug + "/gel");
    }

    /** Widens the quotas as the last search found that it takes, for a reason that everyone reads. */
    @PostMapping("/quotas")
    Page relax(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        try {
            Bilingual reason = PanelController.reason(typed, "motif");
            var obstacles = freezings
                    .findLast(panel)
                    .map(Freezing::obstacles)
                    .orElseThrow(() -> new BadInput("panels.amend.same"));
            panels.amend(actor, slug, Panels.bounds(panels.listFeatures(panel), obstacles.relaxations()), reason);
        } catch (BadInput bad) {
            return page(panel, typed, List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(panel.path() + "/gel");
    }
}
