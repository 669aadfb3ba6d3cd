package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.territories.Theme;

/**
 * What somebody applies with.
 *
 * @param number in the order of submission; none while it is a draft
 * @param applicant the person's number; none once they are erased
 * @param name whom it is from, as they say it
 * @param consents whether it may be public once it is selected
 * @param edition how often it was saved
 * @param digest SHA-256 of what was submitted, as its receipt shows it
 * @param eligible none until it is decided
 */
public record Application(
        long id,
        long call,
        @Nullable Integer number,
        Standing standing,
        @Nullable Long applicant,
        @Nullable ApplicantKind kind,
        String name,
        String title,
        String summary,
        @Nullable Theme theme,
        String territory,
        boolean consents,
        int edition,
        Instant startedAt,
        Instant changedAt,
        @Nullable Instant submittedAt,
        @Nullable String digest,
        @Nullable Instant withdrawnAt,
        @Nullable Boolean eligible,
        @Nullable Instant checkedAt,
        @Nullable String checkReason,
        @Nullable Instant shortlistedAt,
        @Nullable String shortlistReason,
        @Nullable Outcome outcome,
        boolean fictional) {

    /** What its applicant did with it. */
    public enum Standing {
        DRAFT,
        SUBMITTED,
        WITHDRAWN
    }

    /** What became of it. */
    public enum Outcome {
        SELECTED,
        RESERVE,
        NOT_SELECTED,
        INELIGIBLE
    }

    /** What it answers to a field: the words, or the files; several choices one a line. */
    public record Answer(CallField field, String value, List<StoredFile> files) {
        public boolean isEmpty() {
            return value.isEmpty() && files.isEmpty();
        }
    }
}
