package org.parvis.participation;

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
 * A dated call for contributions.
 *
 * @param question what is asked, in one sentence; {@code text} tells more, in Markdown
 * @param about the address of the plan, engagement or ambition it is about
 * @param closesOn its last day, whole; {@code zone} says whose day
 * @param answersDueOn by when every contribution has a reasoned response
 * @param colleges who may contribute: every member where it is empty
 * @param screened whether a moderator reads each contribution before it is shown
 * @param proposals whether people may propose freely; {@code paragraphs} how many its text has on which they may remark, {@code
 *     questions} how many it asks, {@code accountless} whether these may be answered without an account
 * @param announcedAt none while it is a draft; {@code answeredAt} and {@code closedAt} once those steps are taken
 * @param conclusion what the administration keeps from the answers to its questions
 * @param holders who answers, the one for all other themes first
 */
public record Consultation(
        long id,
        String slug,
        Bilingual title,
        Bilingual question,
        Bilingual text,
        @Nullable String about,
        LocalDate opensOn,
        LocalDate closesOn,
        LocalDate answersDueOn,
        ZoneId zone,
        Set<College> colleges,
        boolean screened,
        boolean proposals,
        int paragraphs,
        int questions,
        boolean accountless,
        boolean fictional,
        @Nullable Instant announcedAt,
        @Nullable Instant answeredAt,
        @Nullable Instant closedAt,
        @Nullable Bilingual conclusion,
        List<Holder> holders) {

    /** The partnership asks that opportunities be announced ahead; its guidance says two weeks. */
    static final int NOTICE_DAYS = 14;

    /** Where it stands. */
    public enum Phase {
        DRAFT,
        ANNOUNCED,
        OPEN,
        ANALYSIS,
        ANSWERED,
        CLOSED
    }

    /** Who answers what: all that no theme gives to another where {@code theme} is none. */
    public record Holder(@Nullable Theme theme, Organisation.Name organisation) {}

    public String path() {
        return "/consultations/" + slug;
    }

    public Instant opensAt() {
        return opensOn.atStartOfDay(zone).toInstant();
    }

    /** The first moment at which nothing is taken any more: the end of its last day. */
    public Instant closesAt() {
        return closesOn.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public Phase phase(Instant now) {
        if (announcedAt == null) return Phase.DRAFT;
        if (closedAt != null) return Phase.CLOSED;
        if (now.isBefore(opensAt())) return Phase.ANNOUNCED;
        if (now.isBefore(closesAt())) return Phase.OPEN;
        return answeredAt == null ? Phase.ANALYSIS : Phase.ANSWERED;
    }

    public boolean isOpen(Instant now) {
        return phase(now) == Phase.OPEN;
    }

    /** How many whole days before its opening it was announced; none while it is a draft. */
    public long noticeDays() {
        return announcedAt == null
                ? 0
                : Math.max(
                        0,
                        ChronoUnit.DAYS.between(
                                ZonedDateTime.ofInstant(announcedAt, zone).toLocalDate(), opensOn));
    }

    public boolean isShortNotice() {
        return announcedAt != null && noticeDays() < NOTICE_DAYS;
    }

    /** Whether responses are owed and their day has passed. */
    public boolean isOverdue(LocalDate day) {
        return announcedAt != null && answeredAt == null && closedAt == null && day.isAfter(answersDueOn);
    }

    public boolean hasText() {
        return paragraphs > 0;
    }

    public boolean hasQuestions() {
        return questions > 0;
    }

    /** Whether people may write contributions: propose freely, or remark on its text. */
    public boolean takesContributions() {
        return proposals || hasText();
    }

    /** From its announcement until it is answered, what was written on paper may be typed in. */
    public boolean takesPaper() {
        return announcedAt != null && answeredAt == null && closedAt == null;
    }

    public boolean admits(@Nullable College college) {
        return colleges.isEmpty() || college != null && colleges.contains(college);
    }

    /** Those of its organisations for which this person may answer: all of them for the coordination. */
    public List<Organisation.Name> answerers(@Nullable Actor actor) {
        if (actor == null) return List.of();
        return holders.stream()
                .map(Holder::organisation)
                .distinct()
                .filter(o -> actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, o.slug()))
                .toList();
    }
}
