package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/** What an initiative lacks. */
public record Need(
        long id,
        Kind kind,
        Bilingual text,
        Instant statedAt,
        @Nullable Instant metAt,
        List<Offer> offers) {
    /** Of what sort. */
    public enum Kind {
        DATA,
        EXPERTISE,
        INTRODUCTION,
        OTHER
    }

    /** Whether someone helps. */
    public enum State {
        OPEN,
        OFFERED,
        MET
    }

    /**
     * What an administration offers.
     *
     * @param accepted by whoever bears the initiative; none while they have not answered
     */
    public record Offer(
            long id,
            Organisation.Name organisation,
            @Nullable Long personId,
            Bilingual text,
            Instant offeredAt,
            @Nullable Boolean accepted) {
        public boolean isWaiting() {
            return accepted == null;
        }

        public boolean isAccepted() {
            return Boolean.TRUE.equals(accepted);
        }
    }

    public State state() {
        if (metAt != null) return State.MET;
        return offers.stream().anyMatch(o -> o.isWaiting() || o.isAccepted()) ? State.OFFERED : State.OPEN;
    }

    /** The offers that everyone sees: those that were not declined. */
    public List<Offer> standing() {
        return offers.stream().filter(o -> o.isWaiting() || o.isAccepted()).toList();
    }

    public boolean isAgreed() {
        return offers.stream().anyMatch(Offer::isAccepted);
    }
}
