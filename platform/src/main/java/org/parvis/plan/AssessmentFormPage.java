package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import org.parvis.accounts.Organisation;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * An observer's form.
 *
 * @param observers the organisations for which the person may assess
 */
record AssessmentFormPage(
        ActionPlan plan,
        Commitment commitment,
        AssessmentMethod method,
        List<Organisation.Name> observers,
        AssessmentForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return plan.path() + "/actions/" + commitment.number() + "/evaluations";
    }

    public List<Choice> choices(Visit visit, String prefix, List<? extends Enum<?>> values) {
        return values.stream()
                .map(v -> new Choice(v.name(), visit.say(prefix, v)))
                .toList();
    }

    public <E extends Enum<E>> List<Choice> choices(Visit visit, String prefix, E[] values) {
        return choices(visit, prefix, Arrays.asList(values));
    }

    public List<Choice> observerChoices(Visit visit) {
        return observers.stream()
                .map(o -> new Choice(o.slug(), visit.in(o.full())))
                .toList();
    }
}
