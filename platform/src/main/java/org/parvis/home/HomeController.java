package org.parvis.home;

import java.util.List;
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

    HomeController(Plans plans, Commitments commitments) {
        this.plans = plans;
        this.commitments = commitments;
    }

    @GetMapping("/")
    HomePage show(Visit visit) {
        return plans.findCurrent(visit.today())
                .map(plan -> of(plan, visit))
                .orElseGet(() -> new HomePage(null, List.of(), List.of()));
    }

    private HomePage of(ActionPlan plan, Visit visit) {
        return new HomePage(
                new PlanPicture(plan, plans.listEngagements(plan), commitments.listAll(plan, visit.today())),
                commitments.listChanges(plan, visit.today(), 5),
                plans.listEvents(plan).stream()
                        .filter(e -> !e.startsOn().isBefore(visit.today()))
                        .limit(3)
                        .toList());
    }
}
