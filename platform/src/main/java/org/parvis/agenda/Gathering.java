package org.parvis.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * Where people meet, once.
 *
 * @param initiative whose idea it was
 * @param summary what it is for, in one sentence; {@code text} tells more, in Markdown
 * @param zone where its hours are counted
 * @param joinUrl where one joins online, which those alone are told who have a place
 * @param languages ISO 639-1
 * @param colleges for whom it is reserved: open to all where it is empty
 * @param about the address of the plan or engagement it is about
 * @param consultation the address of the consultation it belongs to
 * @param registering whether one registers; {@code closesAt} until when, until its end where it is null
 * @param teamMost how many a team may be at most; no teams where it is null
 * @param proposedBy the member who proposed it, for their organisation
 * @param sequence how often its dates or its place were changed since it was published
 */
public record Gathering(
        long id,
        String slug,
        Kind kind,
        Mode mode,
        Standing standing,
        College.Side initiative,
        @Nullable Long seriesId,
        Bilingual title,
        Bilingual summary,
        @Nullable Bilingual text,
        Instant startsAt,
        Instant endsAt,
        ZoneId zone,
        @Nullable String place,
        @Nullable String access,
        @Nullable String accessibility,
        @Nullable String joinUrl,
        List<String> languages,
        Set<College> colleges,
        Set<Theme> themes,
        @Nullable String about,
        @Nullable String consultation,
        boolean registering,
        @Nullable Instant closesAt,
        @Nullable Integer teamMost,
        @Nullable Long proposedBy,
        @Nullable Instant reportedAt,
        int sequence,
        boolean fictional,
        List<Organisation.Name> organisers) {

    /** A report is owed this long after the end; later, everyone sees that it is late. */
    static final Duration REPORT_WITHIN = Duration.ofDays(14);

    /** What people do there. */
    public enum Kind {
        WORKSHOP,
        FORUM,
        HACKATHON,
        TALK,
        MEETING,
        OTHER
    }

    /** Where one is to be. */
    public enum Mode {
        IN_PERSON,
        ONLINE,
        HYBRID
    }

    /** What was decided of it. */
    public enum Standing {
        PROPOSED,
        DECLINED,
        DRAFT,
        PUBLISHED,
        CANCELLED
    }

    /** Where it stands at a moment. */
    public enum Phase {
        PROPOSED,
        DECLINED,
        DRAFT,
        COMING,
        NOW,
        HELD,
        REPORTED,
        CANCELLED
    }

    public String path() {
        return "/agenda/" + slug;
    }

    public Phase phase(Instant now) {
        return switch (standing) {
            case PROPOSED -> Phase.PROPOSED;
            case DECLINED -> Phase.DECLINED;
            case DRAFT -> Phase.DRAFT;
            case CANCELLED -> Phase.CANCELLED;
            case PUBLISHED ->
                now.isBefore(startsAt)
                        ? Phase.COMING
                        : now.isBefore(endsAt) ? Phase.NOW : reportedAt == null ? Phase.HELD : Phase.REPORTED;
        };
    }

    public boolean isPublic() {
        return standing == Standing.PUBLISHED || standing == Standing.CANCELLED;
    }

    /** Whether one may still register, if there is a place or not. */
    public boolean takesRegistrations(Instant now) {
        return registering && standing == Standing.PUBLISHED && now.isBefore(closesAt == null ? endsAt : closesAt);
    }

    public boolean admits(College college) {
        return colleges.isEmpty() || colleges.contains(college);
    }

    public ZonedDateTime starts() {
        return startsAt.atZone(zone);
    }

    public ZonedDateTime ends() {
        return endsAt.atZone(zone);
    }

    /** Its first day, where it takes place. */
    public LocalDate day() {
        return starts().toLocalDate();
    }

    public Duration lasting() {
        return Duration.between(startsAt, endsAt);
    }

    /** By how many days its report is overdue; none while it is not. */
    public long reportLateDays(Instant now) {
        if (phase(now) != Phase.HELD || !now.isAfter(endsAt.plus(REPORT_WITHIN))) return 0;
        return Math.max(1, ChronoUnit.DAYS.between(endsAt.plus(REPORT_WITHIN), now));
    }

    /** The coordination, whoever contributes for one of its organisers, and the member who proposed it. */
    public boolean isOrganisedBy(@Nullable Actor actor) {
        if (actor == null) return false;
        return actor.is(Role.COORDINATOR)
                || proposedBy != null && proposedBy == actor.personId()
                || organisers.stream().anyMatch(o -> actor.isFor(Role.CONTRIBUTOR, o.slug()));
    }

    /** The capacity in which this person acts on it, and for which organisation. */
    Hat hat(Actor actor) {
        if (actor.is(Role.COORDINATOR)) return new Hat(Role.COORDINATOR, null);
        return organisers.stream()
                .filter(o -> actor.isFor(Role.CONTRIBUTOR, o.slug()))
                .findFirst()
                .map(o -> new Hat(Role.CONTRIBUTOR, o.slug()))
                .orElse(new Hat(
                        Role.MEMBER,
                        organisers.isEmpty() ? null : organisers.getFirst().slug()));
    }

    /** A role, and whom it is held for. */
    record Hat(Role role, @Nullable String organisation) {}

    /** Hours that hold workshops at the same time. */
    public record Slot(int number, Instant startsAt, Instant endsAt) {}

    /**
     * One of the workshops of a forum.
     *
     * @param number its place in the programme
     */
    public record Workshop(
            long id,
            int slot,
            int number,
            Bilingual title,
            @Nullable Bilingual text,
            @Nullable String room) {}

    /** What stands on a gathering's programme: its slots, and in each the workshops to choose from. */
    public record Programme(List<Slot> slots, List<Workshop> workshops) {
        public List<Workshop> in(Slot slot) {
            return workshops.stream().filter(w -> w.slot() == slot.number()).toList();
        }
    }

    /** All that its page tells besides. */
    public record Whole(Programme programme, List<Speaker> speakers, List<Step> steps) {}

    /** Who speaks, and in what capacity. */
    public record Speaker(String name, @Nullable Bilingual role) {}

    /** Something that was decided of it. */
    public record Step(
            String kind,
            Instant takenAt,
            @Nullable Bilingual reason,
            @Nullable Instant wasFrom,
            @Nullable Instant wasUntil) {}
}
