package org.parvis.agenda;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.participation.Consultation;
import org.parvis.participation.Consultations;
import org.parvis.plan.Subjects;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Role;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/agenda")
class GatheringController {
    private static final String SLUG = "/{slug:[a-z0-9-]+}";

    private final Gatherings gatherings;
    private final Places places;
    private final Cycles cycles;
    private final Materials materials;
    private final GatheringReports reports;
    private final GatheringOutcomes outcomes;
    private final Subjects subjects;
    private final Consultations consultations;
    private final Organisations organisations;
    private final Traces traces;
    private final CivicClock clock;

    GatheringController(
            Gatherings gatherings,
            Places places,
            Cycles cycles,
            Materials materials,
            GatheringReports reports,
            GatheringOutcomes outcomes,
            Subjects subjects,
            Consultations consultations,
            Organisations organisations,
            Traces traces,
            CivicClock clock) {
        this.gatherings = gatherings;
        this.places = places;
        this.cycles = cycles;
        this.materials = materials;
        this.reports = reports;
        this.outcomes = outcomes;
        this.subjects = subjects;
        this.consultations = consultations;
        this.organisations = organisations;
        this.traces = traces;
        this.clock = clock;
    }

    @GetMapping(SLUG)
    GatheringPage show(@PathVariable String slug, Visit visit) {
        var gathering = gatherings.get(slug, visit.actor());
        var day = clock.today();
        return new GatheringPage(
                gathering,
                gatherings.getWhole(gathering),
                places.list(gathering),
                cycles.find(gathering.seriesId()).orElse(null),
                materials.list(gathering),
                reports.find(gathering).orElse(null),
                outcomes.list(gathering, null),
                clock.now(),
                traces.find(gathering.path(), day)
                        .map(thing -> traces.of(thing, day))
                        .orElseGet(() -> nothing(gathering)),
                visit.actor());
    }

    /** A draft has no trace yet. */
    private static Trace nothing(Gathering draft) {
        return new Trace(
                new Thing(draft.path(), Thing.Kind.GATHERING, null, draft.title(), draft.day(), draft.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping("/nouvelle")
    GatheringFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        return page(null, false, blank(visit, actor, false), List.of(), actor, visit);
    }

    private GatheringForm blank(Visit visit, Actor actor, boolean proposal) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("fuseau", clock.zone().getId());
        fields.add("langues", "fr");
        fields.add("inscription", "oui");
        fields.add("initiative", (proposal ? College.Side.SOCIETY : College.Side.ADMINISTRATION).name());
        var own = organisers(null, proposal, actor, visit);
        if (own.size() == 1) fields.add("organisateurs", own.getFirst().value());
        fields.add("objet", subjects.usual());
        return GatheringForm.of(fields);
    }

    @PostMapping
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        return take(null, false, fields, actor, visit, sheet -> gatherings.create(actor, sheet));
    }

    @GetMapping(SLUG + "/modification")
    GatheringFormPage change(@PathVariable String slug, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        var form = GatheringForm.of(gathering, gatherings.listSpeakers(gathering), own(gathering));
        return page(gathering, false, form, List.of(), actor, visit);
    }

    /** The quotas of the gathering itself, without those of its workshops. */
    private List<Quota> own(Gathering gathering) {
        return places.list(gathering).stream().filter(q -> q.workshop() == null).toList();
    }

    @PostMapping(SLUG + "/modification")
    Page change(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        return take(
                gatherings.getOrganised(slug, actor),
                false,
                fields,
                actor,
                visit,
                sheet -> gatherings.change(actor, slug, sheet));
    }

    private Page take(
            @Nullable Gathering gathering,
            boolean proposal,
            MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit,
            Consumer<Gatherings.Sheet> act) {
        var form = GatheringForm.of(fields);
        var mistakes = form.mistakes(
                values(subjects.list(visit)),
                values(books(visit)),
                values(organisers(gathering, proposal, actor, visit)),
                visit);
        if (!mistakes.isEmpty()) return page(gathering, proposal, form, mistakes, actor, visit);
        try {
            act.accept(form.sheet());
        } catch (BadInput bad) {
            return page(gathering, proposal, form, List.of(new Mistake(field(bad), bad.sentence(visit))), actor, visit);
        }
        return new Redirect("/agenda/" + form.slug());
    }

    private static String field(BadInput bad) {
        String key = String.valueOf(bad.getMessage());
        return key.startsWith("agenda.places")
                ? "places"
                : key.startsWith("agenda.organiser") ? "organisateurs" : "adresse";
    }

    private static List<String> values(List<Choice> choices) {
        return choices.stream().map(Choice::value).toList();
    }

    private GatheringFormPage page(
            @Nullable Gathering gathering,
            boolean proposal,
            GatheringForm form,
            List<Mistake> mistakes,
            Actor actor,
            Visit visit) {
        return new GatheringFormPage(
                gathering,
                proposal,
                form,
                subjects.list(visit),
                books(visit),
                organisers(gathering, proposal, actor, visit),
                mistakes);
    }

    /** Whom it may be held by: all organisations, or those of the association that proposes. */
    private List<Choice> organisers(@Nullable Gathering gathering, boolean proposal, Actor actor, Visit visit) {
        var names = proposal
                ? gatherings.listProposers(actor)
                : organisations.list().stream().map(Organisation::name).toList();
        return names.stream().map(o -> new Choice(o.slug(), visit.in(o.full()))).toList();
    }

    private List<Choice> books(Visit visit) {
        return consultations.list(null).stream()
                .map((Consultation c) -> new Choice(c.path(), visit.in(c.title())))
                .toList();
    }

    /** Steps of its life that are taken from a page of their own, since each asks for words. */
    @GetMapping(SLUG + "/etapes")
    GatheringStepsPage steps(@PathVariable String slug, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        return new GatheringStepsPage(
                gathering, gatherings.getWhole(gathering).steps(), clock.now(), actor, new LinkedMultiValueMap<>(), "");
    }

    @PostMapping(SLUG + "/etapes")
    Page advance(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        try {
            String step = String.valueOf(fields.getFirst("etape"));
            switch (step) {
                case "PUBLISHED" -> gatherings.publish(actor, slug);
                case "POSTPONED" -> {
                    var typed = Typed.of(fields);
                    var starts = typed.moment("debut", gathering.zone());
                    var ends = typed.moment("fin", gathering.zone());
                    if (starts == null || ends == null) throw new BadInput("agenda.form.debut.bad");
                    gatherings.postpone(actor, slug, starts, ends, reason(fields, "motif_report"));
                }
                case "CANCELLED" -> gatherings.cancel(actor, slug, reason(fields, "motif_annulation"));
                case "ACCEPTED", "DECLINED" ->
                    gatherings.answer(actor, slug, step.equals("ACCEPTED"), reason(fields, "reponse"));
                default -> throw new BadInput("agenda.step.bad");
            }
        } catch (BadInput bad) {
            return new GatheringStepsPage(
                    gathering, gatherings.getWhole(gathering).steps(), clock.now(), actor, fields, bad.sentence(visit));
        }
        return new Redirect(
                gathering.standing() == Gathering.Standing.PROPOSED ? "/agenda/propositions" : gathering.path());
    }

    private static Bilingual reason(MultiValueMap<String, String> fields, String name) {
        String fr = typed(fields, name), en = typed(fields, name + "_en");
        if (fr.isEmpty() || fr.length() > 2_000 || en.length() > 2_000) throw new BadInput("agenda.reason.missing");
        return new Bilingual(fr, en);
    }

    private static String typed(MultiValueMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return Typed.clean(value);
    }

    @GetMapping("/propositions")
    ProposalsPage proposals(Visit visit) {
        return new ProposalsPage(gatherings.listProposals(), visit.actor());
    }

    @GetMapping("/propositions/nouvelle")
    GatheringFormPage propose(Actor actor, Visit visit) {
        mustPropose(actor);
        return page(null, true, blank(visit, actor, true), List.of(), actor, visit);
    }

    @PostMapping("/propositions")
    Page propose(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        mustPropose(actor);
        fields.set("initiative", College.Side.SOCIETY.name());
        var page = take(null, true, fields, actor, visit, sheet -> gatherings.propose(actor, sheet));
        return page instanceof Redirect ? new Redirect("/agenda/propositions") : page;
    }

    private void mustPropose(Actor actor) {
        if (gatherings.listProposers(actor).isEmpty()) throw new Forbidden();
    }
}
