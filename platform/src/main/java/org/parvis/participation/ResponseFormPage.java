package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import org.parvis.accounts.Organisation;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A reasoned response being written, to some contributions. */
record ResponseFormPage(
        Consultation consultation,
        List<Contribution> contributions,
        List<Organisation.Name> organisations,
        ResponseForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> outcomes(Visit visit) {
        return Arrays.stream(Outcome.values())
                .map(o -> new Choice(
                        o.slug(), visit.say("participation.outcome", o), visit.say("participation.outcome.hint", o)))
                .toList();
    }

    public List<Choice> organisationChoices(Visit visit) {
        return organisations.stream()
                .map(o -> new Choice(o.slug(), visit.in(o.full())))
                .toList();
    }

    /** Whether something here was answered before: the new response takes its place. */
    public boolean isRevision() {
        return contributions.stream().anyMatch(c -> c.responseId() != null);
    }
}
