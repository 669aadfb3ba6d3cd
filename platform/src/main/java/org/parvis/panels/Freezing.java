package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.Method;
import org.parvis.sortition.Reason;
import org.parvis.sortition.Relaxation;

/**
 * A search for the fairest lottery over a pool, and how it ended.
 *
 * @param minutes after which the best so far is taken
 * @param source where chance will come from, {@code notBefore} when
 * @param met panels met so far; {@code bound} what the lowest chance cannot exceed; {@code distance} how far the lottery may
 *     be from the fairest, for any one person
 * @param minimum the lowest chance, and by how much another lottery could raise it at most, once it is frozen
 * @param complete whether nothing fairer exists, to within a millionth
 * @param obstacles why no panel exists, where none does
 */
public record Freezing(
        long id,
        long panel,
        Instant askedAt,
        Method method,
        int urnSize,
        int minutes,
        String source,
        Instant notBefore,
        int met,
        double bound,
        double distance,
        @Nullable End ended,
        @Nullable Double minimum,
        @Nullable Double gap,
        @Nullable Boolean complete,
        @Nullable Obstacles obstacles) {

    /** How it came to its end. */
    public enum End {
        FROZEN,
        CANCELLED,
        UNFEASIBLE,
        /** The moment announced for chance passed before the search was over. */
        LATE,
        /** No panel was met within the time, and that there is none is not proven. */
        TIME,
        /** This machine cannot run the solver. */
        SOLVER,
        FAILED
    }

    /** Why no panel exists, and the least that would let one exist. */
    public record Obstacles(List<Reason> reasons, List<Relaxation> relaxations) {}
}
