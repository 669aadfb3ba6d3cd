package org.parvis.plan;

import org.jspecify.annotations.Nullable;
import org.parvis.journal.Act;
import org.parvis.web.Actor;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;

/** In what capacity someone acts on a plan: the lead for what it leads, the coordination for everything. */
record Office(Role role, @Nullable String organisation) {

    /** @throws Forbidden for whoever coordinates nothing and does not speak for the lead */
    static Office over(Actor actor, String lead) {
        if (actor.isFor(Role.CONTRIBUTOR, lead)) return new Office(Role.CONTRIBUTOR, lead);
        actor.must(Role.COORDINATOR);
        return new Office(Role.COORDINATOR, lead);
    }

    static Office ofCoordinator(Actor actor) {
        actor.must(Role.COORDINATOR);
        return new Office(Role.COORDINATOR, null);
    }

    Act act(String kind, String reference) {
        return Act.of(kind, reference, role, organisation);
    }
}
