package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
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
        implements Page {

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String path() {
        return gathering.path() + "/inscrits/" + person.id();
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(College.values())
                .map(c -> new Choice(c.name(), visit.say("college", c)))
                .toList();
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
