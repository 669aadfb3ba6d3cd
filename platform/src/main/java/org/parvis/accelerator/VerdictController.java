package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Mistake;
import org.parvis.web.NotFound;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What applicants are told, written by one and approved by another: agents of the jury, and the coordination. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}/conduite/avis")
class VerdictController {
    private final Calls calls;
    private final Applications applications;
    private final Rankings rankings;
    private final Verdicts verdicts;

    VerdictController(Calls calls, Applications applications, Rankings rankings, Verdicts verdicts) {
        this.calls = calls;
        this.applications = applications;
        this.rankings = rankings;
        this.verdicts = verdicts;
    }

    @GetMapping
    VerdictsPage list(@PathVariable String slug, @RequestParam(required = false) @Nullable String etat, Actor actor) {
        return page(verdicts.mustWrite(slug, actor), stage(etat), actor, List.of());
    }

    private VerdictsPage page(Call call, Verdict.@Nullable Stage stage, Actor actor, List<Mistake> mistakes) {
        return new VerdictsPage(call, verdicts.list(call), stage, actor.personId(), mistakes);
    }

    /** @throws BadInput where there is no such state */
    private static Verdict.@Nullable Stage stage(@Nullable String asked) {
        if (asked == null || asked.isEmpty()) return null;
        return Arrays.stream(Verdict.Stage.values())
                .filter(s -> s.name().equals(asked))
                .findFirst()
                .orElseThrow(() -> new BadInput("accelerator.verdict.stage.bad"));
    }

    @PostMapping
    Page act(@PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = verdicts.mustWrite(slug, actor);
        try {
            switch (Typed.of(fields).get("acte")) {
                case "preparer" -> prepare(call, actor, visit);
                case "approuver" -> verdicts.approve(actor, slug, editions(fields.getOrDefault("avis", List.of())));
                default -> throw new BadInput("accelerator.jury.act.bad");
            }
        } catch (BadInput bad) {
            return page(call, null, actor, List.of(new Mistake("contenu", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/conduite/avis");
    }

    /** « 12.3 » is the third edition of what the applicant of number 12 will be told. */
    private static Map<Integer, Integer> editions(List<String> chosen) {
        Map<Integer, Integer> editions = new HashMap<>();
        for (String one : chosen)
            if (one != null && one.matches("[0-9]{1,6}\\.[0-9]{1,6}"))
                editions.put(
                        Integer.parseInt(one.replaceFirst("\\..*", "")),
                        Integer.parseInt(one.replaceFirst(".*\\.", "")));
        if (editions.isEmpty()) throw new BadInput("accelerator.verdict.none");
        return editions;
    }

    /** What the figures say, for a person to read over and complete. */
    private void prepare(Call call, Actor actor, Visit visit) {
        var criteria = calls.listCriteria(call);
        var joint = ranked(call, Rankings.Stage.JOINT);
        var first = ranked(call, Rankings.Stage.ADMINISTRATION);
        Map<Integer, String> checked = new HashMap<>();
        for (var application : applications.list(call))
            if (application.number() != null && application.checkReason() != null)
                checked.put(application.number(), application.checkReason());
        var numbers = new ArrayList<Integer>();
        var sheets = new ArrayList<Verdicts.Sheet>();
        for (var line : verdicts.list(call)) {
            if (line.verdict() != null || line.outcome() == null) continue;
            var outcome = line.outcome();
            var ranked = joint.get(line.number()) == null ? first.get(line.number()) : joint.get(line.number());
            String reasons = outcome == Application.Outcome.INELIGIBLE || ranked == null
                    ? visit.say("accelerator.draft.INELIGIBLE", checked.getOrDefault(line.number(), "–"))
                    : visit.say(
                            "accelerator.draft." + outcome + (joint.containsKey(line.number()) ? "" : ".early"),
                            ranked.place(),
                            (joint.containsKey(line.number()) ? joint : first).size(),
                            RankingPage.decided(ranked, criteria, visit));
            numbers.add(line.number());
            sheets.add(new Verdicts.Sheet(outcome, reasons, visit.say("accelerator.draft.advice." + outcome), 0));
        }
        if (verdicts.prepare(actor, call.slug(), numbers, sheets) == 0)
            throw new BadInput("accelerator.verdict.nothing");
    }

    private Map<Integer, Ranked> ranked(Call call, Rankings.Stage stage) {
        Map<Integer, Ranked> ranked = new HashMap<>();
        for (var line : rankings.list(call, stage)) ranked.put(line.number(), line);
        return ranked;
    }

    @GetMapping("/{number:[0-9]{1,6}}")
    VerdictFormPage form(@PathVariable String slug, @PathVariable int number, Actor actor) {
        var call = verdicts.mustWrite(slug, actor);
        var verdict = line(call, number).verdict();
        var typed = verdict == null
                ? Typed.NOTHING
                : new Typed(Map.of(
                        "issue", verdict.outcome().name(),
                        "motifs", verdict.reasons(),
                        "conseils", verdict.advice(),
                        "edition", Integer.toString(verdict.edition())));
        return form(call, number, actor, typed, List.of());
    }

    private Verdicts.Line line(Call call, int number) {
        return verdicts.find(call, number).orElseThrow(() -> new NotFound("verdict " + number));
    }

    private VerdictFormPage form(Call call, int number, Actor actor, Typed typed, List<Mistake> mistakes) {
        var application = applications.get(call, number);
        var ranked = Optional.ofNullable(ranked(call, Rankings.Stage.JOINT).get(number))
                .or(() -> Optional.ofNullable(
                        ranked(call, Rankings.Stage.ADMINISTRATION).get(number)));
        return new VerdictFormPage(
                call,
                line(call, number),
                application,
                ranked.orElse(null),
                calls.listCriteria(call),
                rankings.listRemarks(application),
                actor.personId(),
                typed,
                mistakes);
    }

    @PostMapping("/{number:[0-9]{1,6}}")
    Page write(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = verdicts.mustWrite(slug, actor);
        var typed = Typed.of(fields);
        try {
            if (typed.get("acte").equals("approuver")) {
                verdicts.approve(actor, slug, Map.of(number, typed.number("edition", 0)));
            } else {
                var mistakes = mistakes(typed, visit);
                if (!mistakes.isEmpty()) return form(call, number, actor, typed, mistakes);
                verdicts.write(actor, slug, number, sheet(typed));
            }
        } catch (BadInput bad) {
            // Sent again as it stands, it takes the place of what somebody else wrote meanwhile, which the page shows.
            var now = line(call, number).verdict();
            if (now != null) typed = typed.with("edition", Integer.toString(now.edition()));
            return form(call, number, actor, typed, List.of(new Mistake("motifs", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/conduite/avis");
    }

    private static List<Mistake> mistakes(Typed typed, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        String reasons = typed.get("motifs"), advice = typed.get("conseils");
        if (typed.one(Application.Outcome.class, "issue") == null)
            mistakes.add(new Mistake("issue", visit.say("accelerator.verdict.outcome")));
        if (reasons.length() < Verdicts.LEAST_REASONS || reasons.length() > Verdicts.LONGEST)
            mistakes.add(new Mistake(
                    "motifs", visit.say("accelerator.verdict.reasons.bad", Verdicts.LEAST_REASONS, Verdicts.LONGEST)));
        if (advice.isEmpty() || advice.length() > Verdicts.LONGEST)
            mistakes.add(new Mistake("conseils", visit.say("accelerator.verdict.advice.bad", Verdicts.LONGEST)));
        return mistakes;
    }

    private static Verdicts.Sheet sheet(Typed typed) {
        return new Verdicts.Sheet(
                Application.Outcome.valueOf(typed.get("issue")),
                typed.get("motifs"),
                typed.get("conseils"),
                typed.number("edition", 0));
    }
}
