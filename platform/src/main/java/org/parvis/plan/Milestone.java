package org.parvis.plan;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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

    /** What keeps it from being marked done on a date. */
    List<Breach> breachesOfDone(@Nullable LocalDate on, LocalDate day) {
        var breaches = new ArrayList<Breach>();
        if (doneOn != null) breaches.add(Breach.of("fait_le", "plan.milestone.already"));
        if (on == null) breaches.add(Breach.of("fait_le", "plan.form.date"));
        else if (on.isAfter(day)) breaches.add(Breach.of("fait_le", "plan.form.future"));
        return breaches;
    }

    /**
     * What keeps its due date from moving.
     *
     * @param from the date that whoever moves it has read: another may have moved it since
     */
    List<Breach> breachesOfRevision(@Nullable LocalDate from, @Nullable LocalDate to, @Nullable Bilingual reason) {
        var breaches = new ArrayList<Breach>();
        if (doneOn != null) breaches.add(Breach.of("echeance", "plan.milestone.already"));
        else if (dueOn == null) breaches.add(Breach.of("echeance", "plan.milestone.nodate"));
        else if (!dueOn.equals(from)) breaches.add(Breach.of("echeance", "plan.milestone.overtaken", dueOn.toString()));
        if (to == null) breaches.add(Breach.of("echeance", "plan.form.date"));
        else if (to.equals(dueOn)) breaches.add(Breach.of("echeance", "plan.milestone.same"));
        if (reason == null) breaches.add(Breach.of("motif_fr", "plan.form.reason"));
        return breaches;
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
