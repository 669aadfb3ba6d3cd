package org.parvis.agenda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.parvis.accounts.College;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** The form by which one registers, with what is left on each side. */
record RegistrationPage(
        Gathering gathering,
        Gathering.Programme programme,
        List<Quota> quotas,
        List<GatheringQuestion> questions,
        RegistrationForm form,
        Instant now,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isOpen() {
        return gathering.takesRegistrations(now);
    }

    public List<Quota> own() {
        return quotas.stream().filter(q -> q.workshop() == null).toList();
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(College.values())
                .filter(gathering::admits)
                .map(c -> new Choice(c.name(), visit.say("accounts.college", c)))
                .toList();
    }

    /** The workshops of a slot, each with what is left for either side; or none of them. */
    public List<Choice> workshops(Gathering.Slot slot, Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var workshop : programme.in(slot))
            choices.add(
                    new Choice(Integer.toString(workshop.number()), visit.in(workshop.title()), left(workshop, visit)));
        choices.add(new Choice("", visit.say("agenda.registration.noworkshop")));
        return choices;
    }

    private String left(Gathering.Workshop workshop, Visit visit) {
        var left = new ArrayList<String>();
        for (var quota : quotas) {
            Integer places = quota.left();
            if (quota.workshop() == null || quota.workshop() != workshop.id() || places == null) continue;
            if (quota.side() == null && quota.colleges().size() < College.values().length && places == 0) continue;
            String whose = quota.side() != null
                    ? visit.say("agenda.side", quota.side())
                    : quota.colleges().size() == College.values().length
                            ? visit.say("agenda.places.all")
                            : visit.say("college", quota.colleges().iterator().next());
            left.add(whose.toLowerCase(Locale.ROOT)
                    + visit.say("agenda.colon")
                    + visit.say("agenda.registration.left", places));
        }
        return String.join(" · ", left);
    }

    public List<Choice> options(GatheringQuestion question, Visit visit) {
        return question.options().stream()
                .map(o -> new Choice(o.fr(), visit.in(o)))
                .toList();
    }
}
