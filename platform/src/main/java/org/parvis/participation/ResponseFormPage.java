package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import org.parvis.accounts.Organisation;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** A reasoned response being written, to some contributions. */
record ResponseFormPage(
        Consultation consultation,
        List<Contribution> contributions,
        List<Organisation.Name> organisations,
        ResponseForm form,
        List<Mistake> mistakes)
        implements Page {

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

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
