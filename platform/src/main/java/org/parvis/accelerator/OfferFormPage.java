package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * Offering to meet a need.
 *
 * @param administrations for which this person may
 */
record OfferFormPage(
        Initiative initiative,
        Need need,
        List<Choice> administrations,
        Actor actor,
        SupportForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public List<Need.Offer> own() {
        return need.standing().stream().filter(o -> Needs.isOwn(o, actor)).toList();
    }

    public String organisation() {
        return administrations.size() == 1 ? administrations.getFirst().value() : form.get("organisation");
    }
}
