package org.parvis.participation;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** How far a consultation is answered. */
record CoveragePage(
        Consultation consultation,
        Coverage coverage,
        LocalDate today,
        @Nullable Actor actor) implements Page {
    public boolean mayAnswer() {
        return !consultation.answerers(actor).isEmpty();
    }

    public boolean isOverdue() {
        return consultation.isOverdue(today) && coverage.all().waiting() > 0;
    }

    public long lateDays() {
        return java.time.temporal.ChronoUnit.DAYS.between(consultation.answersDueOn(), today);
    }
}
