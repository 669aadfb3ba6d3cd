package org.parvis.plan;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.parvis.web.Page;

/**
 * What a year brought to a plan, on paper.
 *
 * @param day up to which it is told: the year's last, or today
 * @param commitments with the reports of that year alone
 */
public record FollowUpPrint(
        ActionPlan plan,
        int year,
        LocalDate day,
        List<Engagement> engagements,
        List<Commitments.Whole> commitments,
        List<Assessments.Divergence> divergences)
        implements Page {

    public List<Commitments.Whole> of(Engagement engagement) {
        return commitments.stream()
                .filter(c -> c.commitment().engagementNumber() == engagement.number())
                .toList();
    }

    public long count(List<Commitments.Whole> some, Completion completion) {
        return some.stream()
                .filter(c -> c.commitment().state().completion() == completion)
                .count();
    }

    /** The longest delays first. */
    public List<Commitments.Whole> late() {
        return commitments.stream()
                .filter(c -> c.commitment().state().isLate())
                .sorted(Comparator.comparingLong(c -> -c.commitment().state().delayDays()))
                .toList();
    }

    public long reported() {
        return commitments.stream().filter(c -> !c.reports().isEmpty()).count();
    }

    /** Its milestones that were due, or done, in the year. */
    public List<Milestone> milestones(Commitments.Whole commitment) {
        return commitment.milestones().stream()
                .filter(m -> isThisYear(m.dueOn()) || isThisYear(m.doneOn()))
                .toList();
    }

    private boolean isThisYear(@org.jspecify.annotations.Nullable LocalDate date) {
        return date != null && date.getYear() == year && !date.isAfter(LocalDate.of(year, 12, 31));
    }
}
