package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** Gatherings that civil society proposed, and what was answered. */
record ProposalsPage(
        List<Gatherings.Proposal> proposals, @Nullable Actor actor) implements Page {
    public boolean mayAnswer() {
        return actor != null && actor.is(Role.COORDINATOR);
    }
}
