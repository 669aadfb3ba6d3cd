package org.parvis.agenda;

import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/**
 * One thing that came of a gathering.
 *
 * @param trace none while it is a draft
 */
record OutcomePage(
        Gathering gathering,
        GatheringOutcome it,
        @Nullable Trace trace,
        @Nullable Actor actor) implements Page {
    @Override
    public boolean isPublic() {
        return it.isPublic();
    }

    public boolean mayTie() {
        return it.isPublic() && actor != null && actor.is(Role.COORDINATOR);
    }
}
