package org.parvis.barometer;

import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Role;

/** In what capacity somebody acts on an indicator: for its holder where they may, else for the coordination. */
record Office(Role role, @Nullable String organisation) {
    static Office of(Indicator indicator, Actor actor) {
        return of(
                indicator.organisation() == null
                        ? null
                        : indicator.organisation().slug(),
                actor);
    }

    static Office of(@Nullable String holder, Actor actor) {
        return holder != null && actor.isFor(Role.CONTRIBUTOR, holder)
                ? new Office(Role.CONTRIBUTOR, holder)
                : new Office(Role.COORDINATOR, null);
    }
}
