package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/pilotage/campagnes")
class RoundController {
    private static final int WEEKS = 6;

    private final Plans plans;
    private final Rounds rounds;

    RoundController(Plans plans, Rounds rounds) {
        this.plans = plans;
        this.rounds = rounds;
    }

    @GetMapping("/nouvelle")
    RoundFormPage form(@RequestParam String plan, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        LocalDate today = visit.today();
        var form =
                new RoundForm("", "", today.toString(), today.plusWeeks(WEEKS).toString(), "");
        return new RoundFormPage(plans.get(plan, today), form, List.of());
    }

    @PostMapping
    Page create(@RequestParam Map<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var plan = plans.get(fields.getOrDefault("plan", ""), visit.today());
        var form = RoundForm.of(fields);
        var mistakes = form.mistakes(visit);
        if (!mistakes.isEmpty()) return new RoundFormPage(plan, form, mistakes);
        return new Redirect(rounds.open(actor, plan, form.call(), visit.today()).path());
    }

    @GetMapping("/{id:[0-9]{1,12}}")
    RoundPage show(@PathVariable long id, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var round = rounds.get(id);
        return new RoundPage(
                plans.get(round.plan(), visit.today()), round, rounds.listParts(round, null, visit.today()));
    }

    @PostMapping("/{id:[0-9]{1,12}}/cloture")
    Redirect close(@PathVariable long id, @RequestParam(defaultValue = "") String motif, Actor actor, Visit visit) {
        rounds.close(actor, id, motif.isBlank() ? null : motif.strip(), visit.today());
        return new Redirect("/pilotage/campagnes/" + id);
    }
}
