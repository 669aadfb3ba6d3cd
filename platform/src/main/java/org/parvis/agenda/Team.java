package org.parvis.agenda;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * People who work together at a hackathon, and the project that they make. Who they are is nobody's business: only how many.
 *
 * @param gathering the address of the gathering
 * @param seeks the skills it looks for
 * @param distinction what the organisers published of it as a result
 * @param publishedAt from when everyone sees the project
 */
public record Team(
        long id,
        String gathering,
        int number,
        @Nullable Challenge challenge,
        String name,
        @Nullable String seeks,
        int members,
        @Nullable Project project,
        @Nullable Bilingual distinction,
        @Nullable Instant publishedAt,
        boolean fictional) {
    /** What a team made. */
    public record Project(
            String title,
            String text,
            @Nullable String repository,
            @Nullable String demonstration,
            @Nullable String licence) {}

    public String path() {
        return gathering + "/equipes/" + number;
    }

    public boolean isPublic() {
        return publishedAt != null && project != null;
    }
}
