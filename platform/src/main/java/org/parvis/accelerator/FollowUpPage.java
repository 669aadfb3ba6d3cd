package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * What whoever bears an initiative is asked some months later.
 *
 * @param secret of the letter; empty where the person is known by their account
 */
record FollowUpPage(FollowUps.Waiting waiting, String secret, SupportForm form, List<Mistake> mistakes)
        implements Correctable {
    public Initiative initiative() {
        return waiting.initiative();
    }

    public FollowUp asked() {
        return waiting.asked();
    }

    public List<Choice> states(Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var state : FollowUp.State.values())
            choices.add(new Choice(state.name(), visit.say("accelerator.support.followup.state", state)));
        return choices;
    }
}
