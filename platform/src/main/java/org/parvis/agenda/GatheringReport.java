package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * What the organisers say of a gathering that was held.
 *
 * @param sides how many came; none where nobody was counted and nobody said
 * @param counted whether they were counted at the door, rather than stated
 * @param organisations whom they were there for
 */
public record GatheringReport(
        @Nullable Bilingual text, @Nullable Sides sides, boolean counted, List<String> organisations) {

    /** People by side. */
    public record Sides(long administration, long society) {
        public long total() {
            return administration + society;
        }

        /** The administration's share in percent, rounded; the rest is society's. */
        public long percent() {
            return total() == 0 ? 0 : Math.round(100.0 * administration / total());
        }

        public long restPercent() {
            return total() == 0 ? 0 : 100 - percent();
        }
    }
}
