package org.parvis.plan;

import java.util.List;
import java.util.Map;
import org.parvis.discussion.Discussions;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.BadInput;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
class CommitmentController {
    private final Plans plans;
    private final Commitments commitments;
    private final Assessments assessments;
    private final Traces traces;
    private final TracePages tracePages;
    private final Discussions discussions;
    private final ObjectProvider<Measures> measures;

    CommitmentController(
            Plans plans,
            Commitments commitments,
            Assessments assessments,
            Traces traces,
            TracePages tracePages,
            Discussions discussions,
            ObjectProvider<Measures> measures) {
        this.plans = plans;
        this.commitments = commitments;
        this.assessments = assessments;
        this.traces = traces;
        this.tracePages = tracePages;
        this.discussions = discussions;
        this.measures = measures;
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/actions")
    CommitmentsPage index(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> parameters, Visit visit) {
        var filter = CommitmentFilter.of(parameters);
        var plan = plans.get(slug, visit.day(), visit.actor());
        var facets = commitments.listFacets(plan, filter, visit.day());
        if (filter.lead() != null) mustBeAmong(facets, "lead", "porteur", filter.lead());
        if (filter.engagement() != null)
            mustBeAmong(facets, "engagement", "engagement", filter.engagement().toString());
        return new CommitmentsPage(plan, filter, commitments.list(plan, filter, visit.day()), facets);
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}")
    CommitmentPage show(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var plan = plans.get(slug, visit.day(), visit.actor());
        var commitment = commitments.get(plan, number, visit.day());
        return new CommitmentPage(
                plan,
                commitment,
                commitments.listPartners(commitment, visit.day()),
                commitments.listMilestones(commitment, visit.day()),
                commitments.listReports(commitment, visit.day()),
                commitments.listAmendments(commitment, visit.day()),
                commitments.listNeighbours(commitment, visit.day()),
                new AssessmentsPage.Readings(commitment, assessments.list(commitment, visit.day())),
                measures.orderedStream()
                        .flatMap(m -> m.list(plan.path() + "/actions/" + number, visit).stream())
                        .toList(),
                traces.of(PlanTrace.thing(plan, commitment), visit.day()),
                discussions.listFirst(plan.path() + "/actions/" + number));
    }

    /** Where it comes from, what became of it. */
    @GetMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/fil")
    Page trace(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.page("/plans/" + slug + "/actions/" + number, visit);
    }

    @GetMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/fil.json")
    ResponseEntity<Map<String, Object>> traceJson(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.json("/plans/" + slug + "/actions/" + number, visit);
    }

    private static void mustBeAmong(List<Commitments.Facet> facets, String kind, String parameter, String value) {
        var allowed = facets.stream()
                .filter(f -> f.kind().equals(kind))
                .map(Commitments.Facet::value)
                .toList();
        if (!allowed.contains(value)) throw new BadInput("plan.filter.bad", parameter, String.join(", ", allowed));
    }
}
