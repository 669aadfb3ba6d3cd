package org.parvis.plan;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Where a milestone is marked done, or its due date moved. */
public record MilestonePage(
        ActionPlan plan, Commitment commitment, Milestone milestone, Typed typed, List<Mistake> mistakes)
        implements Correctable {
    public String path() {
        return plan.path() + "/actions/" + commitment.number() + "/jalons/" + milestone.position();
    }

    public String mistake(String field) {
        return Typed.mistake(mistakes, field);
    }
}
