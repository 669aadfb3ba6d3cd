package org.parvis.accelerator;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.parvis.agenda.Gatherings;
import org.parvis.agenda.Hours;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
import org.parvis.web.Csv;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Slug;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cohorts: read, prepared, opened, followed. */
@Controller
@RequestMapping("/accelerateur")
class CohortController {
    private static final String COHORT = "/promotions/{slug:[a-z0-9-]+}", MADE = "/appels/{slug:[a-z0-9-]+}/promotion";
    private static final int MOST_GATHERINGS = 200;

    private final Calls calls;
    private final Cohorts cohorts;
    private final Initiatives initiatives;
    private final Needs needs;
    private final Gatherings gatherings;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    CohortController(
            Calls calls,
            Cohorts cohorts,
            Initiatives initiatives,
            Needs needs,
            Gatherings gatherings,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.calls = calls;
        this.cohorts = cohorts;
        this.initiatives = initiatives;
        this.needs = needs;
        this.gatherings = gatherings;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping(COHORT)
    CohortPage show(@PathVariable String slug, Visit visit) {
        var cohort = cohorts.get(slug, visit.actor());
        var today = clock.today();
        var supported = initiatives.list(cohort, visit.actor());
        return new CohortPage(
                cohort,
                supported,
                needs.list(supported),
                cohorts.listSteps(cohort),
                traces.find(cohort.path(), today)
                        .map(thing -> traces.of(thing, today))
                        .orElseGet(() -> nothing(cohort)),
                today,
                visit.actor());
    }

    /** What nobody sees yet has no trace. */
    private static Trace nothing(Cohort cohort) {
        return new Trace(
                new Thing(cohort.path(), Thing.Kind.COHORT, null, cohort.title(), null, cohort.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping(COHORT + "/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(cohorts.get(slug, null).path(), visit);
    }

    @GetMapping(COHORT + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(cohorts.get(slug, null).path(), visit);
    }

    @GetMapping(MADE)
    Page form(@PathVariable String slug, Actor actor) {
        var call = calls.getOrganised(slug, actor);
        var made = cohorts.findOf(slug, actor);
        if (made.isPresent()) return new Redirect(made.get().path());
        cohorts.mustHaveChosen(call);
        var values = new HashMap<String, String>();
        values.put("debut", clock.today().toString());
        values.put("fin", clock.today().plusMonths(3).minusDays(1).toString());
        return page(call, new SupportForm(new Typed(values)), List.of());
    }

    private CohortFormPage page(Call call, SupportForm form, List<Mistake> mistakes) {
        return new CohortFormPage(call, cohorts.countSelected(call), form, mistakes);
    }

    @PostMapping(MADE)
    Page create(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var form = SupportForm.of(fields);
        var mistakes = new ArrayList<Mistake>();
        form.mustHave("titre", 200, mistakes, visit);
        form.mustHave("resume", 500, mistakes, visit);
        if (!Slug.isOne(form.get("adresse")))
            mistakes.add(new Mistake("adresse", visit.say("accelerator.support.cohort.adresse.bad")));
        var starts = form.date("debut");
        var ends = form.date("fin");
        if (starts == null) mistakes.add(new Mistake("debut", visit.say("accelerator.support.field.date")));
        if (ends == null || starts != null && !ends.isAfter(starts))
            mistakes.add(new Mistake("fin", visit.say("accelerator.support.cohort.fin.bad")));
        if (mistakes.isEmpty())
            try {
                cohorts.create(
                        actor,
                        slug,
                        new Cohorts.Sheet(
                                form.get("adresse"),
                                form.text("titre"),
                                form.text("resume"),
                                Objects.requireNonNull(starts),
                                Objects.requireNonNull(ends)));
            } catch (BadInput bad) {
                mistakes.add(new Mistake("adresse", bad.sentence(visit)));
            }
        return mistakes.isEmpty()
                ? new Redirect("/accelerateur/promotions/" + form.get("adresse") + "/suivi")
                : page(call, form, mistakes);
    }

    @GetMapping(COHORT + "/suivi")
    CohortBoardPage board(@PathVariable String slug, Actor actor, Visit visit) {
        return board(cohorts.getOrganised(slug, actor), SupportForm.EMPTY, List.of(), actor, visit);
    }

    private CohortBoardPage board(Cohort cohort, SupportForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        var met = cohorts.listMeetings(cohort);
        return new CohortBoardPage(
                cohort,
                initiatives.list(cohort, actor),
                gatherings.listLatest(MOST_GATHERINGS).stream()
                        .filter(g -> !met.contains(g.path()))
                        .map(g -> new Choice(
                                g.slug(),
                                visit.in(g.title()) + " – " + Hours.of(g).days(visit)))
                        .toList(),
                clock.today(),
                form,
                mistakes);
    }

    @PostMapping(COHORT + "/suivi")
    Page act(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var cohort = cohorts.getOrganised(slug, actor);
        var form = SupportForm.of(fields);
        var mistakes = new ArrayList<Mistake>();
        String act = form.get("acte");
        if (act.equals("prolonger")) {
            form.mustHaveDate("fin", mistakes, visit);
            form.mustHave("motif", 2_000, mistakes, visit);
        }
        if (mistakes.isEmpty())
            try {
                switch (act) {
                    case "ouvrir" -> cohorts.open(actor, slug);
                    case "prolonger" ->
                        cohorts.extend(actor, slug, Objects.requireNonNull(form.date("fin")), form.text("motif"));
                    case "rencontrer" -> cohorts.meet(actor, slug, form.get("rencontre"));
                    default -> throw new BadInput("accelerator.support.act.bad");
                }
            } catch (BadInput bad) {
                mistakes.add(new Mistake(
                        switch (act) {
                            case "prolonger" -> "fin";
                            case "rencontrer" -> "rencontre";
                            default -> "contenu";
                        },
                        bad.sentence(visit)));
            }
        return mistakes.isEmpty()
                ? new Redirect(cohort.path() + (act.equals("ouvrir") ? "" : "/suivi"))
                : board(cohort, form, mistakes, actor, visit);
    }

    /** Where each initiative stands, for whoever runs the cohort; nobody is named but as they name themselves. */
    @GetMapping(COHORT + "/suivi.csv")
    void csv(@PathVariable String slug, Actor actor, HttpServletResponse response) throws IOException {
        var cohort = cohorts.getOrganised(slug, actor);
        var today = clock.today();
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + ".csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            csv.writeRecord(
                    "initiative",
                    "title",
                    "bearer",
                    "kind",
                    "theme",
                    "territory",
                    "public",
                    "open_needs",
                    "offered_needs",
                    "met_needs",
                    "milestones",
                    "done_milestones",
                    "late_days",
                    "last_check_in",
                    "pace",
                    "report_handed_at",
                    "fictional");
            for (var i : initiatives.list(cohort, actor)) {
                var p = i.progress();
                csv.writeRecord(
                        i.path(),
                        Csv.text(i.title().fr()),
                        Csv.text(i.bearer()),
                        word(i.kind()),
                        i.theme() == null ? "" : i.theme().slug(),
                        Csv.text(i.territory()),
                        Boolean.toString(i.isPublic()),
                        Integer.toString(p.openNeeds()),
                        Integer.toString(p.offeredNeeds()),
                        Integer.toString(p.metNeeds()),
                        Integer.toString(p.milestones()),
                        Integer.toString(p.doneMilestones()),
                        Long.toString(i.lateDays(today)),
                        Objects.toString(p.checkedOn(), ""),
                        p.pace() == null ? "" : word(p.pace()),
                        Objects.toString(p.handedAt(), ""),
                        Boolean.toString(i.fictional()));
            }
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
