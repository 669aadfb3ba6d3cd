package org.parvis.plan;

import java.time.LocalDate;
import org.parvis.print.Prints;
import org.parvis.web.BadInput;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/** A plan on paper: whole, one commitment, the follow-up of a year, its government's own report. */
@Controller
class PrintController {
    private static final String PLAN = "/plans/{slug:[a-z0-9-]+}";

    private static final int LONGEST = 2_000;

    private final Plans plans;
    private final Commitments commitments;
    private final Assessments assessments;
    private final SelfAssessments reports;
    private final Prints prints;

    PrintController(
            Plans plans, Commitments commitments, Assessments assessments, SelfAssessments reports, Prints prints) {
        this.plans = plans;
        this.commitments = commitments;
        this.assessments = assessments;
        this.reports = reports;
        this.prints = prints;
    }

    @GetMapping(PLAN + ".pdf")
    Object plan(
            @PathVariable String slug,
            @RequestParam(defaultValue = "fr") String lang,
            @RequestHeader(name = "If-None-Match", defaultValue = "") String known,
            Visit visit) {
        var spoken = visit.speaking(Prints.language(lang));
        var plan = printable(slug, visit);
        return answer(
                new PlanPrint(
                        plan,
                        plans.listEngagements(plan),
                        commitments.listWhole(plan, visit.day().plusDays(1), visit.day())),
                plan,
                spoken,
                slug,
                known);
    }

    @GetMapping(PLAN + "/actions/{number:[0-9]{1,6}}.pdf")
    Object commitment(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "fr") String lang,
            @RequestHeader(name = "If-None-Match", defaultValue = "") String known,
            Visit visit) {
        var spoken = visit.speaking(Prints.language(lang));
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return answer(
                new CommitmentPrint(
                        plan, commitments.getWhole(commitment, visit.day()), assessments.list(commitment, visit.day())),
                plan,
                spoken,
                slug + "-action-" + number,
                known);
    }

    /** What a year brought; the years of the plan's own period, up to the one that is running. */
    @GetMapping(PLAN + "/suivi-{year:[0-9]{4}}.pdf")
    Object followUp(
            @PathVariable String slug,
            @PathVariable int year,
            @RequestParam(defaultValue = "fr") String lang,
            @RequestHeader(name = "If-None-Match", defaultValue = "") String known,
            Visit visit) {
        var spoken = visit.speaking(Prints.language(lang));
        var plan = printable(slug, visit);
        if (!plan.years(visit.day()).contains(year)) throw new NotFound("follow-up of " + year);
        var first = LocalDate.of(year, 1, 1);
        var last = LocalDate.of(year, 12, 31);
        var day = last.isAfter(visit.day()) ? visit.day() : last;
        return answer(
                new FollowUpPrint(
                        plan,
                        year,
                        day,
                        plans.listEngagements(plan),
                        commitments.listWhole(plan, first, day),
                        assessments.listDivergences(plan, day)),
                plan,
                spoken,
                slug + "-suivi-" + year,
                known);
    }

    @GetMapping(PLAN + "/bilan.pdf")
    Object selfAssessment(
            @PathVariable String slug,
            @RequestParam(defaultValue = "fr") String lang,
            @RequestParam(defaultValue = "") String version,
            @RequestHeader(name = "If-None-Match", defaultValue = "") String known,
            Visit visit) {
        var spoken = visit.speaking(Prints.language(lang));
        var plan = plans.get(slug, visit.day(), visit.actor());
        var report = reports.find(plan, SelfAssessmentController.number(version), visit.day())
                .orElseThrow(() -> new NotFound("self-assessment of " + slug));
        return answer(
                new SelfAssessmentPrint(plan, plans.listEngagements(plan), report),
                plan,
                spoken,
                slug + "-bilan-" + report.version(),
                known);
    }

    /** A plan that no one could carry is read on the screen. */
    private ActionPlan printable(String slug, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        if (commitments.count(plan) > LONGEST) throw new BadInput("plan.print.long", LONGEST);
        return plan;
    }

    private Object answer(Page page, ActionPlan plan, Visit visit, String name, String known) {
        return prints.answer(
                page, visit, "parvis-" + name + "-" + visit.language().code() + ".pdf", plan.isPublic(), known);
    }
}
