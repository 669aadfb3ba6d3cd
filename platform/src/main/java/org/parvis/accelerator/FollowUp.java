package org.parvis.accelerator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * What became of an initiative some months after its support.
 *
 * @param people how many it serves, where that was said
 * @param answeredAt none while whoever bears it has not answered
 */
public record FollowUp(
        long id,
        int months,
        Instant askedAt,
        @Nullable Instant answeredAt,
        @Nullable State state,
        @Nullable Integer people,
        @Nullable Bilingual text) {
    /** After how many months one asks. */
    static final int[] MONTHS = {6, 12};

    /** Where it stands. */
    public enum State {
        GROWN,
        CONTINUES,
        CHANGED,
        STOPPED
    }
}
