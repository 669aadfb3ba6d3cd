package org.parvis.accelerator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Someone who judges the applications of a call.
 *
 * @param email the address to which they were invited; none once they are erased
 * @param name as their account shows it, once they have one
 * @param assigned how many applications they read; {@code handed} how many ballots they handed in
 */
record Juror(
        long id,
        long call,
        CallCollege college,
        @Nullable String email,
        @Nullable String name,
        boolean fromPanel,
        Instant invitedAt,
        @Nullable Instant leftAt,
        int assigned,
        int handed) {

    boolean sits() {
        return leftAt == null;
    }

    public int remaining() {
        return assigned - handed;
    }
}
