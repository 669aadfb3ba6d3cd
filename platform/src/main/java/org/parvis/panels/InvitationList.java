package org.parvis.panels;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.sortition.proof.Lot;

/**
 * A list from which some are invited by lot.
 *
 * @param origin where the addresses come from, as those invited are told
 * @param merged how many lines repeated an address
 * @param salt with which whoever has the list finds its digest
 * @param remindedAt when those who had not volunteered were written to once more, {@code reminded} how many
 * @param declined how many said no; {@code volunteered} how many of those invited are in the pool, or were when their
 *     addresses were erased
 */
record InvitationList(
        String origin,
        int entries,
        int merged,
        int wanted,
        String salt,
        String digest,
        String source,
        Instant notBefore,
        Instant committedAt,
        @Nullable Instant drawnAt,
        @Nullable Instant remindedAt,
        int reminded,
        int declined,
        int volunteered,
        @Nullable Instant erasedAt) {

    /** What is published of it before chance speaks. */
    Lot lot() {
        return new Lot(entries, wanted, digest, source, notBefore, committedAt);
    }

    public String commitment() {
        return lot().digest();
    }
}
