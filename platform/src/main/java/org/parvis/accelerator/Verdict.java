package org.parvis.accelerator;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an applicant is told.
 *
 * @param edition how often it was written
 * @param by who wrote it; another person approves it
 */
record Verdict(
        Application.Outcome outcome,
        String reasons,
        String advice,
        int edition,
        long by,
        @Nullable Instant approvedAt,
        @Nullable Instant sentAt) {

    public Stage stage() {
        return sentAt != null ? Stage.SENT : approvedAt != null ? Stage.APPROVED : Stage.WRITTEN;
    }

    enum Stage {
        MISSING,
        WRITTEN,
        APPROVED,
        SENT
    }
}
