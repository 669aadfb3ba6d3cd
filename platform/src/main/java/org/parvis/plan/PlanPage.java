package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.parvis.trace.Trace;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** Where a plan stands: its picture, what is late, what changed, what comes, its documents. */
public record PlanPage(
        PlanPicture picture,
        List<Commitments.Change> changes,
        List<PlanEvent> events,
        List<PlanDocument> documents,
        List<Assessments.Divergence> divergences,
        Trace trace)
        implements Page {

    public ActionPlan plan() {
        return picture.plan();
    }

    /** How many commitments observers read otherwise than their lead. */
    public long divergentCount() {
        return divergences.stream()
                .map(Assessments.Divergence::number)
                .distinct()
                .count();
    }

    /** The next dates of its process. */
    public List<PlanEvent> coming(LocalDate day) {
        return events.stream().filter(e -> e.startsOn().isAfter(day)).limit(4).toList();
    }

    /** The plan for search engines and re-users (schema.org). */
    public String jsonLd(Visit visit) {
        var plan = plan();
        return Visit.jsonLd(Map.of(
                "@context",
                "https://schema.org",
                "@type",
                "Dataset",
                "name",
                visit.in(plan.title()),
                "description",
                visit.in(plan.summary()),
                "url",
                visit.absolute(visit.link(plan.path())),
                "temporalCoverage",
                plan.startsOn() + "/" + plan.endsOn(),
                "license",
                "https://www.etalab.gouv.fr/licence-ouverte-open-licence/",
                "distribution",
                List.of(download(visit, "text/csv", ".csv"), download(visit, "application/json", ".json"))));
    }

    private Map<String, String> download(Visit visit, String type, String suffix) {
        return Map.of(
                "@type", "DataDownload", "encodingFormat", type, "contentUrl", visit.absolute(plan().path() + suffix));
    }
}
