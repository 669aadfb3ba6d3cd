package org.parvis.plan;

import java.util.List;
import org.parvis.trace.Trace;
import org.parvis.web.Page;

/** One engagement: what it aims for and the commitments that should get there. */
public record EngagementPage(PlanPicture picture, Engagement engagement, List<Measures.Measure> measures, Trace trace)
        implements Page {
    public ActionPlan plan() {
        return picture.plan();
    }
}
