package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** What is set to the teams of a hackathon. */
record ChallengesPage(
        Gathering gathering,
        List<Challenge> challenges,
        @Nullable Actor actor) implements Page {
    public boolean mayWrite() {
        return gathering.isOrganisedBy(actor);
    }
}
