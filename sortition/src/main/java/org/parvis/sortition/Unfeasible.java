package org.parvis.sortition;

import java.util.List;
import java.util.stream.Collectors;

/** No panel meets the quotas. Says why where a sum is enough to see it, and the smallest relaxations that would do. */
public final class Unfeasible extends RuntimeException {
    private final transient List<Reason> reasons;
    private final transient List<Relaxation> relaxations;

    Unfeasible(List<Reason> reasons, List<Relaxation> relaxations) {
        super(text(reasons, relaxations));
        this.reasons = List.copyOf(reasons);
        this.relaxations = List.copyOf(relaxations);
    }

    public List<Reason> reasons() {
        return reasons;
    }

    /** Together they let a panel exist; raising a maximum costs 1, lowering a minimum 1 + 2/minimum, and these cost least. */
    public List<Relaxation> relaxations() {
        return relaxations;
    }

    private static String text(List<Reason> reasons, List<Relaxation> relaxations) {
        String because = reasons.isEmpty()
                ? ""
                : " " + reasons.stream().map(Reason::toString).collect(Collectors.joining(" "));
        String instead = relaxations.isEmpty()
                ? ""
                : " The smallest change that lets one exist: "
                        + relaxations.stream().map(Relaxation::toString).collect(Collectors.joining("; "))
                        + ".";
        return "No panel meets these quotas." + because + instead;
    }
}
