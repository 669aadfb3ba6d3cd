package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.plan.Subjects;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.territories.Territory;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Results: of the country, of a territory, of an indicator. */
@Controller
@RequestMapping("/barometre")
class BarometerController {
    private static final int FOUND = 20, CHILDREN = 120, QUESTIONS = 20;
    static final String INDICATOR = "/indicateurs/{code:[A-Za-z0-9-]+}";

    private final Indicators indicators;
    private final Readings readings;
    private final Territories territories;
    private final Subjects subjects;
    private final FigureQuestions questions;
    private final Traces traces;
    private final CivicClock clock;

    BarometerController(
            Indicators indicators,
            Readings readings,
            Territories territories,
            Subjects subjects,
            FigureQuestions questions,
            Traces traces,
            CivicClock clock) {
        this.indicators = indicators;
        this.readings = readings;
        this.territories = territories;
        this.subjects = subjects;
        this.questions = questions;
        this.traces = traces;
        this.clock = clock;
    }

    @GetMapping
    BarometerPage index(Visit visit) {
        var country = country();
        var all = indicators.list(visit.actor());
        var standings = readings.listStandings(List.of(country.id()), all, null).getOrDefault(country.id(), Map.of());
        return new BarometerPage(
                country, all, standings, engagements(all, standings, visit), clock.today(), visit.actor());
    }

    private List<BarometerPage.Engagement> engagements(
            List<Indicator> all, Map<Integer, Standing> standings, Visit visit) {
        Map<String, List<Indicators.Tie>> ties = indicators.listTies(List.of()).stream()
                .filter(t -> t.about().contains("/engagements/"))
                .collect(Collectors.groupingBy(Indicators.Tie::about, TreeMap::new, Collectors.toList()));
        if (ties.isEmpty()) return List.of();
        var byId = all.stream().collect(Collectors.toMap(Indicator::id, Function.identity()));
        var names = subjects.list(visit).stream().collect(Collectors.toMap(Choice::value, Choice::label));
        var engagements = new ArrayList<BarometerPage.Engagement>();
        ties.forEach((about, of) -> {
            String name = names.get(about);
            // What is tied to a plan that is no longer shown is not shown either.
            if (name == null) return;
            engagements.add(new BarometerPage.Engagement(
                    about,
                    name,
                    of.stream()
                            .filter(t -> byId.containsKey(t.indicator()))
                            .map(t -> {
                                var standing = standings.get(t.indicator());
                                return new BarometerPage.Part(
                                        java.util.Objects.requireNonNull(byId.get(t.indicator())),
                                        t.weight(),
                                        standing == null ? null : standing.rate());
                            })
                            .toList()));
        });
        return engagements;
    }

    private Territory country() {
        return territories.get(Territory.COUNTRY);
    }

    /** Finds one's own; where a name or a postcode is that of one alone, goes there. */
    @GetMapping("/territoires")
    Page territories(@RequestParam(defaultValue = "") String q) {
        var found = territories.search(q, FOUND);
        if (found.size() == 1)
            return new Redirect("/barometre/territoires/" + found.getFirst().code());
        Map<String, List<Territory>> byRegion =
                territories.list(Level.DEPT).stream().collect(Collectors.groupingBy(t -> String.valueOf(t.parent())));
        return new TerritoriesPage(
                q.isBlank() ? null : q.strip(),
                found,
                territories.list(Level.REG).stream()
                        .map(r -> new TerritoriesPage.Region(r, byRegion.getOrDefault(r.code(), List.of())))
                        .toList(),
                territories.listContours(Level.DEPT),
                territories.source());
    }

    /** A commune that became part of another leads there. */
    @GetMapping("/territoires/{code:[A-Z]+-[A-Z0-9]+}")
    Page territory(@PathVariable String code, @RequestParam(defaultValue = "") String date, Visit visit) {
        var day = day(date);
        var found = territories.find(code);
        if (found.isEmpty()) {
            var merged = territories.findMerged(code);
            if (merged.isPresent())
                return new Redirect("/barometre/territoires/" + merged.get().code());
        }
        var territory = found.orElseGet(() -> territories.get(code));
        var around = territories.listAround(territory);
        var all = indicators.list(null);
        return new TerritoryPage(
                territory,
                around,
                all,
                readings.listStandings(around.stream().map(Territory::id).toList(), all, day),
                readings.listOutlooks(territory, null, clock.zone()),
                // Communes are found by their names: a list of hundreds leads nobody to theirs.
                territory.level() == Level.DEPT ? List.of() : territories.listIn(territory, CHILDREN),
                day,
                clock.today());
    }

    static @Nullable LocalDate day(String date) {
        if (date.isBlank()) return null;
        try {
            return LocalDate.parse(date.strip());
        } catch (DateTimeException e) {
            throw new BadInput("barometer.date.bad");
        }
    }

    /** The codes that the files have lead to ours. */
    @GetMapping("/territoires/{zone:FRANCE|[RDC][0-9][0-9AB][0-9]*}")
    Redirect zone(@PathVariable String zone) {
        return new Redirect("/barometre/territoires/" + ReadingText.code(zone, null));
    }

    @GetMapping(INDICATOR)
    IndicatorPage show(
            @PathVariable String code,
            @RequestParam(name = "territoire", required = false) @Nullable List<String> asked,
            @RequestParam(defaultValue = "") String maille,
            @RequestParam(defaultValue = "") String carte,
            @RequestParam(defaultValue = "") String date,
            Visit visit) {
        var indicator = indicators.get(code, visit.actor());
        var level = level(indicator, maille);
        var day = day(date);
        var compared = compared(asked == null ? List.of() : asked);
        var country = country();
        var others = new ArrayList<>(compared.stream().map(Territory::id).toList());
        others.add(country.id());
        var standings = readings.listStandings(indicator, level, others, day);
        var all = territories.list(level).stream()
                .filter(t -> !isApart(t) || standings.containsKey(t.id()))
                .toList();
        boolean byRate = carte.equals("taux");
        var contours = territories.listContours(level);
        var here = compared.isEmpty() ? country : compared.getFirst();
        return new IndicatorPage(
                indicator,
                level,
                compared,
                country,
                all,
                standings,
                byRate,
                Choropleth.of(contours, values(all, standings, byRate)),
                readings.listHistories(indicator, others),
                readings.listOutlooks(here, indicator, clock.zone()).getOrDefault(indicator.id(), List.of()),
                indicators.listTies(indicator),
                questions.list(indicator, here, QUESTIONS),
                clock.zone(),
                traces.of(thing(indicator), clock.today()),
                day,
                clock.today(),
                visit.actor());
    }

    /** Collectivities overseas: told of only where there is something to tell. */
    private static boolean isApart(Territory territory) {
        return territory.official().length() > 2 && territory.level() == Level.REG
                || territory.official().startsWith("98")
                || List.of("975", "977", "978").contains(territory.official());
    }

    static Thing thing(Indicator indicator) {
        return new Thing(indicator.path(), Thing.Kind.INDICATOR, null, indicator.name(), null, indicator.fictional());
    }

    private static Level level(Indicator indicator, String maille) {
        if (maille.isEmpty()) return IndicatorPage.usual(indicator);
        return Level.find(maille)
                .filter(l -> l == Level.REG || l == Level.DEPT)
                .orElseThrow(() -> new BadInput("barometer.level.bad"));
    }

    private List<Territory> compared(List<String> asked) {
        var codes = asked.stream()
                .map(c -> c.strip().toUpperCase(java.util.Locale.ROOT))
                .filter(c -> !c.isEmpty() && !c.equals(Territory.COUNTRY))
                .distinct()
                .toList();
        if (codes.size() > IndicatorPage.MOST_COMPARED)
            throw new BadInput("barometer.compare.many", IndicatorPage.MOST_COMPARED);
        var found = territories.find(codes);
        return codes.stream()
                .map(c -> {
                    var territory = found.get(c);
                    if (territory == null) throw new BadInput("barometer.territory.unknown", c);
                    return territory;
                })
                .toList();
    }

    /** What the map shows, by code: a null value is hidden. */
    private static Map<String, @Nullable BigDecimal> values(
            List<Territory> territories, Map<Integer, Standing> standings, boolean byRate) {
        Map<String, @Nullable BigDecimal> values = new HashMap<>();
        for (var territory : territories) {
            var standing = standings.get(territory.id());
            if (standing == null) continue;
            BigDecimal value = byRate ? standing.rate() : standing.value();
            if (value != null || standing.isHidden()) values.put(territory.code(), value);
        }
        return values;
    }

    /** The map of an indicator. */
    Choropleth map(Indicator indicator, Level level, boolean byRate, @Nullable LocalDate day) {
        return Choropleth.of(
                territories.listContours(level),
                values(territories.list(level), readings.listStandings(indicator, level, List.of(), day), byRate));
    }

    @GetMapping("/cartes/{code:[A-Za-z0-9-]+}")
    EmbeddedMapPage embedded(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String maille,
            @RequestParam(defaultValue = "") String carte) {
        var indicator = indicators.get(code, null);
        var level = level(indicator, maille);
        boolean byRate = carte.equals("taux");
        return new EmbeddedMapPage(indicator, level, map(indicator, level, byRate, null), byRate);
    }

    @GetMapping(INDICATOR + "/lignage")
    LineagePage lineage(
            @PathVariable String code, @RequestParam(defaultValue = Territory.COUNTRY) String territoire, Visit visit) {
        var indicator = indicators.get(code, visit.actor());
        var territory = territories.get(territoire);
        return new LineagePage(indicator, territory, readings.listLineage(indicator, territory), visit.actor());
    }

    /** What a program reads of an indicator on a page. */
    Map<String, Object> json(Indicator indicator, Level level, @Nullable LocalDate day) {
        var body = new LinkedHashMap<String, Object>();
        body.put("licence", indicator.licence());
        body.put("indicator", indicator.code());
        body.put("name", indicator.name());
        body.put("definition", indicator.definition());
        body.put("unit", indicator.unit());
        body.put("direction", indicator.direction());
        body.put("source", indicator.source());
        body.put("edition", indicator.edition());
        body.put("fictional", indicator.fictional());
        body.put("level", level);
        var all = new ArrayList<>(territories.list(level));
        all.addFirst(country());
        var standings =
                readings.listStandings(indicator, level, List.of(all.getFirst().id()), day);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var territory : all) {
            var standing = standings.get(territory.id());
            if (standing == null) continue;
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("territory", territory.code());
            row.put("name", territory.name());
            row.put("initial", told(standing.initial()));
            row.put("current", told(standing.current()));
            row.put("target", told(standing.target()));
            row.put("progress", standing.rate());
            rows.add(row);
        }
        body.put("territories", rows);
        return body;
    }

    private static @Nullable Map<String, @Nullable Object> told(@Nullable Reading reading) {
        if (reading == null) return null;
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("date", reading.on());
        told.put("value", reading.hidden() ? null : reading.value());
        told.put("hidden", reading.hidden());
        told.put("provisional", reading.provisional());
        told.put("derived", reading.derived());
        told.put("revision", reading.revision());
        return told;
    }
}
