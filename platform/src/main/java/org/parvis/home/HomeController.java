package org.parvis.home;

import java.util.List;
import org.parvis.agenda.Agenda;
import org.parvis.agenda.GatheringFilter;
import org.parvis.house.CivicClock;
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
    private final Agenda agenda;
    private final CivicClock clock;

    HomeController(Plans plans, Commitments commitments, Agenda agenda, CivicClock clock) {
        this.plans = plans;
        this.commitments = commitments;
        this.agenda = agenda;
        this.clock = clock;
    }

    @GetMapping("/")
    HomePage show(Visit visit) {
        return plans.findCurrent(visit.day())
                .map(plan -> of(plan, visit))
                .orElseGet(() -> new HomePage(null, List.of(), List.of(), List.of(), clock.now()));
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
                clock.now());
    }
}
