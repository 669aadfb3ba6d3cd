package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * A call for initiatives of general interest.
 *
 * @param about the address of the plan, engagement or action that it serves
 * @param applicants who may apply
 * @param themes those it is open to; to all where it names none
 * @param zone where its dates are counted
 * @param closesAt the moment from which nothing is submitted any more
 * @param places how many it selects, at most; {@code shortlist} how many the administration pre-selects
 * @param readersAdministration how many agents read an application; {@code readersCitizens} how many citizens
 * @param shareAdministration in percent, of the joint score
 * @param normalised whether each juror's scores are made comparable to the others'
 * @param panel the address of the panel whose members are the citizens' college
 * @param edition how often it was changed
 * @param publishedAt none while it is a draft; the other moments once those steps are taken
 */
public record Call(
        long id,
        String slug,
        Bilingual title,
        Bilingual summary,
        Bilingual rules,
        Organisation.Name organisation,
        @Nullable String about,
        Set<ApplicantKind> applicants,
        Set<Theme> themes,
        ZoneId zone,
        Instant opensAt,
        Instant closesAt,
        LocalDate shortlistOn,
        LocalDate announcedOn,
        int places,
        int shortlist,
        int readersAdministration,
        int readersCitizens,
        int shareAdministration,
        boolean normalised,
        @Nullable String panel,
        int edition,
        boolean fictional,
        @Nullable Instant publishedAt,
        @Nullable Instant checkedAt,
        @Nullable Instant readAt,
        @Nullable Instant shortlistedAt,
        @Nullable Instant judgedAt,
        @Nullable Instant rankedAt,
        @Nullable Instant announcedAt,
        @Nullable Instant cancelledAt) {

    /** Where it stands: by the clock until it closes, then by the steps that are taken. */
    public enum Phase {
        DRAFT,
        COMING,
        OPEN,
        CHECKING,
        READING,
        SHORTLISTING,
        JUDGING,
        DELIBERATING,
        ANNOUNCED,
        CANCELLED
    }

    /** What was done, and why where it has to be said. */
    public record Step(Kind kind, Instant takenAt, @Nullable Bilingual reason) {
        /** {@code CHECKED}: eligibility is decided; {@code READ}: the administration's ballots are closed; {@code JUDGED}: the citizens'. */
        public enum Kind {
            PUBLISHED,
            EXTENDED,
            CHECKED,
            READ,
            SHORTLISTED,
            JUDGED,
            RANKED,
            ANNOUNCED,
            CANCELLED
        }
    }

    public String path() {
        return "/accelerateur/appels/" + slug;
    }

    public boolean isPublic() {
        return publishedAt != null;
    }

    public Phase phase(Instant now) {
        if (cancelledAt != null) return Phase.CANCELLED;
        if (publishedAt == null) return Phase.DRAFT;
        if (announcedAt != null) return Phase.ANNOUNCED;
        if (judgedAt != null) return Phase.DELIBERATING;
        if (shortlistedAt != null) return Phase.JUDGING;
        if (readAt != null) return Phase.SHORTLISTING;
        if (checkedAt != null) return Phase.READING;
        if (now.isBefore(opensAt)) return Phase.COMING;
        return now.isBefore(closesAt) ? Phase.OPEN : Phase.CHECKING;
    }

    public ZonedDateTime opens() {
        return opensAt.atZone(zone);
    }

    public ZonedDateTime closes() {
        return closesAt.atZone(zone);
    }

    public int readers(CallCollege college) {
        return college == CallCollege.ADMINISTRATION ? readersAdministration : readersCitizens;
    }

    public int share(CallCollege college) {
        return college == CallCollege.ADMINISTRATION ? shareAdministration : 100 - shareAdministration;
    }

    /** The coordination, and whoever contributes for the organisation that holds it. */
    public boolean isOrganisedBy(@Nullable Actor actor) {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, organisation.slug()));
    }
}
