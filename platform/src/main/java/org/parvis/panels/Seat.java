package org.parvis.panels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A place on a panel, as chance offered it.
 *
 * @param opaque whom it was offered to, as the published files name them; {@code rank} theirs among the alternates, 0 where
 *     they were drawn
 * @param replaces whose place it was
 * @param left how it was given up
 */
public record Seat(
        long volunteer,
        String opaque,
        int rank,
        @Nullable String replaces,
        Instant offeredAt,
        Instant answerBy,
        @Nullable Instant acceptedAt,
        @Nullable Instant leftAt,
        @Nullable Leave left) {

    /** How a place is given up. */
    public enum Leave {
        REFUSED,
        SILENT,
        LEFT
    }

    /** Where it stands. */
    public enum Standing {
        OFFERED,
        ACCEPTED,
        REFUSED,
        SILENT,
        LEFT
    }

    public Standing standing() {
        if (left != null) return Standing.valueOf(left.name());
        return acceptedAt == null ? Standing.OFFERED : Standing.ACCEPTED;
    }

    public boolean isHeld() {
        return left == null;
    }
}
