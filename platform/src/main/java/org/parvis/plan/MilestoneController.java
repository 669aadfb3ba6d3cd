package org.parvis.plan;

import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/plans/{slug:[a-z0-9-]+}/actions/{number:[0-9]{1,6}}/jalons/{position:[0-9]{1,4}}")
class MilestoneController {
    private final Plans plans;
    private final Commitments commitments;
    private final Milestones milestones;

    MilestoneController(Plans plans, Commitments commitments, Milestones milestones) {
        this.plans = plans;
        this.commitments = commitments;
        this.milestones = milestones;
    }

    @GetMapping
    MilestonePage show(
            Actor actor, @PathVariable String slug, @PathVariable int number, @PathVariable int position, Visit visit) {
        var place = place(actor, slug, number, visit);
        return page(place, position, Typed.NOTHING, List.of(), visit);
    }

    @PostMapping("/realisation")
    Page done(
            Actor actor,
            @PathVariable String slug,
            @PathVariable int number,
            @PathVariable int position,
            @RequestParam MultiValueMap<String, String> form,
            Visit visit) {
        var place = place(actor, slug, number, visit);
        var typed = Typed.of(form);
        try {
            milestones.markDone(
                    actor,
                    place.plan(),
                    place.commitment(),
                    position,
                    typed.date("fait_le").orElse(null),
                    visit.today());
            return place.redirect();
        } catch (Refused refused) {
            return page(place, position, typed, refused.in(visit), visit);
        }
    }

    @PostMapping("/echeance")
    Page revise(
            Actor actor,
            @PathVariable String slug,
            @PathVariable int number,
            @PathVariable int position,
            @RequestParam MultiValueMap<String, String> form,
            Visit visit) {
        var place = place(actor, slug, number, visit);
        var typed = Typed.of(form);
        try {
            milestones.revise(
                    actor,
                    place.plan(),
                    place.commitment(),
                    position,
                    typed.date("depuis").orElse(null),
                    typed.date("echeance").orElse(null),
                    typed.text("motif"),
                    visit.today());
            return place.redirect();
        } catch (Refused refused) {
            return page(place, position, typed, refused.in(visit), visit);
        }
    }

    private record Place(ActionPlan plan, Commitment commitment) {
        Redirect redirect() {
            return new Redirect(plan.path() + "/actions/" + commitment.number() + "#milestones");
        }
    }

    private Place place(Actor actor, String slug, int number, Visit visit) {
        var plan = plans.get(slug, visit.today(), actor);
        var commitment = commitments.get(plan, number, visit.today());
        Office.over(actor, commitment.lead().slug());
        return new Place(plan, commitment);
    }

    private MilestonePage page(Place place, int position, Typed typed, List<Mistake> mistakes, Visit visit) {
        return new MilestonePage(
                place.plan(),
                place.commitment(),
                milestones.get(place.commitment(), position, visit.today()),
                typed,
                mistakes);
    }
}
