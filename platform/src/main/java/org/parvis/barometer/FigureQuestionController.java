package org.parvis.barometer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.discussion.Comments;
import org.parvis.house.CivicClock;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Figures questioned by anyone, answered in public by whoever holds them. */
@Controller
class FigureQuestionController {
    private static final String ONE = "/barometre/questions/{id:[0-9]{1,12}}";
    private static final String ASK = "/barometre/indicateurs" + IndicatorOfficeController.CODE + "/question";

    private final FigureQuestions questions;
    private final Indicators indicators;
    private final Readings readings;
    private final Territories territories;
    private final Traces traces;
    private final CivicClock clock;

    FigureQuestionController(
            FigureQuestions questions,
            Indicators indicators,
            Readings readings,
            Territories territories,
            Traces traces,
            CivicClock clock) {
        this.questions = questions;
        this.indicators = indicators;
        this.readings = readings;
        this.territories = territories;
        this.traces = traces;
        this.clock = clock;
    }

    @GetMapping(ONE)
    FigureQuestionPage show(@PathVariable long id, Visit visit) {
        var question = questions.get(id);
        var trace = traces.find(question.path(), clock.today())
                .map(thing -> traces.of(thing, clock.today()))
                .orElse(null);
        return new FigureQuestionPage(question, trace, clock.zone(), visit.actor());
    }

    @GetMapping(ASK)
    FigureQuestionFormPage ask(
            @PathVariable String code, @RequestParam(defaultValue = Territory.COUNTRY) String territoire, Actor actor) {
        return form(indicators.get(code, null), territories.get(territoire), new Typed(Map.of()), List.of());
    }

    private FigureQuestionFormPage form(Indicator indicator, Territory territory, Typed typed, List<Mistake> mistakes) {
        return new FigureQuestionFormPage(indicator, territory, figures(indicator, territory), typed, mistakes);
    }

    private List<Reading> figures(Indicator indicator, Territory territory) {
        return readings
                .listHistories(indicator, List.of(territory.id()))
                .getOrDefault(territory.id(), List.of())
                .stream()
                .sorted(Comparator.comparing(Reading::on).reversed())
                .toList();
    }

    @PostMapping(ASK)
    Page ask(@PathVariable String code, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var indicator = indicators.get(code, null);
        var typed = Typed.of(fields);
        var territory = territories.get(typed.isEmpty("territoire") ? Territory.COUNTRY : typed.get("territoire"));
        String field = "texte";
        String sentence;
        try {
            var figure = asked(indicator, territory, typed.get("chiffre"));
            if (figure == null && !typed.isEmpty("chiffre")) {
                field = "chiffre";
                throw new BadInput("barometer.question.figure.bad");
            }
            long id = questions.ask(actor, indicator, territory, figure, typed.get("texte"), visit.language());
            return new Redirect("/barometre/questions/" + id);
        } catch (Comments.TooOften e) {
            sentence = visit.say("discussion.often");
        } catch (BadInput bad) {
            sentence = bad.sentence(visit);
        }
        return form(indicator, territory, typed, List.of(new Mistake(field, sentence)));
    }

    private FigureQuestions.@Nullable Asked asked(Indicator indicator, Territory territory, String name) {
        if (name.isEmpty()) return null;
        return figures(indicator, territory).stream()
                .filter(f -> FigureQuestionFormPage.name(f).equals(name))
                .findFirst()
                .map(f -> new FigureQuestions.Asked(f.kind(), f.on(), f.hidden() ? null : f.value()))
                .orElse(null);
    }

    @GetMapping(ONE + "/repondre")
    FigureAnswerPage answer(@PathVariable long id, Actor actor) {
        var question = questions.get(id);
        if (!question.indicator().isHeldBy(actor)) throw new Forbidden();
        return answer(question, new Typed(Map.of()), List.of());
    }

    private FigureAnswerPage answer(FigureQuestion question, Typed typed, List<Mistake> mistakes) {
        return new FigureAnswerPage(question, day(question), questions.listCorrections(question), typed, mistakes);
    }

    private LocalDate day(FigureQuestion question) {
        return LocalDate.ofInstant(question.askedAt(), clock.zone());
    }

    @PostMapping(ONE + "/repondre")
    Page answer(@PathVariable long id, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var question = questions.get(id);
        if (!question.indicator().isHeldBy(actor)) throw new Forbidden();
        var typed = Typed.of(fields);
        var mistakes = new ArrayList<Mistake>();
        Integer batch = typed.number("lot");
        if (typed.isEmpty("reponse") || typed.isLonger("reponse", FigureQuestions.LONGEST_ANSWER))
            mistakes.add(
                    new Mistake("reponse", visit.say("barometer.question.answer.bad", FigureQuestions.LONGEST_ANSWER)));
        if (batch == null && !typed.isEmpty("lot"))
            mistakes.add(new Mistake("lot", visit.say("barometer.question.batch.bad")));
        if (!mistakes.isEmpty()) return answer(question, typed, mistakes);
        try {
            questions.answer(actor, id, typed.text("reponse"), batch == null ? null : batch.longValue());
        } catch (BadInput bad) {
            return answer(question, typed, List.of(new Mistake("reponse", bad.sentence(visit))));
        }
        return new Redirect(question.path());
    }

    @GetMapping(ONE + "/moderation")
    FigureModerationPage moderation(@PathVariable long id, Actor actor) {
        actor.must(Role.MODERATOR);
        var question = questions.get(id);
        return new FigureModerationPage(question, day(question), "", List.of());
    }

    @PostMapping(ONE + "/moderation")
    Page moderate(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String motif,
            @RequestParam(defaultValue = "") String decision,
            Actor actor,
            Visit visit) {
        actor.must(Role.MODERATOR);
        var question = questions.get(id);
        try {
            questions.moderate(actor, id, !decision.equals("montrer"), motif);
        } catch (BadInput bad) {
            return new FigureModerationPage(
                    question, day(question), motif, List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(question.path());
    }
}
