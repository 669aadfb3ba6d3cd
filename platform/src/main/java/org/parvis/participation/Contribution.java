package org.parvis.participation;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.discussion.Prose;
import org.parvis.files.StoredFile;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;

/**
 * What a person or an organisation proposes.
 *
 * @param text in Markdown, written in {@code language}
 * @param place where, in the words of the author
 * @param author the name of a person, none once the account is erased or where a file brought it unnamed
 * @param organisation for which they speak, if any
 * @param authorKind what a file says of its unnamed author
 * @param paragraph of the consultation's text on which it remarks, if any
 * @param source what it was called where it came from
 * @param standing whether it can be read; {@code reason} why a moderator decided so
 * @param supports exact
 */
public record Contribution(
        long id,
        long consultationId,
        Standing standing,
        @Nullable String reason,
        String title,
        String text,
        String language,
        @Nullable Theme theme,
        @Nullable String place,
        @Nullable Integer paragraph,
        @Nullable Long authorId,
        @Nullable String author,
        Organisation.@Nullable Name organisation,
        @Nullable String authorKind,
        @Nullable String source,
        Instant writtenAt,
        @Nullable Instant publishedAt,
        int supports,
        int comments,
        @Nullable Outcome outcome,
        @Nullable Long responseId,
        @Nullable Instant answeredAt,
        boolean fictional) {

    static final Duration EDITABLE = Duration.ofHours(1);
    static final int LONGEST_TITLE = 150, LONGEST = 10_000, SHORTEST = 20, MOST_LINKS = 5, MOST_FILES = 3;

    /** Whether it can be read. */
    public enum Standing {
        DRAFT,
        HELD,
        PUBLIC,
        HIDDEN,
        WITHDRAWN
    }

    /** What it said until then. */
    public record Edit(Instant editedAt, String title, String text) {}

    /** Whole: what its own page shows besides. */
    public record Whole(Contribution it, List<Edit> edits, List<StoredFile> files) {}

    public String path() {
        return path(id);
    }

    static String path(long id) {
        return "/contributions/" + id;
    }

    public boolean isPublic() {
        return standing == Standing.PUBLIC;
    }

    public boolean isBy(@Nullable Actor actor) {
        return actor != null && authorId != null && authorId == actor.personId();
    }

    /** A draft at any time; what is published for an hour, as long as the consultation is open and nobody has answered. */
    public boolean isEditable(@Nullable Actor actor, Consultation consultation, Instant now) {
        return isBy(actor)
                && consultation.isOpen(now)
                && responseId == null
                && (standing == Standing.DRAFT
                        || standing == Standing.HELD
                        || standing == Standing.PUBLIC
                                && publishedAt != null
                                && now.isBefore(publishedAt.plus(EDITABLE)));
    }

    /** How many web addresses a text has. */
    static long links(String text) {
        return Prose.links(text);
    }
}
