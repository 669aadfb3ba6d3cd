package org.parvis.panels;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
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
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Panels: read, prepared, opened, closed. */
@Controller
@RequestMapping("/panels")
class PanelController {
    private static final String SLUG = "/{slug:[a-z0-9-]+}";
    private static final int LONGEST_REASON = 2_000;

    private final Panels panels;
    private final Volunteers volunteers;
    private final Seats seats;
    private final Organisations organisations;
    private final Subjects subjects;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    PanelController(
            Panels panels,
            Volunteers volunteers,
            Seats seats,
            Organisations organisations,
            Subjects subjects,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.panels = panels;
        this.volunteers = volunteers;
        this.seats = seats;
        this.organisations = organisations;
        this.subjects = subjects;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping
    PanelsPage index(Visit visit) {
        return new PanelsPage(panels.list(visit.actor()), clock.now(), visit.actor());
    }

    @GetMapping(SLUG)
    PanelPage show(@PathVariable String slug, Visit visit) {
        var panel = panels.get(slug, visit.actor());
        var day = clock.today();
        return new PanelPage(
                panel,
                panels.listFeatures(panel),
                volunteers.count(panel),
                seats.list(panel),
                panels.listSteps(panel),
                traces.find(panel.path(), day)
                        .map(thing -> traces.of(thing, day))
                        .orElseGet(() -> nothing(panel)),
                clock.now(),
                visit.actor());
    }

    /** A draft has no trace yet. */
    private static Trace nothing(Panel draft) {
        return new Trace(
                new Thing(draft.path(), Thing.Kind.DRAW, null, draft.title(), null, draft.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping(SLUG + "/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(panels.get(slug, null).path(), visit);
    }

    @GetMapping(SLUG + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(panels.get(slug, null).path(), visit);
    }

    @GetMapping("/nouveau")
    PanelFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("fuseau", clock.zone().getId());
        fields.add("foyer", "oui");
        var organisers = organisers(actor, visit);
        if (organisers.size() == 1)
            fields.add("organisation", organisers.getFirst().value());
        fields.add("objet", subjects.usual());
        return page(null, PanelForm.of(fields), List.of(), actor, visit);
    }

    @PostMapping
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        return take(null, fields, actor, visit);
    }

    @GetMapping(SLUG + "/modification")
    PanelFormPage change(@PathVariable String slug, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        if (panel.isPublic()) throw new BadInput("panels.form.opened");
        return page(panel, PanelForm.of(panel, panels.listFeatures(panel)), List.of(), actor, visit);
    }

    @PostMapping(SLUG + "/modification")
    Page change(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return take(panels.getOrganised(slug, actor), fields, actor, visit);
    }

    private Page take(@Nullable Panel panel, MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var form = PanelForm.of(fields);
        var mistakes = form.mistakes(
                subjects.list(visit).stream().map(Choice::value).toList(),
                organisers(actor, visit).stream().map(Choice::value).toList(),
                clock.today(),
                visit);
        if (!mistakes.isEmpty()) return page(panel, form, mistakes, actor, visit);
        try {
            if (panel == null) panels.create(actor, form.sheet(visit));
            else panels.change(actor, panel.slug(), form.sheet(visit));
        } catch (BadInput bad) {
            return page(panel, form, List.of(new Mistake("adresse", bad.sentence(visit))), actor, visit);
        }
        return new Redirect("/panels/" + form.slug());
    }

    private PanelFormPage page(
            @Nullable Panel panel, PanelForm form, List<Mistake> mistakes, Actor actor, Visit visit) {
        return new PanelFormPage(panel, form, subjects.list(visit), organisers(actor, visit), mistakes);
    }

    /** Those for whom this person acts. */
    private List<Choice> organisers(Actor actor, Visit visit) {
        return organisations.list().stream()
                .filter(o -> Panels.mayOrganise(actor, o.name().slug()))
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
    }

    /** Steps of its life, each from a form of its own. */
    @GetMapping(SLUG + "/etapes")
    PanelStepsPage steps(@PathVariable String slug, Actor actor) {
        return steps(panels.getOrganised(slug, actor), Typed.NOTHING, List.of());
    }

    private PanelStepsPage steps(Panel panel, Typed typed, List<Mistake> mistakes) {
        return new PanelStepsPage(panel, panels.listFeatures(panel), clock.now(), typed, mistakes);
    }

    @PostMapping(SLUG + "/etapes")
    Page advance(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var panel = panels.getOrganised(slug, actor);
        var typed = Typed.of(fields);
        String step = typed.get("etape");
        try {
            switch (step) {
                case "OPENED" -> panels.open(actor, slug);
                case "EXTENDED" -> {
                    var date = typed.date("cloture");
                    if (date == null) throw new BadInput("panels.form.cloture.bad");
                    panels.extend(actor, slug, date, reason(typed, "motif_prolongation"));
                }
                case "CLOSED" -> panels.close(actor, slug, reason(typed, "motif_fermeture"));
                case "AMENDED" ->
                    panels.amend(
                            actor,
                            slug,
                            PanelStepsPage.bounds(panels.listFeatures(panel), typed),
                            reason(typed, "motif_quotas"));
                case "CANCELLED" -> panels.cancel(actor, slug, reason(typed, "motif_abandon"));
                default -> throw new BadInput("panels.step.bad");
            }
        } catch (BadInput bad) {
            return steps(panel, typed, List.of(new Mistake(PanelStepsPage.field(step), bad.sentence(visit))));
        }
        return new Redirect(panel.path());
    }

    /** @throws BadInput where none is given, or it is a book */
    static Bilingual reason(Typed typed, String name) {
        if (typed.isEmpty(name) || typed.isLonger(name, LONGEST_REASON)) throw new BadInput("panels.step.reason.bad");
        return typed.text(name);
    }
}
