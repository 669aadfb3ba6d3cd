package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/**
 * A juror's page: what remains to be read, what is done, and what they must not judge.
 *
 * @param found applications with which they may be in conflict, once they look for one
 */
record JuryPage(
        Call call,
        Juror juror,
        List<Ballots.Reading> readings,
        boolean looks,
        List<Ballots.Candidate> found,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {

    public List<Ballots.Reading> remaining() {
        return readings.stream().filter(r -> !r.isHanded()).toList();
    }

    public List<Ballots.Reading> handed() {
        return readings.stream().filter(Ballots.Reading::isHanded).toList();
    }

    public boolean isClosed() {
        return (juror.college() == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null
                || call.cancelledAt() != null;
    }

    public String typed(String name) {
        return typed.get(name);
    }
}
