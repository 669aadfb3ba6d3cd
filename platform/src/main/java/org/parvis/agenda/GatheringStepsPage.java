package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.springframework.util.MultiValueMap;

/**
 * What may be decided of a gathering now: publish it, postpone or cancel it, answer its proposal.
 *
 * @param typed what was typed before it was refused, with the {@code mistake}
 */
record GatheringStepsPage(
        Gathering gathering,
        List<Gathering.Step> steps,
        Instant now,
        Actor actor,
        MultiValueMap<String, String> typed,
        String mistake)
        implements Page {

    @Override
    public boolean isPublic() {
        return false;
    }

    public String typed(String name) {
        String value = typed.getFirst(name);
        return value == null ? "" : value;
    }

    public boolean mayPublish() {
        return gathering.standing() == Gathering.Standing.DRAFT;
    }

    public boolean mayMove() {
        return gathering.standing() == Gathering.Standing.PUBLISHED && now.isBefore(gathering.endsAt());
    }

    public boolean mayAnswer() {
        return gathering.standing() == Gathering.Standing.PROPOSED && actor.is(Role.COORDINATOR);
    }
}
