package org.parvis.barometer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Figures that came together, looked at by somebody else than whoever proposed them. */
@Controller
@RequestMapping("/barometre/lots")
class BatchController {
    private static final String ONE = "/{id:[0-9]{1,12}}";
    private static final int PAGE = 50, LINES = 200, JUMPS = 50;

    private final Proposals proposals;
    private final Indicators indicators;
    private final CivicClock clock;

    BatchController(Proposals proposals, Indicators indicators, CivicClock clock) {
        this.proposals = proposals;
        this.indicators = indicators;
        this.clock = clock;
    }

    @GetMapping
    BatchesPage index(@RequestParam(defaultValue = "0") long avant, Visit visit) {
        var published = proposals.listPublished(avant, PAGE + 1);
        return new BatchesPage(
                avant == 0 ? proposals.listOpen(visit.actor(), PAGE) : List.of(),
                published.stream().limit(PAGE).toList(),
                published.size() > PAGE,
                visit.actor());
    }

    @GetMapping(ONE)
    BatchPage show(@PathVariable long id, @RequestParam(defaultValue = "") String apres, Visit visit) {
        return page(id, apres, visit.actor(), new Typed(Map.of()), List.of());
    }

    private BatchPage page(long id, String after, @Nullable Actor actor, Typed typed, List<Mistake> mistakes) {
        var batch = proposals.get(id, actor);
        boolean sees = batch.isHeldBy(actor) || batch.isBy(actor);
        var all = proposals.listLines(batch, after, false, LINES + 1);
        var lines = all.stream().limit(LINES).filter(l -> sees || l.published()).toList();
        var jumps = batch.isOpen() ? proposals.listLines(batch, "", true, JUMPS) : List.<Proposals.Line>of();
        var theirs = indicators.find(Stream.concat(lines.stream(), jumps.stream())
                .map(Proposals.Line::indicator)
                .collect(Collectors.toSet()));
        Map<Integer, Indicator> byNumber = new HashMap<>();
        theirs.forEach(i -> byNumber.put(i.id(), i));
        return new BatchPage(
                batch,
                jumps,
                lines,
                all.size() > LINES && !lines.isEmpty(),
                byNumber,
                batch.isOpen() ? proposals.listContradictions(id) : List.of(),
                clock.zone(),
                actor,
                typed,
                mistakes);
    }

    @PostMapping(ONE + "/decision")
    Page decide(@PathVariable long id, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var typed = Typed.of(fields);
        try {
            switch (typed.get("decision")) {
                case "publier" -> proposals.publish(actor, id);
                case "refuser" -> proposals.refuse(actor, id, IndicatorOfficeController.reason(typed, "motif"));
                case "retirer" -> proposals.withdraw(actor, id);
                default -> throw new BadInput("barometer.batch.decision.bad");
            }
        } catch (BadInput bad) {
            boolean refusing = typed.get("decision").equals("refuser");
            return page(
                    id, "", actor, typed, List.of(new Mistake(refusing ? "motif" : "decider", bad.sentence(visit))));
        }
        return new Redirect("/barometre/lots/" + id);
    }
}
