package org.parvis.participation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.plan.Plans;
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
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

@Controller
@RequestMapping("/consultations")
class ConsultationController {
    private static final int LATEST = 4;

    private final Consultations consultations;
    private final ContributionLists lists;
    private final AnswerSheets sheets;
    private final Coverages coverages;
    private final Plans plans;
    private final Subjects subjects;
    private final Organisations organisations;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    ConsultationController(
            Consultations consultations,
            ContributionLists lists,
            AnswerSheets sheets,
            Coverages coverages,
            Plans plans,
            Subjects subjects,
            Organisations organisations,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.consultations = consultations;
        this.lists = lists;
        this.sheets = sheets;
        this.coverages = coverages;
        this.plans = plans;
        this.subjects = subjects;
        this.organisations = organisations;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping
    ConsultationsPage index(Visit visit) {
        return new ConsultationsPage(consultations.list(visit.actor()), clock.now(), visit.actor());
    }

    @GetMapping("/{slug:[a-z0-9-]+}")
    ConsultationPage show(@PathVariable String slug, Visit visit) {
        var consultation = consultations.get(slug, visit.actor());
        var day = clock.today();
        Thing about = consultation.about() == null
                ? null
                : traces.find(consultation.about().replaceFirst("#.*", ""), day).orElse(null);
        return new ConsultationPage(
                consultation,
                clock.now(),
                about,
                consultations.listChanges(consultation),
                lists.listLatest(consultation, LATEST),
                consultation.hasQuestions()
                        ? sheets.count(consultation).values().stream()
                                .mapToInt(Integer::intValue)
                                .sum()
                        : 0,
                coverages.of(consultation),
                traces.find(consultation.path(), day)
                        .map(thing -> traces.of(thing, day))
                        .orElseGet(() -> nothing(consultation)),
                visit.actor());
    }

    /** A draft has no trace yet. */
    private static Trace nothing(Consultation draft) {
        return new Trace(
                new Thing(draft.path(), Thing.Kind.CONSULTATION, null, draft.title(), null, draft.fictional()),
                List.of(),
                List.of());
    }

    @GetMapping("/{slug:[a-z0-9-]+}/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(consultations.get(slug, null).path(), visit);
    }

    @GetMapping("/{slug:[a-z0-9-]+}/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(consultations.get(slug, null).path(), visit);
    }

    @GetMapping("/nouvelle")
    ConsultationFormPage form(Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var fields = new org.springframework.util.LinkedMultiValueMap<String, String>();
        fields.add("fuseau", clock.zone().getId());
        fields.add("propositions", "oui");
        plans.findCurrent(clock.today())
                .filter(p -> p.coordinator() != null)
                .ifPresent(p -> fields.add(
                        "repond",
                        java.util.Objects.requireNonNull(p.coordinator()).slug()));
        return page(null, ConsultationForm.of(fields), List.of(), visit);
    }

    @PostMapping
    Page create(@RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        return take(null, fields, visit, sheet -> consultations.create(actor, sheet));
    }

    @GetMapping("/{slug:[a-z0-9-]+}/modification")
    ConsultationFormPage change(@PathVariable String slug, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        var consultation = consultations.get(slug, actor);
        return page(consultation, ConsultationForm.of(consultation), List.of(), visit);
    }

    @PostMapping("/{slug:[a-z0-9-]+}/modification")
    Page change(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        actor.must(Role.COORDINATOR);
        String reason = ConsultationForm.of(fields).get("motif");
        return take(
                consultations.get(slug, actor),
                fields,
                visit,
                sheet -> consultations.change(actor, slug, sheet, reason));
    }

    private Page take(
            @Nullable Consultation consultation,
            MultiValueMap<String, String> fields,
            Visit visit,
            java.util.function.Consumer<Consultations.Sheet> act) {
        var form = ConsultationForm.of(fields);
        var holders = holders(visit).stream().map(Choice::value).toList();
        var mistakes = form.mistakes(
                subjects.listWithAmbitions(visit).stream().map(Choice::value).toList(), holders, visit);
        if (!mistakes.isEmpty()) return page(consultation, form, mistakes, visit);
        try {
            act.accept(form.sheet(holders));
        } catch (BadInput bad) {
            return page(consultation, form, List.of(new Mistake("adresse", bad.sentence(visit))), visit);
        }
        return new Redirect("/consultations/" + form.get("adresse"));
    }

    @PostMapping("/{slug:[a-z0-9-]+}/etapes")
    Redirect advance(
            @PathVariable String slug,
            @RequestParam(defaultValue = "") String etape,
            @RequestParam(defaultValue = "") String conclusion,
            @RequestParam(defaultValue = "") String conclusion_en,
            Actor actor) {
        actor.must(Role.COORDINATOR);
        switch (etape) {
            case "ANNOUNCED" -> consultations.announce(actor, slug);
            case "ANSWERED" ->
                consultations.conclude(
                        actor,
                        slug,
                        Bilingual.ofNullable(
                                conclusion.replace("\0", "").strip(),
                                conclusion_en.replace("\0", "").strip()));
            case "CLOSED" -> consultations.close(actor, slug);
            default -> throw new BadInput("participation.step.bad");
        }
        return new Redirect("/consultations/" + slug);
    }

    private ConsultationFormPage page(
            @Nullable Consultation consultation, ConsultationForm form, List<Mistake> mistakes, Visit visit) {
        return new ConsultationFormPage(
                consultation, form, subjects.listWithAmbitions(visit), holders(visit), mistakes);
    }

    private List<Choice> holders(Visit visit) {
        return organisations.list().stream()
                .map(o -> new Choice(o.name().slug(), visit.in(o.name().full())))
                .toList();
    }
}
