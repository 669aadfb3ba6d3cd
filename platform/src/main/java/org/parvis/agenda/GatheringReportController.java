package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import org.parvis.web.Actor;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The report of a gathering, written once by whoever organised it. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}/compte-rendu")
class GatheringReportController {
    private final Gatherings gatherings;
    private final GatheringReports reports;
    private final GatheringOutcomes outcomes;

    GatheringReportController(Gatherings gatherings, GatheringReports reports, GatheringOutcomes outcomes) {
        this.gatherings = gatherings;
        this.reports = reports;
        this.outcomes = outcomes;
    }

    @GetMapping
    Page form(@PathVariable String slug, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        if (gathering.reportedAt() != null) return new Redirect(gathering.path() + "#compte-rendu");
        reports.mustBeHeld(gathering);
        return page(
                gathering,
                new GatheringReportForm("", "", "", "", String.join("\n", reports.listOrganisations(gathering))),
                List.of(),
                actor);
    }

    @PostMapping
    Page publish(@PathVariable String slug, @RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        reports.mustBeHeld(gathering);
        var form = GatheringReportForm.of(fields);
        boolean counted = reports.count(gathering).total() > 0;
        var mistakes = form.mistakes(counted, visit);
        if (!mistakes.isEmpty()) return page(gathering, form, mistakes, actor);
        reports.publish(actor, slug, form.sheet(counted));
        return new Redirect(gathering.path());
    }

    private GatheringReportFormPage page(
            Gathering gathering, GatheringReportForm form, List<Mistake> mistakes, Actor actor) {
        return new GatheringReportFormPage(
                gathering,
                reports.count(gathering),
                outcomes.list(gathering, actor).stream()
                        .filter(o -> !o.isPublic())
                        .toList(),
                form,
                mistakes);
    }
}
