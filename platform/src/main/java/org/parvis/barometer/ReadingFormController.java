package org.parvis.barometer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.house.CivicClock;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
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

/** One figure, typed by whoever holds its indicator, and proposed to somebody else. */
@Controller
@RequestMapping("/barometre/indicateurs")
class ReadingFormController {
    private static final int LONGEST_SOURCE = 1_000, LONGEST_REASON = 2_000, FOUND = 40, SHOWN = 12;

    private final Indicators indicators;
    private final Territories territories;
    private final ReadingRules rules;
    private final Proposals proposals;
    private final CivicClock clock;

    ReadingFormController(
            Indicators indicators, Territories territories, ReadingRules rules, Proposals proposals, CivicClock clock) {
        this.indicators = indicators;
        this.territories = territories;
        this.rules = rules;
        this.proposals = proposals;
        this.clock = clock;
    }

    @GetMapping(IndicatorOfficeController.CODE + "/saisie")
    ReadingFormPage form(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String territoire,
            @RequestParam(defaultValue = "") String question,
            Actor actor,
            Visit visit) {
        var indicator = indicators.getHeld(code, actor);
        Map<String, String> values = new HashMap<>();
        values.put("territoire", Typed.clean(territoire));
        values.put("question", Typed.clean(question));
        values.put("source", indicator.source().fr());
        return new ReadingFormPage(indicator, new Typed(values), List.of(), List.of());
    }

    @PostMapping(IndicatorOfficeController.CODE + "/saisie")
    Page propose(
            @PathVariable String code, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var indicator = indicators.getHeld(code, actor);
        var typed = Typed.of(fields);
        var matches = matches(indicator, typed);
        String territory = typed.get("territoire");
        if (!typed.isEmpty("choix") && typed.get("cherche").equals(territory)) territory = typed.get("choix");
        else if (matches.size() == 1) territory = matches.getFirst().code();
        else if (matches.size() > 1)
            return new ReadingFormPage(
                    indicator,
                    typed,
                    matches,
                    List.of(new Mistake("choix", visit.say("barometer.entry.territory.several"))));
        var judged = rules.judge(
                        List.of(new ReadingRules.Told(
                                indicator.code(),
                                territory,
                                "",
                                new ReadingRules.Cell("nature", typed.get("nature")),
                                new ReadingRules.Cell("date", typed.get("date")),
                                new ReadingRules.Cell("valeur", typed.get("valeur")),
                                typed.get("provisoire"),
                                typed.get("motif"))),
                        i -> i.isHeldBy(actor),
                        clock.today())
                .getFirst();
        var mistakes = new ArrayList<Mistake>();
        judged.faults().forEach(f -> mistakes.add(new Mistake(f.column(), f.sentence(visit))));
        if (mistakes.isEmpty() && judged.isSame())
            mistakes.add(new Mistake("valeur", visit.say("barometer.entry.fault.same")));
        if (typed.isEmpty("source") || typed.isLonger("source", LONGEST_SOURCE))
            mistakes.add(new Mistake("source", visit.say("barometer.entry.source.bad", LONGEST_SOURCE)));
        if (typed.isLonger("motif", LONGEST_REASON))
            mistakes.add(new Mistake("motif", visit.say("barometer.entry.reason.bad", LONGEST_REASON)));
        if (!mistakes.isEmpty() || judged.figure() == null)
            return new ReadingFormPage(indicator, typed, matches.size() > 1 ? matches : List.of(), mistakes);
        Integer question = typed.number("question");
        long batch = proposals.propose(
                actor,
                judged.figure(),
                typed.get("source").equals(indicator.source().fr())
                        ? indicator.source()
                        : new Bilingual(typed.get("source"), null),
                Bilingual.ofNullable(typed.get("motif"), typed.get("motif_en")),
                question == null ? null : question.longValue());
        return new Redirect("/barometre/lots/" + batch);
    }

    /**
     * What a name or a postcode may mean, among the territories that the indicator is told of; of communes where it is told of
     * larger ones, what they lie in. Nothing where a code was typed.
     */
    private List<Territory> matches(Indicator indicator, Typed typed) {
        String text = typed.get("territoire");
        if (text.isEmpty() || ReadingText.code(text, null) != null) return List.of();
        var found = territories.search(text, FOUND);
        var told = found.stream().filter(t -> isTold(indicator, t)).toList();
        var exact = told.stream()
                .filter(t -> Territories.fold(t.name()).equals(Territories.fold(text)))
                .toList();
        if (exact.size() == 1) return exact;
        if (!told.isEmpty()) return told.stream().limit(SHOWN).toList();
        return found.stream()
                .filter(t -> t.level() == Level.COM && t.parent() != null)
                .map(Territory::parent)
                .filter(Objects::nonNull)
                .distinct()
                .limit(SHOWN)
                .flatMap(code -> territories.find(code).stream())
                .filter(t -> isTold(indicator, t))
                .toList();
    }

    private static boolean isTold(Indicator indicator, Territory territory) {
        int depth = territory.level().compareTo(indicator.finest());
        return depth == 0 || depth < 0 && indicator.aggregation() == Aggregation.GIVEN;
    }
}
