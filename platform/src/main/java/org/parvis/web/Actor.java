package org.parvis.web;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The acting person, as a door's rules see them: a parameter, never a thread's secret.
 *
 * @param personId who, for the database alone
 * @param name as the person shows it
 * @param mandates what they may do today
 */
public record Actor(long personId, String name, List<Mandate> mandates) implements Serializable {

    /** A role, and the organisation (by slug) it is held for where it is held for one. */
    public record Mandate(Role role, @Nullable String organisation) implements Serializable {}

    /** Every signed-in person is a member. */
    public boolean is(Role role) {
        return role == Role.MEMBER || mandates.stream().anyMatch(m -> m.role() == role);
    }

    public boolean isFor(Role role, String organisation) {
        return mandates.stream().anyMatch(m -> m.role() == role && organisation.equals(m.organisation()));
    }

    /** @throws Forbidden for whoever holds none of these roles */
    public void must(Role... oneOf) {
        for (Role role : oneOf) if (is(role)) return;
        throw new Forbidden();
    }
}
