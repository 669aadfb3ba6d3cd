package org.parvis.accelerator;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How an initiative goes, said among those who follow it.
 *
 * @param author who wrote it, while they have an account
 */
public record CheckIn(
        LocalDate metOn,
        Pace pace,
        String done,
        String next,
        String blocked,
        @Nullable String author) {
    /** After how many days without one the coordination is told. */
    static final int EVERY_DAYS = 14;

    /** Whether it goes. */
    public enum Pace {
        ON_TRACK,
        SLOWED,
        BLOCKED
    }
}
