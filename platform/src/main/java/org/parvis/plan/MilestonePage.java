package org.parvis.plan;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** Where a milestone is marked done, or its due date moved. */
public record MilestonePage(
        ActionPlan plan, Commitment commitment, Milestone milestone, Typed typed, List<Mistake> mistakes)
        implements Page {
    public String path() {
        return plan.path() + "/actions/" + commitment.number() + "/jalons/" + milestone.position();
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    public String mistake(String field) {
        return Typed.mistake(mistakes, field);
    }
}
