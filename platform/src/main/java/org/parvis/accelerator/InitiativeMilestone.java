package org.parvis.accelerator;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.StepState;

/**
 * A milestone of an initiative.
 *
 * @param wasDueOn its first date, where it was moved, with the last {@code reason}
 */
public record InitiativeMilestone(
        long id,
        Bilingual title,
        LocalDate dueOn,
        @Nullable LocalDate wasDueOn,
        @Nullable Bilingual reason,
        @Nullable LocalDate doneOn) {
    public long lateDays(LocalDate today) {
        return doneOn != null || !dueOn.isBefore(today) ? 0 : ChronoUnit.DAYS.between(dueOn, today);
    }

    public StepState state(LocalDate today) {
        return doneOn != null ? StepState.DONE : dueOn.isBefore(today) ? StepState.LATE : StepState.COMING;
    }
}
