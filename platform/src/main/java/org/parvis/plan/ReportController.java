package org.parvis.plan;

import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}")
class ReportController {
    private final Plans plans;
    private final Commitments commitments;
    private final Reports reports;
    private final Drafts drafts;

    ReportController(Plans plans, Commitments commitments, Reports reports, Drafts drafts) {
        this.plans = plans;
        this.commitments = commitments;
        this.reports = reports;
        this.drafts = drafts;
    }

    @GetMapping("/avancement")
    ReportsPage index(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return new ReportsPage(plan, commitment, commitments.listReports(commitment, visit.day()));
    }

    @GetMapping("/preuves")
    EvidencePage evidence(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return EvidencePage.of(plan, commitment, commitments.listReports(commitment, visit.day()));
    }

    @GetMapping("/avancement/nouveau")
    ReportPage write(Actor actor, @PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.today(), actor);
        var commitment = commitments.get(plan, number, visit.today());
        var draft = drafts.find(actor, ReportPage.form(commitment));
        return page(actor, plan, commitment, draft.orElse(Typed.NOTHING), draft.isPresent(), List.of());
    }

    @PostMapping("/avancement")
    Page create(
            Actor actor,
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> form,
            Visit visit) {
        var plan = plans.get(slug, visit.today(), actor);
        var commitment = commitments.get(plan, number, visit.today());
        var typed = Typed.of(form);
        String address = plan.path() + "/actions/" + number + "/avancement";
        reports.authorise(actor, commitment);
        if (typed.asks("brouillon")) {
            drafts.save(actor, ReportPage.form(commitment), typed);
            return new Redirect(address + "/nouveau");
        }
        if (typed.asks("abandon")) {
            drafts.drop(actor, ReportPage.form(commitment));
            return new Redirect(address);
        }
        try {
            reports.publish(actor, plan, commitment, ReportRule.read(typed, visit.today()), visit.today());
            return new Redirect(address);
        } catch (Refused refused) {
            return page(actor, plan, commitment, typed, false, refused.in(visit));
        }
    }

    private static ReportPage page(
            Actor actor, ActionPlan plan, Commitment commitment, Typed typed, boolean drafted, List<Mistake> mistakes) {
        var office = Office.over(actor, commitment.lead().slug());
        return new ReportPage(plan, commitment, office.role(), typed, drafted, mistakes);
    }
}
