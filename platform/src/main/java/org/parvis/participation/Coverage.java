package org.parvis.participation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;

/**
 * How far a consultation is answered: in all, by theme, by organisation that answers; and how.
 *
 * @param countedAt where it is so large that it is not counted for each reader
 */
public record Coverage(
        Share all,
        List<Share> themes,
        List<Share> organisations,
        Map<Outcome, Long> outcomes,
        @Nullable Instant countedAt) {

    /** The share answered of some contributions, how long it took, and the oldest that waits. */
    public record Share(
            @Nullable Theme theme,
            Organisation.@Nullable Name organisation,
            long contributions,
            long answered,
            @Nullable Integer medianDays,
            @Nullable Long oldest,
            @Nullable LocalDate oldestOn) {

        /** In whole percent, rounded down: 100 only when nothing waits. */
        public long percent() {
            return contributions == 0 ? 100 : answered * 100 / contributions;
        }

        public long waiting() {
            return contributions - answered;
        }
    }
}
