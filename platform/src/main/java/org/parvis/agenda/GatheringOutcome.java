package org.parvis.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.trace.Link;
import org.parvis.web.Bilingual;

/**
 * Something that came of a gathering.
 *
 * @param gathering the address of the gathering
 * @param workshop the one it came of; none for the gathering as a whole
 * @param contribution the address of the contribution that it became in the consultation of its gathering
 * @param publishedAt from when it no longer changes; a draft until then
 */
public record GatheringOutcome(
        long id,
        String gathering,
        int number,
        Kind kind,
        @Nullable Workshop workshop,
        Bilingual title,
        @Nullable Bilingual text,
        @Nullable String url,
        @Nullable StoredFile file,
        @Nullable String contribution,
        @Nullable Instant publishedAt,
        boolean fictional) {

    /** What it is, and how it comes of its gathering. */
    public enum Kind {
        MINUTES(Link.Kind.DOCUMENTED_BY),
        DECISION(Link.Kind.RAISED_AT),
        DOCUMENT(Link.Kind.DOCUMENTED_BY),
        CONTRIBUTION(Link.Kind.RAISED_AT);

        private final Link.Kind link;

        Kind(Link.Kind link) {
            this.link = link;
        }

        Link.Kind link() {
            return link;
        }
    }

    /** Its number on the programme and its name. */
    public record Workshop(int number, Bilingual title) {}

    public String path() {
        return gathering + "/suites/" + number;
    }

    public boolean isPublic() {
        return publishedAt != null;
    }
}
