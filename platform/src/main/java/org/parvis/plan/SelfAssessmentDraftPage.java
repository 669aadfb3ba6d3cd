package org.parvis.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * Where the next version of the report is written, chapter by chapter, and published.
 *
 * @param draft none before it is begun
 * @param reason typed so far: what changes since the version before
 */
public record SelfAssessmentDraftPage(
        ActionPlan plan,
        List<Engagement> engagements,
        @Nullable SelfAssessment draft,
        String reason,
        List<Mistake> mistakes)
        implements Correctable {
    public String title(Visit visit, SelfAssessment.Chapter chapter) {
        return SelfAssessmentPage.title(visit, engagements, chapter);
    }
}
