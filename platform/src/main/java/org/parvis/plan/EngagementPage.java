package org.parvis.plan;

import org.parvis.trace.Trace;
import org.parvis.web.Page;

/** One engagement: what it aims for and the commitments that should get there. */
public record EngagementPage(PlanPicture picture, Engagement engagement, Trace trace) implements Page {
    public ActionPlan plan() {
        return picture.plan();
    }
}
