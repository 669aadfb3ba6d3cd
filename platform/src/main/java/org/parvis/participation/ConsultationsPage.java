package org.parvis.participation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/** Every consultation, what is open now first. */
record ConsultationsPage(
        List<Consultation> consultations,
        Instant now,
        @Nullable Actor actor) implements Page {
    private static final List<Consultation.Phase> ORDER = List.of(
            Consultation.Phase.OPEN,
            Consultation.Phase.ANNOUNCED,
            Consultation.Phase.ANALYSIS,
            Consultation.Phase.ANSWERED,
            Consultation.Phase.CLOSED,
            Consultation.Phase.DRAFT);

    /** The phases that some consultation is in. */
    public List<Consultation.Phase> phases() {
        return ORDER.stream().filter(p -> !in(p).isEmpty()).toList();
    }

    public List<Consultation> in(Consultation.Phase phase) {
        return consultations.stream().filter(c -> c.phase(now) == phase).toList();
    }

    public long openCount() {
        return in(Consultation.Phase.OPEN).size();
    }

    public boolean mayCreate() {
        return actor != null && actor.is(Role.COORDINATOR);
    }
}
