package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * An application, for those who applied and those who check it.
 *
 * @param findings by the rule's number
 * @param typed what was typed before it was refused
 */
record ApplicationPage(
        Call call,
        Application application,
        List<Application.Answer> answers,
        List<Submissions.CoApplicant> coApplicants,
        List<EligibilityRule> rules,
        Map<Long, Eligibility.Finding> findings,
        List<Eligibility.Correction> corrections,
        @Nullable Verdict verdict,
        Instant now,
        Actor actor,
        boolean agent,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    static String ruleField(EligibilityRule rule) {
        return "regle_" + rule.id();
    }

    public String field(EligibilityRule rule) {
        return ruleField(rule);
    }

    public String typed(String name) {
        return typed.get(name);
    }

    public boolean isMine() {
        return Objects.equals(application.applicant(), actor.personId());
    }

    public boolean isSubmitted() {
        return application.standing() == Application.Standing.SUBMITTED;
    }

    public boolean mayCheck() {
        return agent && !isMine() && isSubmitted() && call.phase(now) == Call.Phase.CHECKING;
    }

    public boolean mayWithdraw() {
        return isMine() && isSubmitted() && call.announcedAt() == null && call.cancelledAt() == null;
    }

    public boolean mayAnswer(Eligibility.Correction correction) {
        return isMine() && correction.isOpen(now);
    }

    /** What was decided of a rule, or typed. */
    public List<String> met(EligibilityRule rule) {
        if (!typed(field(rule)).isEmpty()) return List.of(typed(field(rule)));
        var finding = findings.get(rule.id());
        return finding == null ? List.of() : List.of(finding.met() ? "oui" : "non");
    }

    public String reason(EligibilityRule rule) {
        if (typed.values().containsKey(field(rule))) return typed(field(rule) + "_motif");
        var finding = findings.get(rule.id());
        return finding == null ? "" : finding.reason();
    }

    public List<Choice> yesOrNo(Visit visit) {
        return List.of(
                new Choice("oui", visit.say("accelerator.check.met")),
                new Choice("non", visit.say("accelerator.check.unmet")));
    }

    public String moment(Instant moment, Visit visit) {
        return Moments.of(moment.atZone(call.zone()), visit);
    }

    /** Whether a heading stands before it. */
    public boolean opensSection(Application.Answer answer) {
        int i = answers.indexOf(answer);
        Bilingual before =
                i == 0 ? new Bilingual("", null) : answers.get(i - 1).field().section();
        return !answer.field().section().fr().isEmpty()
                && !answer.field().section().equals(before);
    }

    /** An answer in the visit's language: choices as they are translated. */
    public List<String> lines(Application.Answer answer, Visit visit) {
        return answer.value()
                .lines()
                .map(line -> answer.field().options().stream()
                        .filter(option -> option.fr().equals(line))
                        .findFirst()
                        .map(visit::in)
                        .orElse(line))
                .toList();
    }
}
