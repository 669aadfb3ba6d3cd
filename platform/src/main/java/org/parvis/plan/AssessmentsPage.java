package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** What the lead says of a commitment, and beside it what independent observers found. */
public record AssessmentsPage(ActionPlan plan, Commitment commitment, Readings readings) implements Page {

    /** The assessments of a commitment: the last of each organisation, and those they replaced. */
    public record Readings(Commitment commitment, List<Assessment> all) {
        public List<Assessment> current() {
            return all.stream().filter(a -> !isReplaced(a)).toList();
        }

        public List<Assessment> before(Assessment assessment) {
            return all.stream()
                    .filter(a ->
                            a.organisation().equals(assessment.organisation()) && a.version() < assessment.version())
                    .toList();
        }

        public long divergences() {
            return current().stream()
                    .filter(a -> a.divergesFrom(commitment.state().reported()))
                    .count();
        }

        private boolean isReplaced(Assessment assessment) {
            return all.stream()
                    .anyMatch(a ->
                            a.organisation().equals(assessment.organisation()) && a.version() > assessment.version());
        }
    }
}
