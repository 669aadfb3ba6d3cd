package org.parvis.trace;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * What came of something.
 *
 * @param id 0 where it is no act of linking, but part of what a room records by itself
 * @param origin the address of what came first, {@code outcome} of what came of it
 * @param reason why they are tied; none where the room's own record says it
 * @param by the role in which it was tied, and for which organisation
 * @param endedOn the day from which it no longer holds, {@code endReason} why
 */
public record Link(
        long id,
        Kind kind,
        String origin,
        String outcome,
        @Nullable Bilingual reason,
        LocalDate on,
        @Nullable Role by,
        @Nullable String organisation,
        boolean fictional,
        @Nullable LocalDate endedOn,
        @Nullable Bilingual endReason) {

    /** How an outcome came of its origin. */
    public enum Kind {
        ANSWERED_BY,
        ADOPTED_IN,
        INSPIRED,
        MERGED_INTO,
        RAISED_AT,
        DISCUSSED_AT,
        REPORTED_BY,
        PROVEN_BY,
        MEASURED_BY,
        DOCUMENTED_BY,
        CONTINUED_BY,
        RELATED_TO
    }

    /** A tie that a room's own records make. */
    public static Link recorded(Kind kind, String origin, String outcome, LocalDate on, boolean fictional) {
        return new Link(0, kind, origin, outcome, null, on, null, null, fictional, null, null);
    }

    public String path() {
        return "/fil/" + id;
    }
}
