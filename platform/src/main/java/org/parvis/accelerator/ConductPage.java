package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/**
 * The board of whoever conducts a call: how far each college came, who has yet to read, and what may be done now.
 *
 * @param typed what was typed before it was refused
 */
record ConductPage(Call call, List<Side> sides, List<Juror> jurors, Instant now, Typed typed, List<Mistake> mistakes)
        implements Correctable {

    /** A college. */
    record Side(CallCollege college, Assignments.Coverage coverage, Assignments.Sharer sharer) {}

    public boolean isRunning() {
        return sides.stream().anyMatch(s -> s.sharer() == Assignments.Sharer.RUNS);
    }

    public boolean isTime(Side side) {
        boolean administration = side.college() == CallCollege.ADMINISTRATION;
        return call.cancelledAt() == null
                && (administration ? call.checkedAt() : call.shortlistedAt()) != null
                && !isClosed(side);
    }

    public boolean isClosed(Side side) {
        return (side.college() == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null;
    }

    public boolean mayShare(Side side) {
        return isTime(side)
                && (side.sharer() == Assignments.Sharer.NOT_YET || side.sharer() == Assignments.Sharer.FAILED);
    }

    public boolean mayClose(Side side) {
        return isTime(side) && side.sharer() == Assignments.Sharer.SHARED;
    }

    public boolean lacks(Side side) {
        return mayClose(side) && !side.coverage().uncovered().isEmpty();
    }

    public List<Juror> sitting(Side side) {
        return jurors.stream()
                .filter(j -> j.college() == side.college() && j.sits())
                .toList();
    }

    public boolean mayAnnounce() {
        return call.rankedAt() != null && call.announcedAt() == null && call.cancelledAt() == null;
    }

    public String typed(String name) {
        return typed.get(name);
    }

    public static String reasonField(CallCollege college) {
        return "motif_" + college;
    }
}
