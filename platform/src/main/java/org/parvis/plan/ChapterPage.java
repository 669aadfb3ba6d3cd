package org.parvis.plan;

import java.util.List;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * One chapter of the report, to write.
 *
 * @param fr what stands in the form, {@code en} its translation
 * @param drafted whether it was kept for its writer and not saved
 * @param overtaken whether another saved meanwhile: the saved text then stands beside
 */
public record ChapterPage(
        ActionPlan plan,
        List<Engagement> engagements,
        SelfAssessment.Chapter chapter,
        String fr,
        String en,
        int edition,
        boolean drafted,
        boolean overtaken)
        implements Page {

    public String title(Visit visit) {
        return SelfAssessmentPage.title(visit, engagements, chapter);
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public int status() {
        return overtaken ? 409 : 200;
    }
}
