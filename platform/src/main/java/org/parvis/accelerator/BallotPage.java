package org.parvis.accelerator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * An application as a juror reads it, with their ballot.
 *
 * @param overtaken their ballot as another page saved it meanwhile
 * @param recusal the reason of a recusal that was refused
 */
record BallotPage(
        Call call,
        Juror juror,
        Ballots.Ballot ballot,
        List<Criterion> criteria,
        List<Application.Answer> answers,
        BallotForm form,
        Ballots.@Nullable Ballot overtaken,
        String recusal,
        List<Mistake> mistakes)
        implements Correctable {

    public boolean isClosed() {
        return (juror.college() == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null
                || call.cancelledAt() != null;
    }

    public String path() {
        return call.path() + "/jury/" + ballot.application().number();
    }

    public String overtakenScore(Criterion criterion) {
        Integer score = overtaken == null ? null : overtaken.scores().get(criterion.id());
        return score == null ? "–" : score.toString();
    }

    /** A choice's words in the reader's language; anything else as it was typed. */
    public static String words(Application.Answer answer, Visit visit) {
        if (!answer.field().isChoice()) return answer.value();
        return answer.value()
                .lines()
                .map(value -> answer.field().options().stream()
                        .filter(o -> o.fr().equals(value))
                        .findFirst()
                        .map(visit::in)
                        .orElse(value))
                .collect(java.util.stream.Collectors.joining("\n"));
    }
}
