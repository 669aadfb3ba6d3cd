package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.panels.Panels;
import org.parvis.plan.Subjects;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
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
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Calls: read, prepared, published, extended, given up; their figures. */
@Controller
@RequestMapping("/accelerateur")
class CallController {
    private static final String SLUG = "/appels/{slug:[a-z0-9-]+}";

    private final Calls calls;
    private final Cohorts cohorts;
    private final CallTallies tallies;
    private final Eligibility eligibility;
    private final Organisations organisations;
    private final Subjects subjects;
    private final Panels panels;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    CallController(
            Calls calls,
            Cohorts cohorts,
            CallTallies tallies,
            Eligibility eligibility,
            Organisations organisations,
            Subjects subjects,
            Panels panels,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.calls = calls;
        this.cohorts = cohorts;
        this.tallies = tallies;
        this.eligibility = eligibility;
        this.organisations = organisations;
        this.subjects = subjects;
        this.panels = panels;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping
    AcceleratorPage index(Visit visit) {
        var all = calls.list(visit.actor());
        return new AcceleratorPage(all, cohorts.list(visit.actor()), tallies.count(all), clock.now(), visit.actor());
    }

    @GetMapping(SLUG)
    CallPage show(@PathVariable String slug, Visit visit) {
        var call = calls.get(slug, visit.actor());
        return new CallPage(
                call,
                calls.listCriteria(call),
                calls.listRules(call),
                calls.listSteps(call),
                cohorts.findOf(slug, visit.actor()).orElse(null),
                traces.find(call.path(), clock.today())
                        .map(thing -> traces.of(thing, clock.today()))
                        .orElseGet(() -> nothing(call)),
                clock.now(),
                visit.actor());
    }

    /** A draft has no trace yet. */
    private static Trace nothing(Call draft) {
        return new Trace(
                new Thing(draft.path(), Thing.Kind.CALL, null, draft.title(), null, draft.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping(SLUG + "/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(calls.get(slug, null).path(), visit);
    }

    @GetMapping(SLUG + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(calls.get(slug, null).path(), visit);
    }

    @GetMapping(SLUG + "/bilan")
    CallTallyPage tally(@PathVariable String slug, Visit visit) {
        var call = calls.get(slug, visit.actor());
        return new CallTallyPage(call, tallies.find(call, clock.now()));
    }

    /** The same for programs, under the licence of all open data here. */
    @GetMapping(SLUG + "/bilan.json")
    ResponseEntity<Map<String, Object>> tallyJson(@PathVariable String slug) {
        var call = calls.get(slug, null);
        var body = new LinkedHashMap<String, Object>();
        body.put("licence", "etalab-2.0");
        body.put("call", call.path());
        body.put("title", call.title());
        body.put("organisation", call.organisation().slug());
        body.put("applicants", call.applicants());
        body.put("opensAt", call.opensAt());
        body.put("closesAt", call.closesAt());
        body.put("zone", call.zone().getId());
        body.put("places", call.places());
        body.put("phase", call.phase(clock.now()));
        body.put("fictional", call.fictional());
        body.put("leastShownTerritory", CallTallies.LEAST);
        var tally = tallies.find(call, clock.now());
        if (tally != null) body.put("applications", tally);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "public, no-cache")
                .body(body);
    }

    @GetMapping("/appels/nouveau")
    CallFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("fuseau", clock.zone().getId());
        fields.add("lecteurs_administration", "2");
        fields.add("lecteurs_citoyens", "3");
        fields.add("part_administration", "50");
        fields.add("comparables", "oui");
        for (var kind : ApplicantKind.values()) fields.add("candidats", kind.name());
        var organisers = organisers(actor, visit);
        if (organisers.size() == 1)
            fields.add("organisation", organisers.getFirst().value());
        fields.add("objet", subjects.usual());
        return page(null, CallForm.of(fields), List.of(), actor, visit);
    }

    @PostMapping("/appels")
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        return take(null, fields, actor, visit);
    }

    @GetMapping(SLUG + "/modification")
    CallFormPage change(@PathVariable String slug, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        if (call.isPublic()) throw new BadInput("accelerator.kept");
        return page(call, CallForm.of(call), List.of(), actor, visit);
    }

    @PostMapping(SLUG + "/modification")
    Page change(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return take(calls.getOrganised(slug, actor), fields, actor, visit);
    }

    private Page take(@Nullable Call call, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var form = CallForm.of(fields);
        var mistakes = form.mistakes(
                values(abouts(call, visit)),
                values(organisers(actor, visit)),
                values(panels(call, actor, visit)),
                clock.now(),
                visit);
        if (!mistakes.isEmpty()) return page(call, form, mistakes, actor, visit);
        try {
            if (call == null) calls.create(actor, form.sheet());
            else calls.change(actor, call.slug(), form.edition(), form.sheet());
        } catch (BadInput bad) {
            return page(call, form, List.of(new Mistake("adresse", bad.sentence(visit))), actor, visit);
        }
        String path = "/accelerateur/appels/" + form.slug();
        return new Redirect(call == null ? path + "/formulaire" : path);
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }

    private CallFormPage page(@Nullable Call call, CallForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        return new CallFormPage(
                call, form, abouts(call, visit), organisers(actor, visit), panels(call, actor, visit), mistakes);
    }

    /** Those for whom this person acts. */
    private List<Choice> organisers(Actor actor, Visit visit) {
        return organisations.list().stream()
                .filter(o -> Calls.mayOrganise(actor, o.name().slug()))
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
    }

    /** The plans and their engagements, and what it serves already. */
    private List<Choice> abouts(@Nullable Call call, Visit visit) {
        return with(subjects.list(visit), call == null ? null : call.about());
    }

    private List<Choice> panels(@Nullable Call call, Actor actor, Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var panel : panels.list(actor)) choices.add(new Choice(panel.path(), visit.in(panel.title())));
        return with(choices, call == null ? null : call.panel());
    }

    private static List<Choice> with(List<Choice> choices, @Nullable String address) {
        if (address != null && choices.stream().noneMatch(c -> c.value().equals(address)))
            choices.add(new Choice(address, address));
        return choices;
    }

    /** Steps of its life, each from a form of its own. */
    @GetMapping(SLUG + "/etapes")
    CallStepsPage steps(@PathVariable String slug, Actor actor) {
        return steps(calls.getOrganised(slug, actor), Typed.NOTHING, List.of());
    }

    private CallStepsPage steps(Call call, Typed typed, List<Mistake> mistakes) {
        return new CallStepsPage(call, clock.now(), typed, mistakes);
    }

    @PostMapping(SLUG + "/etapes")
    Page advance(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String step = typed.get("etape");
        try {
            switch (step) {
                case "PUBLISHED" -> calls.publish(actor, slug);
                case "EXTENDED" -> {
                    var closes = typed.moment("cloture", call.zone());
                    var shortlist = typed.date("preselection");
                    var announced = typed.date("annonce");
                    if (closes == null) throw new BadInput("accelerator.form.cloture.bad");
                    if (shortlist == null || announced == null) throw new BadInput("accelerator.extend.dates");
                    calls.extend(actor, slug, closes, shortlist, announced, reason(typed, "motif_prolongation"));
                }
                case "CHECKED" -> eligibility.end(actor, slug);
                case "CANCELLED" -> calls.cancel(actor, slug, reason(typed, "motif_abandon"));
                default -> throw new BadInput("accelerator.step.bad");
            }
        } catch (BadInput bad) {
            return steps(call, typed, List.of(new Mistake(CallStepsPage.field(step), bad.sentence(visit))));
        }
        return new Redirect(call.path());
    }

    /** @throws BadInput where none is given, or it is a book */
    private static Bilingual reason(Typed typed, String name) {
        if (typed.isEmpty(name) || typed.isLonger(name, 2_000)) throw new BadInput("accelerator.reason.bad");
        return typed.text(name);
    }
}
