package org.parvis.participation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Thing;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.StepState;
import org.parvis.web.Visit;

/**
 * One consultation: what is asked, until when, what was said, what became of it.
 *
 * @param about what it is about, where everyone may see it
 * @param sheets how many answered its questions
 * @param latest the last contributions
 */
record ConsultationPage(
        Consultation consultation,
        Instant now,
        @Nullable Thing about,
        List<Consultations.Change> changes,
        List<ContributionLine> latest,
        int sheets,
        Coverage coverage,
        Trace trace,
        @Nullable Actor actor)
        implements Page {

    @Override
    public boolean isPublic() {
        return consultation.announcedAt() != null;
    }

    public Consultation.Phase phase() {
        return consultation.phase(now);
    }

    public boolean isOpen() {
        return phase() == Consultation.Phase.OPEN;
    }

    public boolean mayEdit() {
        return actor != null && actor.is(Role.COORDINATOR);
    }

    /** Whether what it asks may still change: nobody can have answered. */
    public boolean isChangeable() {
        return phase() == Consultation.Phase.DRAFT || phase() == Consultation.Phase.ANNOUNCED;
    }

    public boolean mayAnswer() {
        return !consultation.answerers(actor).isEmpty();
    }

    public long daysLeft(LocalDate today) {
        return today.until(consultation.closesOn(), java.time.temporal.ChronoUnit.DAYS);
    }

    /** A date of its life. */
    public record Moment(String key, LocalDate on, StepState state, long lateDays) {}

    public List<Moment> life() {
        var zone = consultation.zone();
        var today = LocalDate.ofInstant(now, zone);
        var announced = consultation.announcedAt();
        var answered = consultation.answeredAt();
        boolean owed = answered == null && consultation.isOverdue(today);
        return List.of(
                announced == null
                        ? new Moment("ANNOUNCED", consultation.opensOn(), StepState.COMING, 0)
                        : new Moment("ANNOUNCED", LocalDate.ofInstant(announced, zone), StepState.DONE, 0),
                new Moment(
                        "OPEN",
                        consultation.opensOn(),
                        isOpen() ? StepState.NOW : state(consultation.opensOn(), today),
                        0),
                new Moment(
                        "ANALYSIS",
                        consultation.closesOn().plusDays(1),
                        phase() == Consultation.Phase.ANALYSIS
                                ? StepState.NOW
                                : state(consultation.closesOn().plusDays(1), today),
                        0),
                new Moment(
                        "ANSWERED",
                        answered == null ? consultation.answersDueOn() : LocalDate.ofInstant(answered, zone),
                        answered != null ? StepState.DONE : owed ? StepState.LATE : StepState.COMING,
                        owed ? java.time.temporal.ChronoUnit.DAYS.between(consultation.answersDueOn(), today) : 0));
    }

    private static StepState state(LocalDate on, LocalDate today) {
        return on.isAfter(today) ? StepState.COMING : StepState.DONE;
    }

    public String description(Visit visit) {
        return visit.in(consultation.question());
    }
}
