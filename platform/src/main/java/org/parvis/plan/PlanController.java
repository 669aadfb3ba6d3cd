package org.parvis.plan;

import org.parvis.trace.Traces;
import org.parvis.web.NotFound;
import org.parvis.web.Visit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

@Controller
class PlanController {
    private final Plans plans;
    private final Commitments commitments;
    private final Assessments assessments;
    private final Traces traces;
    private final ObjectProvider<Measures> measures;

    PlanController(
            Plans plans,
            Commitments commitments,
            Assessments assessments,
            Traces traces,
            ObjectProvider<Measures> measures) {
        this.plans = plans;
        this.commitments = commitments;
        this.assessments = assessments;
        this.traces = traces;
        this.measures = measures;
    }

    @GetMapping("/plans")
    PlansPage index(Visit visit) {
        return new PlansPage(plans.list(visit.day(), visit.actor()));
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}")
    PlanPage show(@PathVariable String slug, Visit visit) {
        var picture = picture(slug, visit);
        var plan = picture.plan();
        return new PlanPage(
                picture,
                commitments.listChanges(plan, visit.day(), 8),
                plans.listEvents(plan, visit.day()),
                plans.listDocuments(plan, visit.day()),
                assessments.listDivergences(plan, visit.day()),
                traces.of(PlanTrace.thing(plan), visit.day()));
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/engagements/{number:[0-9]{1,6}}")
    EngagementPage engagement(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var picture = picture(slug, visit);
        return picture.engagements().stream()
                .filter(e -> e.number() == number)
                .findAny()
                .map(e -> new EngagementPage(
                        picture,
                        e,
                        measures.orderedStream()
                                .flatMap(m -> m.list(picture.plan().path() + "/engagements/" + number, visit).stream())
                                .toList(),
                        traces.of(PlanTrace.thing(picture.plan(), e), visit.day())))
                .orElseThrow(() -> new NotFound("engagement " + number));
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/calendrier")
    CalendarPage calendar(@PathVariable String slug, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        return new CalendarPage(plan, plans.listEvents(plan, visit.day()));
    }

    private PlanPicture picture(String slug, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        return new PlanPicture(plan, plans.listEngagements(plan), commitments.listAll(plan, visit.day()));
    }
}
