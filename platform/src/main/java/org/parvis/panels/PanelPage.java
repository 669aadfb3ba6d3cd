package org.parvis.panels;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Link;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.StepState;

/**
 * A panel: why, how many, until when, under which quotas, and what became of it.
 *
 * @param volunteers how many are in the pool
 */
record PanelPage(
        Panel panel,
        List<Panel.Feature> features,
        int volunteers,
        List<Seat> seats,
        List<Panel.Step> steps,
        Trace trace,
        Instant now,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return panel.isPublic();
    }

    public Panel.Phase phase() {
        return panel.phase(now);
    }

    public boolean mayOrganise() {
        return panel.isOrganisedBy(actor);
    }

    public boolean mayObserve() {
        return panel.frozenAt() != null && actor != null && (actor.is(Role.OBSERVER) || actor.is(Role.COORDINATOR));
    }

    public long accepted() {
        return seats.stream()
                .filter(s -> s.standing() == Seat.Standing.ACCEPTED)
                .count();
    }

    public long held() {
        return seats.stream().filter(Seat::isHeld).count();
    }

    /** The gatherings at which it meets. */
    public List<Trace.Step> sessions() {
        return trace.down().stream()
                .filter(s -> s.depth() == 1 && s.link().kind() == Link.Kind.DISCUSSED_AT)
                .toList();
    }

    /** The four moments that anyone may wait for. */
    public record Moment(String key, @Nullable LocalDate day, StepState state) {}

    public List<Moment> moments() {
        var phase = phase();
        return List.of(
                new Moment(
                        "pool",
                        panel.closedAt() == null ? panel.closesOn() : panel.day(panel.closedAt()),
                        state(phase == Panel.Phase.OPEN, phase.ordinal() > Panel.Phase.OPEN.ordinal())),
                new Moment(
                        "frozen", day(panel.frozenAt()), state(phase == Panel.Phase.CLOSED, panel.frozenAt() != null)),
                new Moment("drawn", day(panel.drawnAt()), state(phase == Panel.Phase.FROZEN, panel.drawnAt() != null)),
                new Moment(
                        "mandate",
                        panel.mandateEndsOn(),
                        state(phase == Panel.Phase.DRAWN, phase == Panel.Phase.ENDED)));
    }

    private @Nullable LocalDate day(@Nullable Instant moment) {
        return moment == null ? null : panel.day(moment);
    }

    private static StepState state(boolean now, boolean done) {
        return done ? StepState.DONE : now ? StepState.NOW : StepState.COMING;
    }
}
