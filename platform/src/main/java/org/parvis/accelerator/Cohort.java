package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * Initiatives that one call chose, supported together for some months.
 *
 * @param organisation who runs it: whoever ran its call
 * @param about the address of the promise that it keeps, as its call says
 * @param endsOn the last day of support, whole
 * @param openedAt none while only its organisers see it
 */
public record Cohort(
        long id,
        String slug,
        Bilingual title,
        Bilingual summary,
        String call,
        Bilingual callTitle,
        Organisation.Name organisation,
        @Nullable String about,
        LocalDate startsOn,
        LocalDate endsOn,
        boolean fictional,
        @Nullable Instant openedAt) {

    /** Where it stands. */
    public enum Phase {
        DRAFT,
        TO_COME,
        RUNNING,
        ENDED
    }

    /** A step of its life; {@code wasUntil} the last day before it was given more time. */
    public record Step(
            Kind kind,
            Instant takenAt,
            @Nullable LocalDate wasUntil,
            @Nullable Bilingual reason) {
        /** What was done. */
        public enum Kind {
            OPENED,
            EXTENDED
        }
    }

    public String path() {
        return "/accelerateur/promotions/" + slug;
    }

    public String callPath() {
        return "/accelerateur/appels/" + call;
    }

    public boolean isPublic() {
        return openedAt != null;
    }

    public Phase phase(LocalDate today) {
        if (openedAt == null) return Phase.DRAFT;
        if (today.isBefore(startsOn)) return Phase.TO_COME;
        return today.isAfter(endsOn) ? Phase.ENDED : Phase.RUNNING;
    }

    /** Over how many months it is supported, those begun counted whole. */
    public int months() {
        return (int) ChronoUnit.MONTHS.between(startsOn, endsOn) + 1;
    }

    /** In which of its months a day is: 1 in the first. */
    public int month(LocalDate day) {
        long begun = ChronoUnit.MONTHS.between(startsOn, day) + 1;
        return (int) Math.clamp(begun, 1, months());
    }

    public boolean isOrganisedBy(@Nullable Actor actor) {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, organisation.slug()));
    }
}
