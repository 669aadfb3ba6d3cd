package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * What one applicant will be told, as it is written, with what it can rest on.
 *
 * @param ranked where it stands with both colleges, or with the administration's where it was not pre-selected
 */
record VerdictFormPage(
        Call call,
        Verdicts.Line line,
        Application application,
        @Nullable Ranked ranked,
        List<Criterion> criteria,
        List<Rankings.Remark> remarks,
        long reader,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {

    public boolean isSent() {
        return line.stage() == Verdict.Stage.SENT;
    }

    public boolean mayApprove() {
        return line.stage() == Verdict.Stage.WRITTEN
                && line.verdict() != null
                && line.verdict().by() != reader;
    }

    /** What may be said: what the ranking says, or that the application stays in reserve. */
    public List<Choice> outcomes(Visit visit) {
        var outcomes = new ArrayList<Application.Outcome>();
        if (line.outcome() != null) outcomes.add(line.outcome());
        if (line.outcome() == Application.Outcome.NOT_SELECTED && line.place() != null)
            outcomes.add(Application.Outcome.RESERVE);
        return outcomes.stream()
                .map(o -> new Choice(o.name(), visit.say("accelerator.jury.outcome", o)))
                .toList();
    }

    public String decided(Visit visit) {
        return ranked == null ? "" : RankingPage.decided(ranked, criteria, visit);
    }

    public String typed(String name) {
        return typed.get(name);
    }
}
