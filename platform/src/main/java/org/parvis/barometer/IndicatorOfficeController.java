package org.parvis.barometer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.plan.Commitments;
import org.parvis.plan.Plans;
import org.parvis.plan.Subjects;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Indicators as their holders see them: defined, tied to what they measure, foreseen. */
@Controller
@RequestMapping("/barometre/indicateurs")
class IndicatorOfficeController {
    static final String CODE = "/{code:[A-Za-z0-9-]+}";
    private static final int LONGEST_REASON = 2_000, LONGEST_OUTLOOK = 4_000, SHOWN = 5;
    private static final BigDecimal HEAVIEST = BigDecimal.valueOf(1_000);
    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://[^/\\s]+)?(?:/en)?(/plans/[a-z0-9-]+/(?:engagements|actions)/[0-9]+)/?");

    private final Indicators indicators;
    private final IndicatorOffice office;
    private final Readings readings;
    private final Organisations organisations;
    private final Territories territories;
    private final Subjects subjects;
    private final Plans plans;
    private final Commitments commitments;
    private final CivicClock clock;

    IndicatorOfficeController(
            Indicators indicators,
            IndicatorOffice office,
            Readings readings,
            Organisations organisations,
            Territories territories,
            Subjects subjects,
            Plans plans,
            Commitments commitments,
            CivicClock clock) {
        this.indicators = indicators;
        this.office = office;
        this.readings = readings;
        this.organisations = organisations;
        this.territories = territories;
        this.subjects = subjects;
        this.plans = plans;
        this.commitments = commitments;
        this.clock = clock;
    }

    @GetMapping("/nouveau")
    IndicatorFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        var holders = holders(actor, visit);
        return new IndicatorFormPage(
                null, IndicatorForm.empty(holders.getFirst().value()), holders, false, List.of());
    }

    @PostMapping
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        return take(null, fields, actor, visit);
    }

    @GetMapping(CODE + "/modification")
    IndicatorFormPage change(@PathVariable String code, Actor actor, Visit visit) {
        var indicator = indicators.getHeld(code, actor);
        return page(indicator, IndicatorForm.of(indicator), List.of(), actor, visit);
    }

    @PostMapping(CODE + "/modification")
    Page change(
            @PathVariable String code, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return take(indicators.getHeld(code, actor), fields, actor, visit);
    }

    private Page take(@Nullable Indicator before, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var form = IndicatorForm.of(fields);
        var mistakes = form.mistakes(
                before, holders(actor, visit).stream().map(Choice::value).toList(), visit);
        if (!mistakes.isEmpty()) return page(before, form, mistakes, actor, visit);
        try {
            if (before == null) {
                office.create(actor, form.get("code"), form.sheet());
                return new Redirect("/barometre/indicateurs/" + form.get("code") + "/modification");
            }
            office.change(
                    actor,
                    before.code(),
                    form.sheet(),
                    Objects.requireNonNullElse(form.typed().number("edition"), 0),
                    form.typed().text("motif"),
                    !form.get("confirmation").isEmpty());
            return new Redirect(before.path() + (before.published() ? "" : "/modification"));
        } catch (BadInput bad) {
            return page(before, form, List.of(new Mistake(field(bad), bad.sentence(visit))), actor, visit);
        }
    }

    private static String field(BadInput bad) {
        return switch (Objects.toString(bad.getMessage(), "")) {
            case "barometer.indicator.code.taken" -> "code";
            case "barometer.indicator.confirm.bad" -> "confirmation";
            case "barometer.indicator.denominateur.bad" -> "denominateur";
            default -> "motif";
        };
    }

    private IndicatorFormPage page(
            @Nullable Indicator indicator, IndicatorForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        return new IndicatorFormPage(
                indicator, form, holders(actor, visit), indicator != null && office.hasReadings(indicator), mistakes);
    }

    /** Those for whom this person acts; for the coordination also nobody in particular. */
    private List<Choice> holders(Actor actor, Visit visit) {
        var holders = new ArrayList<Choice>();
        if (IndicatorOffice.mayHold(null, actor))
            holders.add(new Choice("", visit.say("barometer.indicator.organisation.none")));
        organisations.list().stream()
                .filter(o -> IndicatorOffice.mayHold(o.name().slug(), actor))
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .forEach(holders::add);
        return holders;
    }

    @PostMapping(CODE + "/publication")
    Redirect open(@PathVariable String code, Actor actor) {
        office.open(actor, code);
        return new Redirect("/barometre/indicateurs/" + code);
    }

    @GetMapping(CODE + "/versions")
    IndicatorVersionsPage versions(@PathVariable String code, Visit visit) {
        var indicator = indicators.get(code, visit.actor());
        return new IndicatorVersionsPage(indicator, office.listVersions(indicator));
    }

    @GetMapping(CODE + "/liens")
    IndicatorTiesPage ties(@PathVariable String code, Visit visit) {
        return ties(indicators.get(code, visit.actor()), new Typed(Map.of()), List.of(), visit);
    }

    private IndicatorTiesPage ties(Indicator indicator, Typed typed, List<Mistake> mistakes, Visit visit) {
        boolean held = indicator.isHeldBy(visit.actor());
        return new IndicatorTiesPage(
                indicator, office.listTied(indicator), held, held ? subjects(visit) : List.of(), typed, mistakes);
    }

    /** Engagements of every plan, and the commitments of the current one. */
    private List<Choice> subjects(Visit visit) {
        var all = new ArrayList<>(subjects.list(visit).stream()
                .filter(c -> c.value().contains("/engagements/"))
                .toList());
        plans.findCurrent(clock.today())
                .ifPresent(plan -> commitments.listAll(plan, clock.today()).stream()
                        .map(c -> new Choice(
                                c.path(), visit.say("barometer.indicator.commitment", c.number(), visit.in(c.title()))))
                        .forEach(all::add));
        return all;
    }

    @PostMapping(CODE + "/liens")
    Page tie(@PathVariable String code, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var indicator = indicators.getHeld(code, actor);
        var typed = Typed.of(fields);
        String field = "objet";
        try {
            if (!typed.isEmpty("fin")) {
                field = "motif_fin" + typed.get("fin").replaceAll("[^a-z0-9]+", "-");
                office.untie(actor, code, typed.get("fin"), reason(typed, field));
            } else {
                String about = typed.get("objet");
                if (about.isEmpty()) {
                    field = "adresse";
                    var address = ADDRESS.matcher(typed.get("adresse"));
                    if (!address.matches()) throw new BadInput("barometer.indicator.objet.bad");
                    about = address.group(1);
                }
                String where = field;
                field = "poids";
                var weight = ReadingText.number(typed.get("poids"));
                if (weight == null || weight.signum() <= 0 || weight.compareTo(HEAVIEST) > 0)
                    throw new BadInput("barometer.indicator.poids.bad", HEAVIEST);
                field = "motif";
                var reason = reason(typed, "motif");
                field = where;
                office.tie(actor, code, about, weight, reason);
            }
        } catch (BadInput bad) {
            return ties(indicator, typed, List.of(new Mistake(field, bad.sentence(visit))), visit);
        }
        return new Redirect(indicator.path() + "/liens");
    }

    /** @throws BadInput where none is given, or it is a book */
    static Bilingual reason(Typed typed, String name) {
        if (typed.isEmpty(name) || typed.isLonger(name, LONGEST_REASON))
            throw new BadInput("barometer.entry.reason.bad", LONGEST_REASON);
        return typed.text(name);
    }

    @GetMapping(CODE + "/meteo")
    WeatherFormPage weather(
            @PathVariable String code, @RequestParam(defaultValue = Territory.COUNTRY) String territoire, Actor actor) {
        return weather(indicators.getHeld(code, actor), territories.get(territoire), new Typed(Map.of()), List.of());
    }

    private WeatherFormPage weather(Indicator indicator, Territory territory, Typed typed, List<Mistake> mistakes) {
        var before =
                readings
                        .listOutlooks(territory, indicator, clock.zone())
                        .getOrDefault(indicator.id(), List.of())
                        .stream()
                        .limit(SHOWN)
                        .toList();
        return new WeatherFormPage(indicator, territory, before, typed, mistakes);
    }

    @PostMapping(CODE + "/meteo")
    Page foresee(
            @PathVariable String code, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var indicator = indicators.getHeld(code, actor);
        var typed = Typed.of(fields);
        var territory = territories.get(typed.isEmpty("territoire") ? Territory.COUNTRY : typed.get("territoire"));
        var weather = Arrays.stream(Weather.values())
                .filter(w -> w.name().equals(typed.get("meteo")))
                .findFirst();
        var mistakes = new ArrayList<Mistake>();
        if (weather.isEmpty()) mistakes.add(new Mistake("meteo", visit.say("barometer.weather.bad")));
        if (typed.isEmpty("texte") || typed.isLonger("texte", LONGEST_OUTLOOK))
            mistakes.add(new Mistake("texte", visit.say("barometer.weather.text.bad", LONGEST_OUTLOOK)));
        if (!mistakes.isEmpty()) return weather(indicator, territory, typed, mistakes);
        office.foresee(actor, code, territory, weather.orElseThrow(), typed.text("texte"));
        return new Redirect(indicator.path() + "?territoire=" + territory.code());
    }
}
