package org.parvis.home;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.parvis.accelerator.Call;
import org.parvis.accelerator.Calls;
import org.parvis.agenda.Agenda;
import org.parvis.agenda.GatheringFilter;
import org.parvis.house.CivicClock;
import org.parvis.library.Article;
import org.parvis.library.Articles;
import org.parvis.panels.Panel;
import org.parvis.panels.Panels;
import org.parvis.participation.Consultations;
import org.parvis.plan.ActionPlan;
import org.parvis.plan.Commitments;
import org.parvis.plan.PlanPicture;
import org.parvis.plan.Plans;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class HomeController {
    private final Plans plans;
    private final Commitments commitments;
    private final Consultations consultations;
    private final Agenda agenda;
    private final Panels panels;
    private final Calls calls;
    private final Articles articles;
    private final CivicClock clock;

    HomeController(
            Plans plans,
            Commitments commitments,
            Consultations consultations,
            Agenda agenda,
            Panels panels,
            Calls calls,
            Articles articles,
            CivicClock clock) {
        this.plans = plans;
        this.commitments = commitments;
        this.consultations = consultations;
        this.agenda = agenda;
        this.panels = panels;
        this.calls = calls;
        this.articles = articles;
        this.clock = clock;
    }

    @GetMapping("/")
    HomePage show(Visit visit) {
        return plans.findCurrent(visit.day())
                .map(plan -> of(plan, visit))
                .orElseGet(() -> new HomePage(
                        null, List.of(), List.of(), List.of(), List.of(), List.of(), clock.zone(), clock.now()));
    }

    private HomePage of(ActionPlan plan, Visit visit) {
        return new HomePage(
                new PlanPicture(plan, plans.listEngagements(plan), commitments.listAll(plan, visit.day())),
                commitments.listChanges(plan, visit.day(), 5),
                plans.listEvents(plan, visit.day()).stream()
                        .filter(e -> !e.startsOn().isBefore(visit.day()))
                        .limit(3)
                        .toList(),
                agenda.list(GatheringFilter.NONE, GatheringFilter.Period.COMING, clock.now(), 3)
                        .gatherings(),
                open(clock.now()),
                articles.listPublic(Article.Kind.NEWS, null, 3).articles(),
                clock.zone(),
                clock.now());
    }

    /** What anyone may take part in today, the first to close first. */
    private List<HomePage.Open> open(Instant now) {
        var open = new ArrayList<HomePage.Open>();
        consultations.list(null).stream()
                .filter(c -> c.isOpen(now))
                .map(c -> new HomePage.Open("consultation", c.path(), c.title(), c.closesOn(), c.fictional()))
                .forEach(open::add);
        calls.list(null).stream()
                .filter(c -> c.phase(now) == Call.Phase.OPEN)
                .map(c -> new HomePage.Open(
                        "call", c.path(), c.title(), c.closes().toLocalDate(), c.fictional()))
                .forEach(open::add);
        panels.list(null).stream()
                .filter(p -> p.phase(now) == Panel.Phase.OPEN)
                .map(p -> new HomePage.Open("panel", p.path(), p.title(), p.closesOn(), p.fictional()))
                .forEach(open::add);
        open.sort(Comparator.comparing(HomePage.Open::until));
        return List.copyOf(open);
    }
}
