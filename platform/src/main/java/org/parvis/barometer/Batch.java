package org.parvis.barometer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * Figures that came together: proposed by one person, decided by another.
 *
 * @param holders the organisations, by address, that hold its indicators; null among them where nobody in particular does
 * @param names its first indicators, by name
 * @param readings how many figures
 */
record Batch(
        long id,
        Batches.Way way,
        Bilingual source,
        @Nullable String fileName,
        @Nullable Bilingual reason,
        @Nullable Long proposedBy,
        Instant proposedAt,
        int readings,
        boolean fictional,
        @Nullable Decision decision,
        @Nullable Instant decidedAt,
        @Nullable Bilingual decisionReason,
        List<@Nullable String> holders,
        List<Bilingual> names) {

    /** What became of it. */
    enum Decision {
        PUBLISHED,
        REFUSED,
        WITHDRAWN
    }

    String path() {
        return "/barometre/lots/" + id;
    }

    boolean isOpen() {
        return decision == null;
    }

    boolean isPublic() {
        return decision == Decision.PUBLISHED;
    }

    /** Whether all of its indicators are this person's to hold. */
    boolean isHeldBy(@Nullable Actor actor) {
        return actor != null
                && (actor.is(Role.COORDINATOR)
                        || !holders.isEmpty()
                                && holders.stream().allMatch(h -> h != null && actor.isFor(Role.CONTRIBUTOR, h)));
    }

    boolean isBy(@Nullable Actor actor) {
        return actor != null && proposedBy != null && actor.personId() == proposedBy;
    }

    /** Nobody publishes what they typed. */
    boolean isDecidedBy(@Nullable Actor actor) {
        return isOpen() && isHeldBy(actor) && !isBy(actor);
    }
}
