package org.parvis.plan;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * A half-yearly call for progress reports.
 *
 * @param plan the plan's slug
 * @param message what the coordinator asks of the leads
 */
public record Round(
        long id,
        String plan,
        Bilingual title,
        @Nullable Bilingual message,
        LocalDate opensOn,
        LocalDate dueOn,
        @Nullable LocalDate closedOn,
        boolean fictional) {

    /** Why a lead is written to. */
    public enum Reminder {
        OPENING,
        APPROACHING,
        LAST_DAYS,
        OVERDUE
    }

    private static final int APPROACHING_DAYS = 14, LAST_DAYS = 3, OVERDUE_DAYS = 3;

    public String path() {
        return "/pilotage/campagnes/" + id;
    }

    public boolean isOpenOn(LocalDate day) {
        return !opensOn.isAfter(day) && (closedOn == null || closedOn.isAfter(day));
    }

    public boolean isOverdueOn(LocalDate day) {
        return dueOn.isBefore(day);
    }

    /** A commitment that its lead reported complete before the round has nothing more to report. */
    public boolean expects(@Nullable Completion reported, @Nullable LocalDate reportedOn) {
        return reported != Completion.COMPLETE || received(reportedOn);
    }

    public boolean received(@Nullable LocalDate reportedOn) {
        return reportedOn != null
                && !reportedOn.isBefore(opensOn)
                && (closedOn == null || !reportedOn.isAfter(closedOn));
    }

    /** The calendar of a lead's reminders; a round too short for one of them goes without it. */
    public Map<Reminder, LocalDate> reminders() {
        var days = new EnumMap<Reminder, LocalDate>(Reminder.class);
        days.put(Reminder.OPENING, opensOn);
        days.put(Reminder.APPROACHING, dueOn.minusDays(APPROACHING_DAYS));
        days.put(Reminder.LAST_DAYS, dueOn.minusDays(LAST_DAYS));
        days.put(Reminder.OVERDUE, dueOn.plusDays(OVERDUE_DAYS));
        days.entrySet()
                .removeIf(e -> e.getKey() != Reminder.OPENING && !e.getValue().isAfter(opensOn));
        return days;
    }
}
