package org.parvis.participation;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * Words being written, then read again before they are published.
 *
 * @param whole what is kept so far, none before the first time
 * @param paragraph on which it remarks, if any
 * @param near the contributions whose words are nearest
 * @param organisations those one may write for
 */
record ContributionFormPage(
        Consultation consultation,
        Contribution.@Nullable Whole whole,
        ContributionForm form,
        SubmittedText.@Nullable Paragraph paragraph,
        List<ContributionLine> near,
        List<Organisation.Name> organisations,
        List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return whole == null
                ? consultation.path() + "/contributions"
                : whole.it().path() + "/redaction";
    }

    /** Whether it is kept as it is shown, and may be published. */
    public boolean isDraft() {
        return whole != null && whole.it().standing() == Contribution.Standing.DRAFT;
    }

    public List<Choice> themes(Visit visit) {
        return Arrays.stream(Theme.values())
                .map(t -> new Choice(t.slug(), visit.say("theme", t)))
                .toList();
    }

    public List<Choice> organisationChoices(Visit visit) {
        return organisations.stream()
                .map(o -> new Choice(o.slug(), visit.in(o.full())))
                .toList();
    }
}
