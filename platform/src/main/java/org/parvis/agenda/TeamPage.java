package org.parvis.agenda;

import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** A published project, its team, and what became of it. */
record TeamPage(
        Gathering gathering,
        Team team,
        Team.Project project,
        @Nullable Trace trace,
        @Nullable Actor actor) implements Page {
    public boolean mayTie() {
        return actor != null && actor.is(Role.COORDINATOR);
    }

    public boolean mayJudge() {
        return gathering.isOrganisedBy(actor);
    }
}
