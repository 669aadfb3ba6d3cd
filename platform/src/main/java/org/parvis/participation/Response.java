package org.parvis.participation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * What becomes of one contribution or of several, and why, in the name of an organisation.
 *
 * @param mergedInto the contribution that carries on this one, where it was merged
 * @param contributions how many it answers
 */
public record Response(
        long id,
        long consultationId,
        Organisation.Name organisation,
        Outcome outcome,
        Bilingual reason,
        @Nullable Long mergedInto,
        Instant answeredAt,
        boolean fictional,
        int contributions) {

    static final int SHORTEST = 20, LONGEST = 5_000, AT_ONCE = 500;

    public String path() {
        return path(id);
    }

    static String path(long id) {
        return "/reponses/" + id;
    }
}
