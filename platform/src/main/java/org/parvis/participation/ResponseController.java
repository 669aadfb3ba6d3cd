package org.parvis.participation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.parvis.house.CivicClock;
import org.parvis.trace.TracePages;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Reasoned responses: what awaits one, writing one to many at once, reading them. */
@Controller
class ResponseController {
    private static final String ALL = "/consultations/{slug:[a-z0-9-]+}/reponses", ONE = "/reponses/{id:[0-9]{1,18}}";
    private static final int SHOWN = 100;

    private final Consultations consultations;
    private final Contributions contributions;
    private final ContributionLists lists;
    private final Responses responses;
    private final Coverages coverages;
    private final Traces traces;
    private final TracePages tracePages;
    private final CivicClock clock;

    ResponseController(
            Consultations consultations,
            Contributions contributions,
            ContributionLists lists,
            Responses responses,
            Coverages coverages,
            Traces traces,
            TracePages tracePages,
            CivicClock clock) {
        this.consultations = consultations;
        this.contributions = contributions;
        this.lists = lists;
        this.responses = responses;
        this.coverages = coverages;
        this.traces = traces;
        this.tracePages = tracePages;
        this.clock = clock;
    }

    @GetMapping(ALL)
    CoveragePage coverage(@PathVariable String slug, Visit visit) {
        var consultation = consultations.get(slug, visit.actor());
        return new CoveragePage(consultation, coverages.of(consultation), clock.today(), visit.actor());
    }

    @GetMapping(ALL + "/a-donner")
    ToAnswerPage toAnswer(@PathVariable String slug, @RequestParam Map<String, String> parameters, Actor actor) {
        var consultation = answerable(slug, actor);
        var asked = ContributionFilter.of(parameters);
        var filter = new ContributionFilter(
                asked.sort() == ContributionFilter.Sort.RANDOM ? ContributionFilter.Sort.RECENT : asked.sort(),
                asked.theme(),
                asked.paragraph(),
                null,
                true,
                asked.words(),
                0,
                asked.from(),
                asked.backwards());
        return new ToAnswerPage(consultation, filter, lists.list(consultation, filter));
    }

    @GetMapping(ALL + "/nouvelle")
    ResponseFormPage form(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor) {
        var consultation = answerable(slug, actor);
        var chosen = chosen(fields);
        if (chosen.isEmpty()) throw new BadInput("participation.answer.none");
        return page(consultation, chosen, actor, ResponseForm.blank(), List.of());
    }

    @PostMapping(ALL)
    Page create(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var consultation = answerable(slug, actor);
        var form = ResponseForm.of(fields.toSingleValueMap());
        var chosen = chosen(fields);
        var answer = form.answer(visit);
        if (answer == null)
            return page(
                    consultation,
                    chosen,
                    actor,
                    form,
                    List.of(new Mistake("issue", visit.say("participation.answer.outcome"))));
        try {
            return new Redirect(Response.path(responses.answer(actor, consultation, chosen, answer)));
        } catch (BadInput refused) {
            return page(
                    consultation, chosen, actor, form, List.of(new Mistake(field(refused), refused.sentence(visit))));
        }
    }

    private static String field(BadInput refused) {
        return switch (String.valueOf(refused.getMessage())) {
            case "participation.answer.merged" -> "fusion";
            case "participation.answer.leads", "trace.twice", "trace.circle" -> "suites";
            default -> "motif";
        };
    }

    private Consultation answerable(String slug, Actor actor) {
        var consultation = consultations.get(slug, actor);
        if (consultation.answerers(actor).isEmpty()) throw new Forbidden();
        return consultation;
    }

    private static Set<Long> chosen(MultiValueMap<String, String> fields) {
        return fields.getOrDefault("contribution", List.of()).stream()
                .filter(c -> c.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ResponseFormPage page(
            Consultation consultation, Set<Long> chosen, Actor actor, ResponseForm form, List<Mistake> mistakes) {
        var found = contributions.listOf(consultation, chosen);
        if (found.isEmpty()) throw new NotFound("contributions to answer");
        return new ResponseFormPage(consultation, found, consultation.answerers(actor), form, mistakes);
    }

    @GetMapping(ONE)
    ResponsePage show(@PathVariable long id) {
        var response = responses.get(id);
        var day = clock.today();
        return new ResponsePage(
                consultations.get(response.consultationId()),
                response,
                lists.listAnsweredBy(id, SHOWN),
                traces.find(response.path(), day)
                        .map(thing -> traces.of(thing, day))
                        .orElseThrow(() -> new NotFound("response " + id)));
    }

    @GetMapping(ONE + "/fil")
    Page trace(@PathVariable long id, Visit visit) {
        return tracePages.page(Response.path(id), visit);
    }

    @GetMapping(ONE + "/fil.json")
    ResponseEntity<?> traceJson(@PathVariable long id, Visit visit) {
        return tracePages.json(Response.path(id), visit);
    }
}
