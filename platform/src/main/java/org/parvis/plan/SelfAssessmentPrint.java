package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** A version of the government's own report, on paper. */
public record SelfAssessmentPrint(ActionPlan plan, List<Engagement> engagements, SelfAssessment report)
        implements Page {

    public String title(Visit visit, SelfAssessment.Chapter chapter) {
        return SelfAssessmentPage.title(visit, engagements, chapter);
    }
}
