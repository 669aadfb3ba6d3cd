package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/**
 * What the accelerator is, the calls that are open, and what became of the others.
 *
 * @param cohorts those that this visitor may see, the latest first
 * @param counts how many of a past call were received and selected
 */
record AcceleratorPage(
        List<Call> calls,
        List<Cohort> cohorts,
        Map<Long, int[]> counts,
        Instant now,
        @Nullable Actor actor) implements Page {
    public List<Call> open() {
        return calls.stream().filter(this::isOpen).toList();
    }

    public List<Call> others() {
        return calls.stream().filter(c -> !isOpen(c)).toList();
    }

    private boolean isOpen(Call call) {
        var phase = call.phase(now);
        return phase == Call.Phase.OPEN || phase == Call.Phase.COMING;
    }

    public long openNow() {
        return calls.stream().filter(c -> c.phase(now) == Call.Phase.OPEN).count();
    }

    /** How many a closed call received; 0 while it is open. */
    public int received(Call call) {
        return now.isBefore(call.closesAt()) ? 0 : counts.getOrDefault(call.id(), new int[2])[0];
    }

    /** How many it selected; 0 until it says so. */
    public int selected(Call call) {
        return call.announcedAt() == null ? 0 : counts.getOrDefault(call.id(), new int[2])[1];
    }

    public boolean mayOrganise() {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.is(Role.CONTRIBUTOR));
    }
}
