package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * One registration, for whoever organises the gathering.
 *
 * @param mayVerify whether they decide of colleges, too
 * @param college what was chosen as its college, {@code reason} why it is cancelled, as they were typed
 */
record AttendeePage(
        Gathering gathering,
        Attendee person,
        List<GatheringQuestion> questions,
        boolean mayVerify,
        String college,
        String reason,
        List<Mistake> mistakes)
        implements Correctable {
    public String path() {
        return gathering.path() + "/inscrits/" + person.id();
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(College.values())
                .map(c -> new Choice(c.name(), visit.say("college", c)))
                .toList();
    }
}
