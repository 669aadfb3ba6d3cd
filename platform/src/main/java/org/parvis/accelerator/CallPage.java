package org.parvis.accelerator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.StepState;
import org.parvis.web.Visit;

/** A call: its rules, its dates, who may apply, by what it is judged, and what became of it. */
record CallPage(
        Call call,
        List<Criterion> criteria,
        List<EligibilityRule> rules,
        List<Call.Step> steps,
        @Nullable Cohort cohort,
        Trace trace,
        Instant now,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return call.isPublic();
    }

    public Call.Phase phase() {
        return call.phase(now);
    }

    public boolean isClosed() {
        return call.isPublic() && !now.isBefore(call.closesAt());
    }

    public boolean mayOrganise() {
        return call.isOrganisedBy(actor);
    }

    public List<Criterion> criteria(CallCollege college) {
        return criteria.stream().filter(c -> c.college() == college).toList();
    }

    /** A criterion's part of its college's score, in percent, to a tenth. */
    public BigDecimal percent(Criterion criterion) {
        var sum =
                criteria(criterion.college()).stream().map(Criterion::weight).reduce(BigDecimal.ZERO, BigDecimal::add);
        return criterion
                .weight()
                .multiply(BigDecimal.valueOf(100))
                .divide(sum, 1, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    public String opens(Visit visit) {
        return Moments.of(call.opens(), visit);
    }

    public String closes(Visit visit) {
        return Moments.of(call.closes(), visit);
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, call.zone());
    }

    /** The moments that anyone may wait for; what takes its time has a day until which it may. */
    public record Moment(
            String key, @Nullable LocalDate day, @Nullable LocalDate until, StepState state) {}

    public List<Moment> moments() {
        var phase = phase();
        var closes = day(call.closesAt());
        boolean opened = call.isPublic() && !now.isBefore(call.opensAt());
        return List.of(
                new Moment("opens", day(call.opensAt()), null, state(false, opened)),
                new Moment("closes", closes, null, state(phase == Call.Phase.OPEN, isClosed())),
                moment("checked", call.checkedAt(), closes, call.shortlistOn(), phase == Call.Phase.CHECKING),
                moment(
                        "shortlist",
                        call.shortlistedAt(),
                        call.shortlistOn(),
                        null,
                        phase == Call.Phase.READING || phase == Call.Phase.SHORTLISTING),
                moment("judged", call.judgedAt(), call.shortlistOn(), call.announcedOn(), phase == Call.Phase.JUDGING),
                moment("announced", call.announcedAt(), call.announcedOn(), null, phase == Call.Phase.DELIBERATING),
                new Moment(
                        "cohort",
                        cohort == null ? null : cohort.startsOn(),
                        cohort == null ? null : cohort.endsOn(),
                        cohort == null || !cohort.isPublic()
                                ? StepState.COMING
                                : state(true, day(now).isAfter(cohort.endsOn()))));
    }

    /** @param from when it is to be, or to begin, as long as it is not {@code done} */
    private Moment moment(
            String key, @Nullable Instant done, LocalDate from, @Nullable LocalDate until, boolean isNow) {
        return done == null
                ? new Moment(key, from, until, state(isNow, false))
                : new Moment(key, day(done), null, StepState.DONE);
    }

    private static StepState state(boolean now, boolean done) {
        return done ? StepState.DONE : now ? StepState.NOW : StepState.COMING;
    }
}
