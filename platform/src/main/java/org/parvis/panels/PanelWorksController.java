package org.parvis.panels;

import java.util.ArrayList;
import java.util.List;
import org.parvis.agenda.Gatherings;
import org.parvis.agenda.Hours;
import org.parvis.house.CivicClock;
import org.parvis.participation.Consultations;
import org.parvis.trace.Link;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
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

/** A panel's sessions and recommendations. */
@Controller
@RequestMapping("/panels/{slug:[a-z0-9-]+}/travaux")
class PanelWorksController {
    private static final int MOST_GATHERINGS = 200, LONGEST_TITLE = 150, SHORTEST = 20, LONGEST = 10_000;

    private final Panels panels;
    private final PanelWorks panelWorks;
    private final Gatherings gatherings;
    private final Consultations consultations;
    private final CivicClock clock;

    PanelWorksController(
            Panels panels,
            PanelWorks panelWorks,
            Gatherings gatherings,
            Consultations consultations,
            CivicClock clock) {
        this.panels = panels;
        this.panelWorks = panelWorks;
        this.gatherings = gatherings;
        this.consultations = consultations;
        this.clock = clock;
    }

    @GetMapping
    PanelWorksPage form(@PathVariable String slug, Actor actor, Visit visit) {
        return page(panels.getOrganised(slug, actor), Typed.NOTHING, List.of(), visit);
    }

    private PanelWorksPage page(Panel panel, Typed typed, List<Mistake> mistakes, Visit visit) {
        var met = panelWorks.list(panel).stream().map(Link::outcome).toList();
        var now = clock.now();
        return new PanelWorksPage(
                panel,
                gatherings.listLatest(MOST_GATHERINGS).stream()
                        .filter(g -> !met.contains(g.path()))
                        .map(g -> new Choice(
                                g.slug(),
                                visit.in(g.title()) + " – " + Hours.of(g).days(visit)))
                        .toList(),
                consultations.list(null).stream()
                        .filter(c -> c.proposals() && !now.isBefore(c.opensAt()) && now.isBefore(c.closesAt()))
                        .map(c -> new Choice(c.slug(), visit.in(c.title())))
                        .toList(),
                typed,
                mistakes);
    }

    @PostMapping
    Page add(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String act = typed.get("acte");
        var mistakes = new ArrayList<Mistake>();
        String title = typed.get("titre"), text = typed.get("texte");
        if (act.equals("recommander")) {
            if (title.isEmpty() || title.length() > LONGEST_TITLE)
                mistakes.add(new Mistake("titre", visit.say("panels.recommendation.titre.bad", LONGEST_TITLE)));
            if (text.length() < SHORTEST || text.length() > LONGEST)
                mistakes.add(new Mistake("texte", visit.say("panels.recommendation.texte.bad", SHORTEST, LONGEST)));
        }
        if (mistakes.isEmpty())
            try {
                switch (act) {
                    case "rencontrer" -> panelWorks.meet(actor, slug, typed.get("rencontre"));
                    case "recommander" -> panelWorks.recommend(actor, slug, typed.get("consultation"), title, text);
                    default -> throw new BadInput("panels.step.bad");
                }
            } catch (BadInput bad) {
                mistakes.add(new Mistake(act.equals("rencontrer") ? "rencontre" : "consultation", bad.sentence(visit)));
            }
        return mistakes.isEmpty() ? new Redirect(panel.path()) : page(panel, typed, mistakes, visit);
    }
}
