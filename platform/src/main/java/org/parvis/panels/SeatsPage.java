package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * Who sits, by name.
 *
 * @param obstacles what stands in the way of filling the vacant places
 */
record SeatsPage(
        Panel panel,
        List<Panel.Feature> features,
        List<Seat> seats,
        List<Volunteer> pool,
        Freezing.@Nullable Obstacles obstacles,
        Instant now,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.get(name);
    }

    /** A place and whose it is. */
    public record Line(Seat seat, Volunteer volunteer) {}

    public List<Line> lines() {
        var byId = pool.stream().collect(Collectors.toMap(Volunteer::id, Function.identity()));
        return seats.stream()
                .map(s -> new Line(s, Objects.requireNonNull(byId.get(s.volunteer()))))
                .toList();
    }

    public long vacant() {
        return panel.drawnAt() == null
                ? 0
                : panel.size() - seats.stream().filter(Seat::isHeld).count();
    }

    public boolean mayDecide() {
        return panel.phase(now) == Panel.Phase.DRAWN;
    }

    /** Those who hold a place. */
    public List<Choice> holders() {
        return lines().stream()
                .filter(l -> l.seat().isHeld())
                .map(l -> new Choice(
                        l.seat().opaque(),
                        l.seat().opaque()
                                + (l.volunteer().name() == null
                                        ? ""
                                        : " – " + l.volunteer().name())))
                .toList();
    }

    public List<String> reasons(Visit visit) {
        return obstacles == null ? List.of() : FreezePage.reasons(obstacles, features, visit);
    }

    public List<String> relaxations(Visit visit) {
        return obstacles == null ? List.of() : FreezePage.relaxations(obstacles, features, visit);
    }
}
