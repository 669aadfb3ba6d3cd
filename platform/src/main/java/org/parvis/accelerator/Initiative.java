package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;

/**
 * A selected application while it is supported, and after.
 *
 * @param bearer how whoever bears it is named
 * @param kind what they are, as the application said
 * @param consents whether whoever bears it lets everyone read it
 * @param shown whether the coordination shows it
 * @param leftAt since when it is supported no more
 * @param bearers the accounts that bear it, {@code mentors} those that open doors for it
 */
public record Initiative(
        long id,
        Cohort cohort,
        String slug,
        Bilingual title,
        Bilingual summary,
        @Nullable Bilingual text,
        String bearer,
        ApplicantKind kind,
        @Nullable Theme theme,
        String territory,
        @Nullable String site,
        int edition,
        boolean fictional,
        boolean consents,
        boolean shown,
        @Nullable Instant leftAt,
        List<Long> bearers,
        List<Long> mentors,
        Progress progress) {

    /**
     * Where it stands, counted.
     *
     * @param dueOn the first date to come, or passed, of what it has promised itself
     * @param checkedOn of the last check-in, with the {@code pace}
     * @param handedAt when its report was
     */
    public record Progress(
            int openNeeds,
            int offeredNeeds,
            int metNeeds,
            int waitingOffers,
            int milestones,
            int doneMilestones,
            @Nullable LocalDate dueOn,
            @Nullable LocalDate checkedOn,
            CheckIn.@Nullable Pace pace,
            @Nullable Instant handedAt) {
        public int needs() {
            return openNeeds + offeredNeeds + metNeeds;
        }
    }

    public String path() {
        return "/accelerateur/initiatives/" + slug;
    }

    public boolean isPublic() {
        return cohort.isPublic() && consents && shown;
    }

    public boolean isBorneBy(@Nullable Actor actor) {
        return actor != null && bearers.contains(actor.personId());
    }

    public boolean isMentoredBy(@Nullable Actor actor) {
        return actor != null && mentors.contains(actor.personId());
    }

    /** Whether this person follows it from within: bears it, opens doors for it or runs its cohort. */
    public boolean isFollowedBy(@Nullable Actor actor) {
        return cohort.isOrganisedBy(actor) || isBorneBy(actor) || isMentoredBy(actor);
    }

    /** By how many days what it promised itself is late; 0 where nothing is. */
    public long lateDays(LocalDate today) {
        var due = progress.dueOn();
        return leftAt != null || due == null || !due.isBefore(today) ? 0 : ChronoUnit.DAYS.between(due, today);
    }

    /** Whether nobody has said for a fortnight how it goes, while it is supported. */
    public boolean isSilent(LocalDate today) {
        if (leftAt != null || cohort.phase(today) != Cohort.Phase.RUNNING) return false;
        var heard = progress.checkedOn() == null ? cohort.startsOn() : progress.checkedOn();
        return heard.isBefore(today.minusDays(CheckIn.EVERY_DAYS));
    }
}
