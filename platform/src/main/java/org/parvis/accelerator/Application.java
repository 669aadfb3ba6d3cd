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
 * @param forgottenAt when all that it said but its title, kind, theme and territory was erased
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
        @Nullable Instant forgottenAt,
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

    /** The same once it is submitted. */
    Application submitted(int number, Instant at) {
        return new Application(
                id,
                call,
                number,
                Standing.SUBMITTED,
                applicant,
                kind,
                name,
                title,
                summary,
                theme,
                territory,
                consents,
                edition,
                startedAt,
                at,
                at,
                digest,
                withdrawnAt,
                eligible,
                checkedAt,
                checkReason,
                shortlistedAt,
                shortlistReason,
                outcome,
                forgottenAt,
                fictional);
    }

    /** The page of one that was submitted. */
    public String path(Call call) {
        return call.path() + "/candidatures/" + number;
    }

    /** What it answers to a field: the words, or the files; several choices one a line. */
    public record Answer(CallField field, String value, List<StoredFile> files) {
        public boolean isEmpty() {
            return value.isEmpty() && files.isEmpty();
        }
    }
}
