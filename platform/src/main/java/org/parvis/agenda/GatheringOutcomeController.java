package org.parvis.agenda;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.files.BadFile;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** What came of a gathering, and its trace. */
@Controller
@RequestMapping("/agenda/{slug:[a-z0-9-]+}")
class GatheringOutcomeController {
    private static final String ONE = "/suites/{number:[0-9]{1,6}}";

    private final Gatherings gatherings;
    private final GatheringOutcomes outcomes;
    private final Files files;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    GatheringOutcomeController(
            Gatherings gatherings,
            GatheringOutcomes outcomes,
            Files files,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.gatherings = gatherings;
        this.outcomes = outcomes;
        this.files = files;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping("/fil")
    Page trace(@PathVariable String slug, Visit visit) {
        return tracePages.page(gatherings.get(slug, null).path(), visit);
    }

    @GetMapping("/fil.json")
    ResponseEntity<?> traceJson(@PathVariable String slug, Visit visit) {
        return tracePages.json(gatherings.get(slug, null).path(), visit);
    }

    @GetMapping("/suites")
    OutcomesPage index(@PathVariable String slug, Visit visit) {
        var gathering = gatherings.get(slug, visit.actor());
        return new OutcomesPage(gathering, outcomes.list(gathering, visit.actor()), visit.actor());
    }

    @GetMapping(ONE)
    OutcomePage show(@PathVariable String slug, @PathVariable int number, Visit visit) {
        var gathering = gatherings.get(slug, visit.actor());
        var it = outcomes.get(gathering, number, visit.actor());
        var day = clock.today();
        return new OutcomePage(
                gathering,
                it,
                traces.find(it.path(), day).map(thing -> traces.of(thing, day)).orElse(null),
                visit.actor());
    }

    @GetMapping(ONE + "/fil")
    Page outcomeTrace(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.page(
                outcomes.get(gatherings.get(slug, null), number, null).path(), visit);
    }

    @GetMapping(ONE + "/fil.json")
    ResponseEntity<?> outcomeTraceJson(@PathVariable String slug, @PathVariable int number, Visit visit) {
        return tracePages.json(
                outcomes.get(gatherings.get(slug, null), number, null).path(), visit);
    }

    @GetMapping("/suites/nouvelle")
    OutcomeFormPage form(@PathVariable String slug, Actor actor, Visit visit) {
        return page(gatherings.getOrganised(slug, actor), null, OutcomeForm.of(Map.of()), List.of(), visit);
    }

    @PostMapping("/suites")
    Page create(
            @PathVariable String slug,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        return take(gatherings.getOrganised(slug, actor), null, fields, upload, actor, visit);
    }

    @GetMapping(ONE + "/modification")
    Page change(@PathVariable String slug, @PathVariable int number, Actor actor, Visit visit) {
        var gathering = gatherings.getOrganised(slug, actor);
        var it = outcomes.get(gathering, number, actor);
        return it.isPublic() ? new Redirect(it.path()) : page(gathering, it, OutcomeForm.of(it), List.of(), visit);
    }

    /** Keeps the draft, and with « publier » publishes it. */
    @PostMapping(ONE + "/modification")
    Page change(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam Map<String, String> fields,
            @RequestParam(name = "fichier", required = false) @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        var gathering = gatherings.getOrganised(slug, actor);
        return take(gathering, outcomes.get(gathering, number, actor), fields, upload, actor, visit);
    }

    @PostMapping(ONE + "/suppression")
    Redirect remove(@PathVariable String slug, @PathVariable int number, Actor actor) {
        outcomes.remove(actor, slug, number);
        return new Redirect("/agenda/" + slug + "/suites");
    }

    private Page take(
            Gathering gathering,
            @Nullable GatheringOutcome it,
            Map<String, String> fields,
            @Nullable MultipartFile upload,
            Actor actor,
            Visit visit)
            throws IOException {
        var form = OutcomeForm.of(fields);
        var mistakes = form.mistakes(
                workshops(gathering, visit).stream().map(Choice::value).toList(), visit);
        if (!mistakes.isEmpty()) return page(gathering, it, form, mistakes, visit);
        StoredFile file = null;
        if (upload != null && !upload.isEmpty())
            try (InputStream content = upload.getInputStream()) {
                file = files.store(
                        content, Objects.requireNonNullElse(upload.getOriginalFilename(), ""), actor.personId());
            } catch (BadFile bad) {
                return page(gathering, it, form, List.of(bad.at("fichier", visit)), visit);
            }
        try {
            int number = outcomes.write(actor, gathering.slug(), it == null ? null : it.number(), form.sheet(), file);
            if ("publier".equals(fields.get("acte"))) outcomes.publish(actor, gathering.slug(), number);
            return new Redirect(gathering.path() + "/suites/" + number);
        } catch (BadInput refused) {
            return page(gathering, it, form, List.of(new Mistake("lien", refused.sentence(visit))), visit);
        }
    }

    private OutcomeFormPage page(
            Gathering gathering, @Nullable GatheringOutcome it, OutcomeForm form, List<Mistake> mistakes, Visit visit) {
        return new OutcomeFormPage(gathering, it, form, workshops(gathering, visit), mistakes);
    }

    private List<Choice> workshops(Gathering gathering, Visit visit) {
        return gatherings.getProgramme(gathering).workshops().stream()
                .map(w -> new Choice(Integer.toString(w.number()), visit.in(w.title())))
                .toList();
    }
}
