package org.parvis.accelerator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.KeepsDrafts;
import org.parvis.web.Mistake;
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

/** A juror's pages, for a telephone: what remains, read, score, comment, next. */
@Controller
@RequestMapping("/accelerateur/appels/{slug:[a-z0-9-]+}/jury")
class JuryController {
    private static final String NUMBER = "/{number:[0-9]{1,6}}";

    private final Calls calls;
    private final Jurors jurors;
    private final Ballots ballots;
    private final Assignments assignments;
    private final Applications applications;

    JuryController(Calls calls, Jurors jurors, Ballots ballots, Assignments assignments, Applications applications) {
        this.calls = calls;
        this.jurors = jurors;
        this.ballots = ballots;
        this.assignments = assignments;
        this.applications = applications;
    }

    @GetMapping
    JuryPage show(@PathVariable String slug, @RequestParam(required = false) @Nullable String conflit, Actor actor) {
        var call = calls.get(slug, actor);
        return page(call, jurors.get(call, actor), conflit, Typed.NOTHING, List.of());
    }

    private JuryPage page(Call call, Juror juror, @Nullable String words, Typed typed, List<Mistake> mistakes) {
        return new JuryPage(
                call,
                juror,
                ballots.list(juror),
                words != null,
                words == null
                        ? List.of()
                        : ballots.search(juror, words.replace("\0", "").strip()),
                typed,
                mistakes);
    }

    /** An application that they must not judge, before it is given to them or after. */
    @PostMapping("/conflits")
    Page declare(
            @PathVariable String slug, @RequestParam MultiValueMap<String, String> fields, Actor actor, Visit visit) {
        var call = calls.get(slug, actor);
        var juror = jurors.get(call, actor);
        var typed = Typed.of(fields);
        int number = typed.number("numero", 0);
        String reason = typed.get("motif");
        boolean known = ballots.search(juror, Integer.toString(number)).stream().anyMatch(c -> c.number() == number);
        if (!known)
            return page(
                    call, juror, "", typed, List.of(new Mistake("numero", visit.say("accelerator.conflict.unknown"))));
        try {
            assignments.recuse(actor, call, juror, applications.get(call, number), reason);
        } catch (BadInput bad) {
            return page(call, juror, "", typed, List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/jury");
    }

    @GetMapping(NUMBER)
    BallotPage read(@PathVariable String slug, @PathVariable int number, Actor actor, Visit visit) {
        var call = calls.get(slug, actor);
        var juror = jurors.get(call, actor);
        var ballot = ballots.get(juror, number);
        return page(call, juror, ballot, BallotForm.of(ballot, visit), null, "", List.of());
    }

    private BallotPage page(
            Call call,
            Juror juror,
            Ballots.Ballot ballot,
            BallotForm form,
            Ballots.@Nullable Ballot overtaken,
            String recusal,
            List<Mistake> mistakes) {
        return new BallotPage(
                call,
                juror,
                ballot,
                ballot.criteria(),
                ballots.listSeen(ballot.application(), juror.college()),
                form,
                overtaken,
                recusal,
                mistakes);
    }

    @KeepsDrafts
    @PostMapping(NUMBER)
    Page save(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = calls.get(slug, actor);
        var juror = jurors.get(call, actor);
        var ballot = ballots.get(juror, number);
        var form = BallotForm.of(fields);
        var criteria = ballot.criteria();
        boolean hand = form.get("acte").equals("remettre");
        var mistakes = form.mistakes(criteria, hand, visit);
        if (!mistakes.isEmpty()) return page(call, juror, ballot, form, null, "", mistakes);
        try {
            ballots.save(actor, call, juror, ballot.assignment(), form.sheet(criteria), hand);
        } catch (BadInput bad) {
            String field = criteria.isEmpty()
                    ? "commentaire"
                    : BallotForm.field(criteria.getFirst().id());
            var now = ballots.find(juror, number).orElse(ballot);
            boolean overtaken = now.edition() > ballot.edition() || now.edition() != form.edition();
            return page(
                    calls.get(slug, actor),
                    juror,
                    now,
                    form.over(now),
                    overtaken ? now : null,
                    "",
                    List.of(new Mistake(field, bad.sentence(visit))));
        }
        String next = hand ? ballot.next() == null ? "" : "/" + ballot.next() : "/" + number;
        return new Redirect(call.path() + "/jury" + next);
    }

    @PostMapping(NUMBER + "/recusation")
    Page recuse(
            @PathVariable String slug,
            @PathVariable int number,
            @RequestParam MultiValueMap<String, String> fields,
            Actor actor,
            Visit visit) {
        var call = calls.get(slug, actor);
        var juror = jurors.get(call, actor);
        var ballot = ballots.get(juror, number);
        String reason = Typed.of(fields).get("motif");
        try {
            assignments.recuse(actor, call, juror, ballot.application(), reason);
        } catch (BadInput bad) {
            return page(
                    call,
                    juror,
                    ballot,
                    BallotForm.of(ballot, visit),
                    null,
                    reason,
                    List.of(new Mistake("motif", bad.sentence(visit))));
        }
        return new Redirect(call.path() + "/jury");
    }
}
