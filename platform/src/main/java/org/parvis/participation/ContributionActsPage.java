package org.parvis.participation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/**
 * What this person may do with a contribution.
 *
 * @param supported whether they support it
 * @param form which of its forms was sent with mistakes, and {@code typed} what it held
 */
record ContributionActsPage(
        Consultation consultation,
        Contribution it,
        List<Moderation.Step> steps,
        Moderation.@Nullable Appeal appeal,
        boolean supported,
        Instant now,
        Actor actor,
        String form,
        String typed,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isOpen() {
        return consultation.isOpen(now);
    }

    public boolean isMine() {
        return it.isBy(actor);
    }

    public boolean isEditable() {
        return it.isEditable(actor, consultation, now);
    }

    public boolean isModerator() {
        return actor.is(Role.MODERATOR);
    }

    /** What a moderator may decide of it as it stands. */
    public List<Choice> decisions(Visit visit) {
        var possible = switch (it.standing()) {
            case PUBLIC -> List.of("masquer", "maintenir", "caviarder", "suspendre");
            case HELD -> List.of("montrer", "masquer", "suspendre");
            default -> List.of("montrer", "maintenir", "caviarder", "suspendre");
        };
        return possible.stream()
                .map(d -> new Choice(d, visit.say("participation.decision." + d)))
                .toList();
    }

    public String typed(String name) {
        return form.equals(name) ? typed : "";
    }
}
