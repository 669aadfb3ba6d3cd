package org.parvis.plan;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/**
 * A version of the government's own report, and those before it.
 *
 * @param report none while none is published
 */
public record SelfAssessmentPage(
        ActionPlan plan,
        List<Engagement> engagements,
        @Nullable SelfAssessment report,
        List<SelfAssessment.Version> versions)
        implements Page {

    @Override
    public boolean isPublic() {
        return plan.isPublic();
    }

    /** A chapter's title: its kind's, or its engagement's. */
    static String title(Visit visit, List<Engagement> engagements, SelfAssessment.Chapter chapter) {
        Integer number = chapter.engagement();
        return number == null
                ? visit.say("plan.bilan.chapter", chapter.kind())
                : engagements.stream()
                        .filter(e -> e.number() == number)
                        .findFirst()
                        .map(e -> visit.say("plan.engagement", number) + " – " + visit.in(e.title()))
                        .orElse(visit.say("plan.engagement", number));
    }

    public String title(Visit visit, SelfAssessment.Chapter chapter) {
        return title(visit, engagements, chapter);
    }

    /** The whole report as one Markdown text, chapter headings one level above what they hold. */
    static String markdown(ActionPlan plan, List<Engagement> engagements, SelfAssessment report, Visit visit) {
        return "**" + visit.say("plan.bilan.title") + " – " + visit.in(plan.title()) + "**  \n"
                + visit.say(
                        "plan.bilan.version",
                        report.version(),
                        visit.date(Objects.requireNonNull(report.publishedOn())))
                + "\n\n"
                + report.chapters().stream()
                        .map(c -> "# " + title(visit, engagements, c) + "\n\n"
                                + c.text().map(visit::in).orElse(""))
                        .collect(Collectors.joining("\n\n"))
                + "\n";
    }
}
