package org.parvis.plan;

import java.util.List;
import java.util.Objects;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.web.Actor;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/evaluations")
class AssessmentController {
    private final Plans plans;
    private final Commitments commitments;
    private final Assessments assessments;
    private final Organisations organisations;

    AssessmentController(Plans plans, Commitments commitments, Assessments assessments, Organisations organisations) {
        this.plans = plans;
        this.commitments = commitments;
        this.assessments = assessments;
        this.organisations = organisations;
    }

    @GetMapping
    AssessmentsPage index(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.today());
        var commitment = commitments.get(plan, number, visit.today());
        return new AssessmentsPage(
                plan,
                commitment,
                new AssessmentsPage.Readings(commitment, assessments.list(commitment, visit.today())));
    }

    @GetMapping("/nouvelle")
    AssessmentFormPage form(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String organisation,
            Actor actor,
            Visit visit) {
        var observers = observers(actor);
        var plan = plans.get(slug, visit.today());
        var commitment = commitments.get(plan, number, visit.today());
        String observer = organisation.isEmpty() ? observers.getFirst().slug() : organisation;
        return page(
                plan,
                commitment,
                observers,
                AssessmentForm.of(observer, assessments.find(commitment, observer, visit.today())),
                List.of());
    }

    @PostMapping
    Page create(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var observers = observers(actor);
        var plan = plans.get(slug, visit.today());
        var commitment = commitments.get(plan, number, visit.today());
        var form = AssessmentForm.of(fields);
        var mistakes = form.mistakes(assessments.methodOf(plan), visit);
        if (!mistakes.isEmpty()) return page(plan, commitment, observers, form, mistakes);
        try {
            assessments.publish(
                    actor,
                    plan,
                    commitment,
                    form.organisation(),
                    form.coding(),
                    form.revises(),
                    form.reasonOrNone(),
                    visit.today());
        } catch (Assessments.Overtaken e) {
            int last = assessments
                    .find(commitment, form.organisation(), visit.today())
                    .map(Assessment::version)
                    .orElse(0);
            return page(
                    plan,
                    commitment,
                    observers,
                    form.revising(last),
                    List.of(new Mistake("texte", visit.say("plan.assessment.overtaken"))));
        }
        return new Redirect(plan.path() + "/actions/" + number + "/evaluations");
    }

    private AssessmentFormPage page(
            ActionPlan plan,
            Commitment commitment,
            List<Organisation.Name> observers,
            AssessmentForm form,
            List<Mistake> mistakes) {
        return new AssessmentFormPage(plan, commitment, assessments.methodOf(plan), observers, form, mistakes);
    }

    private List<Organisation.Name> observers(Actor actor) {
        var observers = actor.mandates().stream()
                .filter(m -> m.role() == Role.OBSERVER)
                .map(Actor.Mandate::organisation)
                .filter(Objects::nonNull)
                .map(o -> organisations.get(o).name())
                .toList();
        if (observers.isEmpty()) throw new Forbidden();
        return observers;
    }
}
