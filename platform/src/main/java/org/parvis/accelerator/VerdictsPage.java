package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * What applicants will be told: what is missing, written, approved.
 *
 * @param all of the call
 * @param stage the one that is shown; all of them where none is named
 * @param reader who reads: nobody approves what they wrote
 */
record VerdictsPage(
        Call call, List<Verdicts.Line> all, Verdict.@Nullable Stage stage, long reader, List<Mistake> mistakes)
        implements Correctable {
    private static final int SHOWN = 200;

    public List<Verdicts.Line> shown() {
        return all.stream()
                .filter(l -> stage == null || l.stage() == stage)
                .limit(SHOWN)
                .toList();
    }

    public long count(Verdict.Stage of) {
        return all.stream().filter(l -> l.stage() == of).count();
    }

    public long preparable() {
        return all.stream()
                .filter(l -> l.verdict() == null && l.outcome() != null)
                .count();
    }

    public boolean mayApprove(Verdicts.Line line) {
        return line.stage() == Verdict.Stage.WRITTEN
                && line.verdict() != null
                && line.verdict().by() != reader;
    }

    public boolean mayApprove() {
        return shown().stream().anyMatch(this::mayApprove);
    }

    public List<Choice> stages(Visit visit) {
        return Arrays.stream(Verdict.Stage.values())
                .map(s -> new Choice(s.name(), visit.say("accelerator.verdict.stage", s)))
                .toList();
    }
}
