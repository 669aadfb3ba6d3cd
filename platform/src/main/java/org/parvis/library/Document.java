package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.StoredFile;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;

/**
 * A document of the process that the partnership asks for.
 *
 * @param plan the slug of the plan it belongs to, {@code planTitle} what that is called; none where it is of no single plan
 * @param datedOn its own date
 * @param untagged a PDF in which no tags were found
 * @param replaces the slug of the document that it takes the place of, {@code replacedBy} of the one that took its own
 * @param downloads how often it was asked for
 * @param edition counts how often what is said of it was changed
 * @param changedAt when what everyone reads of it last changed
 */
public record Document(
        long id,
        String slug,
        @Nullable String plan,
        @Nullable Bilingual planTitle,
        Stage stage,
        Bilingual title,
        @Nullable Bilingual summary,
        LocalDate datedOn,
        Language language,
        Licence licence,
        StoredFile file,
        boolean untagged,
        @Nullable String replaces,
        @Nullable String replacedBy,
        long downloads,
        int edition,
        Instant publishedAt,
        Instant changedAt,
        boolean fictional,
        Article.@Nullable Withdrawal withdrawal) {

    /** The part of the process that it tells of. */
    public enum Stage {
        FORUM("dialogue"),
        CO_CREATION("co-construction"),
        ADOPTION("adoption"),
        IMPLEMENTATION("mise-en-oeuvre"),
        ASSESSMENT("evaluation");

        private final String slug;

        Stage(String slug) {
            this.slug = slug;
        }

        /** What it is called in addresses. */
        public String slug() {
            return slug;
        }
    }

    public String path() {
        return "/documents/" + slug;
    }

    /** What its file is, « PDF ». */
    public String format() {
        return format(file.type());
    }

    static String format(FileType type) {
        return type == FileType.TEXT ? "TXT" : type.name();
    }
}
