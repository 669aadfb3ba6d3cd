package org.parvis.panels;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * A group of people to be drawn by lot.
 *
 * @param about the address of what it is to speak of
 * @param size how many sit
 * @param closesOn the last day on which one may volunteer, whole, in its {@code zone}
 * @param mandateEndsOn after which all that names a person is erased
 * @param source where the shares of the population come from
 * @param openedAt none while it is a draft; the other moments once those steps are taken
 * @param freezing whether the search that ends by freezing it runs
 */
public record Panel(
        long id,
        String slug,
        Bilingual title,
        Bilingual summary,
        @Nullable Bilingual text,
        Organisation.Name organisation,
        @Nullable String about,
        int size,
        LocalDate closesOn,
        ZoneId zone,
        LocalDate mandateEndsOn,
        boolean oneAHousehold,
        Bilingual source,
        boolean fictional,
        @Nullable Instant openedAt,
        @Nullable Instant closedAt,
        @Nullable Instant frozenAt,
        @Nullable Instant drawnAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant erasedAt,
        boolean freezing) {

    /** Where it stands. */
    public enum Phase {
        DRAFT,
        OPEN,
        CLOSED,
        FROZEN,
        DRAWN,
        ENDED,
        CANCELLED
    }

    /** What volunteers are asked, and the answers that they choose from. */
    public record Feature(long id, Bilingual name, List<Answer> answers) {}

    /** An answer, the share of the population that gives it in percent, and how many of them the panel has. */
    public record Answer(long id, Bilingual name, @Nullable BigDecimal share, int min, int max) {}

    /** A step of its life; {@code conforms} what an observer found. */
    public record Step(
            Kind kind,
            Instant takenAt,
            @Nullable Bilingual reason,
            @Nullable Boolean conforms) {
        /** What was done. */
        public enum Kind {
            OPENED,
            EXTENDED,
            CLOSED,
            AMENDED,
            FROZEN,
            OBSERVED,
            DRAWN,
            CANCELLED,
            ERASED
        }
    }

    public String path() {
        return "/panels/" + slug;
    }

    public boolean isPublic() {
        return openedAt != null;
    }

    /** The moment from which nobody volunteers any more, where nobody closes it before. */
    public Instant closesAt() {
        return closesOn.plusDays(1).atStartOfDay(zone).toInstant();
    }

    public Phase phase(Instant now) {
        if (cancelledAt != null) return Phase.CANCELLED;
        if (openedAt == null) return Phase.DRAFT;
        if (drawnAt != null) return isMandateOver(now) ? Phase.ENDED : Phase.DRAWN;
        if (frozenAt != null) return Phase.FROZEN;
        return closedAt == null && now.isBefore(closesAt()) ? Phase.OPEN : Phase.CLOSED;
    }

    public boolean isMandateOver(Instant now) {
        return LocalDate.ofInstant(now, zone).isAfter(mandateEndsOn);
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    public boolean isOrganisedBy(@Nullable Actor actor) {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, organisation.slug()));
    }
}
