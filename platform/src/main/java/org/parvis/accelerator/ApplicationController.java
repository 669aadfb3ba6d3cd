package org.parvis.accelerator;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Csv;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Applications once they are submitted: for those who applied, and for those who check them. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}")
class ApplicationController {
    private static final String ALL = "/candidatures", ONE = ALL + "/{number:[0-9]{1,9}}";
    private static final int LONGEST_REQUEST = 4_000, LONGEST_ANSWER = 20_000, LONGEST_REASON = 2_000;

    private final Calls calls;
    private final Applications applications;
    private final Submissions submissions;
    private final Eligibility eligibility;
    private final Verdicts verdicts;
    private final CivicClock clock;

    ApplicationController(
            Calls calls,
            Applications applications,
            Submissions submissions,
            Eligibility eligibility,
            Verdicts verdicts,
            CivicClock clock) {
        this.calls = calls;
        this.applications = applications;
        this.submissions = submissions;
        this.eligibility = eligibility;
        this.verdicts = verdicts;
        this.clock = clock;
    }

    @GetMapping(ALL)
    ApplicationsPage list(
            @PathVariable String slug,
            @RequestParam(defaultValue = "ALL") String etat,
            @RequestParam(defaultValue = "0") String apres,
            Actor actor) {
        var call = calls.getRead(slug, actor);
        var filter = Arrays.stream(Applications.Filter.values())
                .filter(f -> f.name().equals(etat))
                .findFirst()
                .orElseThrow(() -> new BadInput("accelerator.filter.bad"));
        if (!apres.matches("[0-9]{1,9}")) throw new BadInput("accelerator.filter.bad");
        return new ApplicationsPage(
                call,
                filter,
                applications.count(call),
                applications.list(call, filter, Integer.parseInt(apres)),
                clock.now());
    }

    @GetMapping(ONE)
    ApplicationPage show(@PathVariable String slug, @PathVariable int number, Actor actor) {
        return page(calls.get(slug, actor), number, Typed.NOTHING, List.of(), actor);
    }

    private ApplicationPage page(Call call, int number, Typed typed, List<Mistake> mistakes, Actor actor) {
        var application = applications.getRead(call, number, actor);
        boolean agent = calls.isAgent(call, actor);
        return new ApplicationPage(
                call,
                application,
                call.isOrganisedBy(actor) || !agent
                        ? applications.listAnswers(application)
                        : applications.listAnswers(application, CallCollege.ADMINISTRATION),
                submissions.listCoApplicants(application),
                calls.listRules(call),
                eligibility.listFindings(application),
                eligibility.listCorrections(application),
                verdicts.findSent(call, application).orElse(null),
                clock.now(),
                actor,
                agent,
                typed,
                mistakes);
    }

    @GetMapping(ONE + "/recu")
    ReceiptPage receipt(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var call = calls.get(slug, actor);
        return new ReceiptPage(call, applications.getRead(call, number, actor));
    }

    /** The text whose digest the receipt bears. */
    @GetMapping(ONE + "/recu.json")
    ResponseEntity<byte[]> receiptText(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var call = calls.get(slug, actor);
        var application = applications.getRead(call, number, actor);
        String text = application.submittedAt() == null || application.kind() == null
                ? ""
                : Receipt.text(call, application, applications.listAnswers(application));
        // Once something of it is erased, the file is with those who kept it.
        if (!Receipt.digest(text).equals(application.digest())) throw new NotFound("receipt of " + number);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(CacheControl.noStore().cachePrivate())
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(slug + "-" + number + ".json")
                                .build()
                                .toString())
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping(ONE + "/retrait")
    Page withdraw(@PathVariable String slug, @PathVariable int number, Actor actor) {
        submissions.withdraw(actor, slug, number);
        return new Redirect("/accelerateur/candidatures");
    }

    /** Rule by rule, whether it is met. */
    @PostMapping(ONE + "/recevabilite")
    Page decide(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = calls.getRead(slug, actor);
        var typed = Typed.of(fields);
        var mistakes = new ArrayList<Mistake>();
        var findings = new ArrayList<Eligibility.Finding>();
        for (var rule : calls.listRules(call)) {
            String field = ApplicationPage.ruleField(rule);
            String met = typed.get(field), reason = typed.get(field + "_motif");
            if (!met.equals("oui") && !met.equals("non"))
                mistakes.add(new Mistake(field, visit.say("accelerator.check.choose", visit.in(rule.rule()))));
            else if (met.equals("non") && reason.isEmpty())
                mistakes.add(new Mistake(field + "_motif", visit.say("accelerator.check.reason.missing")));
            if (reason.length() > LONGEST_REASON)
                mistakes.add(new Mistake(field + "_motif", visit.say("accelerator.form.long", LONGEST_REASON)));
            findings.add(new Eligibility.Finding(rule.id(), met.equals("oui"), reason));
        }
        return act(
                call,
                number,
                typed,
                mistakes,
                "recevabilite",
                actor,
                visit,
                () -> eligibility.decide(actor, slug, number, findings));
    }

    /** Asks an applicant to put something right. */
    @PostMapping(ONE + "/corrections")
    Page ask(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = calls.getRead(slug, actor);
        var typed = Typed.of(fields);
        var mistakes = new ArrayList<Mistake>();
        String request = typed.get("demande");
        var due = typed.date("echeance");
        if (request.isEmpty() || request.length() > LONGEST_REQUEST)
            mistakes.add(new Mistake("demande", visit.say("accelerator.correction.request.bad", LONGEST_REQUEST)));
        if (due == null) mistakes.add(new Mistake("echeance", visit.say("accelerator.correction.due.bad")));
        return act(
                call,
                number,
                typed,
                mistakes,
                "echeance",
                actor,
                visit,
                () -> eligibility.ask(actor, slug, number, request, Objects.requireNonNull(due)));
    }

    /** What the applicant answers. */
    @PostMapping(ONE + "/corrections/{id:[0-9]{1,18}}")
    Page answer(
            @PathVariable String slug,
            @PathVariable int number,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = calls.get(slug, null);
        var typed = Typed.of(fields);
        String answer = typed.get("reponse_" + id);
        var mistakes = new ArrayList<Mistake>();
        if (answer.isEmpty() || answer.length() > LONGEST_ANSWER)
            mistakes.add(new Mistake("reponse_" + id, visit.say("accelerator.correction.answer.bad", LONGEST_ANSWER)));
        return act(
                call,
                number,
                typed,
                mistakes,
                "reponse_" + id,
                actor,
                visit,
                () -> eligibility.answer(actor, slug, number, id, answer));
    }

    private Page act(
            Call call,
            int number,
            Typed typed,
            List<Mistake> mistakes,
            String field,
            Actor actor,
            Visit visit,
            Runnable act) {
        if (!mistakes.isEmpty()) return page(call, number, typed, mistakes, actor);
        try {
            act.run();
        } catch (BadInput bad) {
            return page(call, number, typed, List.of(new Mistake(field, bad.sentence(visit))), actor);
        }
        return new Redirect(call.path() + "/candidatures/" + number);
    }

    /** Everything, for the coordination's own work. */
    @GetMapping(ALL + ".csv")
    void csv(@PathVariable String slug, Actor actor, HttpServletResponse response) throws IOException {
        var call = calls.getOrganised(slug, actor);
        var fields = calls.listFields(call);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Cache-Control", "private, no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + slug + "-candidatures.csv\"");
        try (var out = new BufferedWriter(
                        new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8), 1 << 16);
                var csv = CsvWriter.builder().build(out)) {
            var columns = new ArrayList<>(List.of(
                    "number",
                    "standing",
                    "submitted_at",
                    "kind",
                    "name",
                    "title",
                    "summary",
                    "theme",
                    "territory",
                    "public_if_selected",
                    "eligible",
                    "check_reason",
                    "outcome",
                    "sha256",
                    "fictional"));
            fields.forEach(field -> columns.add(Csv.text(field.label().fr())));
            csv.writeRecord(columns);
            applications.stream(call, line -> csv.writeRecord(cells(line, fields)));
        }
    }

    private static List<String> cells(Applications.Line line, List<CallField> fields) {
        var a = line.application();
        var cells = new ArrayList<>(List.of(
                text(a.number()),
                a.standing().name(),
                text(a.submittedAt()),
                text(a.kind()),
                Csv.text(a.name()),
                Csv.text(a.title()),
                Csv.text(a.summary()),
                a.theme() == null ? "" : a.theme().slug(),
                Csv.text(a.territory()),
                Boolean.toString(a.consents()),
                text(a.eligible()),
                Csv.text(a.checkReason()),
                text(a.outcome()),
                text(a.digest()),
                Boolean.toString(a.fictional())));
        for (var field : fields) cells.add(Csv.text(line.answers().get(field.id())));
        return cells;
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
