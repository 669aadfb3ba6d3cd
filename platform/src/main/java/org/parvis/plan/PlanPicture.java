package org.parvis.plan;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The whole of a plan at one glance: every commitment under its engagement, with where it stands. */
public record PlanPicture(ActionPlan plan, List<Engagement> engagements, List<CommitmentLine> lines) {

    public List<CommitmentLine> of(Engagement engagement) {
        return lines.stream()
                .filter(l -> l.engagementNumber() == engagement.number())
                .toList();
    }

    public List<CommitmentLine> of(Engagement engagement, Engagement.Ambition ambition) {
        return of(engagement).stream()
                .filter(l -> l.ambitionNumber() == ambition.number())
                .toList();
    }

    public long count(Completion completion) {
        return counts().getOrDefault(completion, 0L);
    }

    private Map<Completion, Long> counts() {
        return lines.stream()
                .map(l -> l.state().completion())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    public long lateCount() {
        return lines.stream().filter(l -> l.state().isLate()).count();
    }

    /** The latest first. */
    public List<CommitmentLine> late(int limit) {
        return lines.stream()
                .filter(l -> l.state().isLate())
                .sorted(Comparator.<CommitmentLine>comparingLong(l -> -l.state().delayDays())
                        .thenComparing(CommitmentLine::number))
                .limit(limit)
                .toList();
    }

    /** How many different organisations lead. */
    public long leadCount() {
        return lines.stream().map(l -> l.lead().slug()).distinct().count();
    }
}
