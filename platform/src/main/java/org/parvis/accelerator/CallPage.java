package org.parvis.accelerator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    /** The moments that anyone may wait for. */
    public record Moment(String key, LocalDate day, StepState state) {}

    public List<Moment> moments() {
        var phase = phase();
        boolean opened = call.isPublic() && !now.isBefore(call.opensAt());
        return List.of(
                new Moment("opens", day(call.opensAt()), state(false, opened)),
                new Moment("closes", day(call.closesAt()), state(phase == Call.Phase.OPEN, isClosed())),
                new Moment(
                        "shortlist",
                        call.shortlistedAt() == null ? call.shortlistOn() : day(call.shortlistedAt()),
                        state(
                                phase == Call.Phase.CHECKING
                                        || phase == Call.Phase.READING
                                        || phase == Call.Phase.SHORTLISTING,
                                call.shortlistedAt() != null)),
                new Moment(
                        "announced",
                        call.announcedAt() == null ? call.announcedOn() : day(call.announcedAt()),
                        state(
                                phase == Call.Phase.JUDGING || phase == Call.Phase.DELIBERATING,
                                call.announcedAt() != null)));
    }

    private static StepState state(boolean now, boolean done) {
        return done ? StepState.DONE : now ? StepState.NOW : StepState.COMING;
    }
}
