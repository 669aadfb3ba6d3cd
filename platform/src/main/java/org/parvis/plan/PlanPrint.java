package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;

/** A plan on paper, each commitment on its own pages. */
public record PlanPrint(ActionPlan plan, List<Engagement> engagements, List<Commitments.Whole> commitments)
        implements Page {

    public List<Commitments.Whole> of(Engagement engagement) {
        return commitments.stream()
                .filter(c -> c.commitment().engagementNumber() == engagement.number())
                .toList();
    }
}
