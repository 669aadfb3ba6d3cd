package org.parvis.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * An expected output, its owner and its dates.
 *
 * @param partners who supports it
 * @param revisions how its due date moved, oldest first
 */
public record Milestone(
        long id,
        int position,
        Bilingual output,
        Organisation.@Nullable Name lead,
        List<Organisation.Name> partners,
        @Nullable LocalDate startsOn,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate doneOn,
        boolean fictional,
        List<Revision> revisions) {

    /** A due date that moved, and why. */
    public record Revision(LocalDate revisedOn, LocalDate fromDue, LocalDate toDue, Bilingual reason) {
        public long slippageDays() {
            return ChronoUnit.DAYS.between(fromDue, toDue);
        }
    }

    /** The date first promised. */
    public @Nullable LocalDate originalDueOn() {
        return revisions.isEmpty() ? dueOn : revisions.getFirst().fromDue();
    }

    public boolean isDoneOn(LocalDate day) {
        return doneOn != null && !doneOn.isAfter(day);
    }

    /** Days past its due date and not done; 0 when it is not late. */
    public long delayDays(LocalDate day) {
        return dueOn == null || isDoneOn(day) ? 0 : Math.max(0, ChronoUnit.DAYS.between(dueOn, day));
    }
}
