package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where a commitment stands on a day, as the database computes it from dated facts.
 *
 * @param completion its completion, or no evidence when the last report is older than six months
 * @param reported what the lead said last, and when
 * @param lateSince the earliest date it promised and did not keep
 * @param milestones how many it has, {@code done} of them
 */
public record CommitmentState(
        LocalDate day,
        Completion completion,
        @Nullable Completion reported,
        @Nullable LocalDate reportedOn,
        @Nullable LocalDate lateSince,
        int milestones,
        int done) {

    public boolean isLate() {
        return lateSince != null;
    }

    /** Days since the promise that was not kept; 0 when nothing is late. */
    public long delayDays() {
        return lateSince == null ? 0 : ChronoUnit.DAYS.between(lateSince, day);
    }

    static CommitmentState read(ResultSet row, LocalDate day) throws SQLException {
        String reported = row.getString("reported");
        return new CommitmentState(
                day,
                Completion.valueOf(row.getString("completion")),
                reported == null ? null : Completion.valueOf(reported),
                row.getObject("reported_on", LocalDate.class),
                row.getObject("late_since", LocalDate.class),
                row.getInt("milestones"),
                row.getInt("done"));
    }
}
