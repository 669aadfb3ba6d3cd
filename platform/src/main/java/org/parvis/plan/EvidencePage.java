package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Page;

/** All that proves a commitment's reports, the latest report's first. */
public record EvidencePage(ActionPlan plan, Commitment commitment, List<Item> items) implements Page {

    /** One proof and the report that brought it. */
    public record Item(ProgressReport.Evidence evidence, LocalDate reportedOn, Completion completion) {}

    static EvidencePage of(ActionPlan plan, Commitment commitment, List<ProgressReport> reports) {
        return new EvidencePage(
                plan,
                commitment,
                reports.stream()
                        .flatMap(r -> r.evidence().stream().map(e -> new Item(e, r.reportedOn(), r.completion())))
                        .toList());
    }
}
