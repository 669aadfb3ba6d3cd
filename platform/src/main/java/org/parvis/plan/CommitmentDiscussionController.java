package org.parvis.plan;

import java.util.List;
import org.parvis.discussion.Discussions;
import org.parvis.discussion.Subject;
import org.parvis.web.Actor;
import org.parvis.web.Crumb;
import org.parvis.web.Page;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What is said of a commitment; its lead answers for it. */
@Controller
@RequestMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/discussion")
class CommitmentDiscussionController {
    private final Plans plans;
    private final Commitments commitments;
    private final Discussions discussions;

    CommitmentDiscussionController(Plans plans, Commitments commitments, Discussions discussions) {
        this.plans = plans;
        this.commitments = commitments;
        this.discussions = discussions;
    }

    /** What is discussed, and the way to it. */
    private record Place(Subject subject, List<Crumb> crumbs) {}

    @GetMapping
    Page index(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "0") long avant,
            Visit visit) {
        var place = place(slug, number, visit);
        return discussions.page(place.subject(), place.crumbs(), avant);
    }

    @GetMapping("/nouveau")
    Page form(@PathVariable String slug, @PathVariable int number, Actor actor, Visit visit) {
        var place = place(slug, number, visit);
        return discussions.form(place.subject(), place.crumbs());
    }

    @PostMapping
    Page create(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String texte,
            Actor actor,
            Visit visit) {
        var place = place(slug, number, visit);
        return discussions.post(actor, place.subject(), place.crumbs(), "", texte, visit);
    }

    private Place place(String slug, int number, Visit visit) {
        var plan = plans.get(slug, visit.today());
        var commitment = commitments.get(plan, number, visit.today());
        String path = plan.path() + "/actions/" + number;
        return new Place(
                new Subject(path, commitment.title(), commitment.lead().slug(), false),
                List.of(
                        new Crumb(visit.say("plan.index.title"), "/plans"),
                        new Crumb(visit.in(plan.title()), plan.path()),
                        new Crumb(visit.say("plan.action", number), path)));
    }
}
