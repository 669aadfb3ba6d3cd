package org.parvis.library;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * Something published to be read and used, in one of its versions.
 *
 * @param publishedAt when its first edition was, or will be; none while it is a draft
 * @param withdrawal why it was taken away, where it was
 */
public record Article(
        long id,
        Kind kind,
        String slug,
        boolean fictional,
        Version version,
        @Nullable Instant publishedAt,
        @Nullable Withdrawal withdrawal) {

    /** What it is; each kind has a list of its own. */
    public enum Kind {
        NEWS("actualites"),
        TOOL("outils"),
        KIT("kits"),
        PUBLICATION("publications"),
        PAGE("pages"),
        QUOTATION("citations");

        /** The first word of an address of the room. */
        static final String SECTION = "{section:actualites|outils|kits|publications|pages|citations}";

        private final String section;

        Kind(String section) {
            this.section = section;
        }

        public String path() {
            return "/" + section;
        }

        static Kind ofSection(String section) {
            return Arrays.stream(values())
                    .filter(k -> k.section.equals(section))
                    .findFirst()
                    .orElseThrow();
        }

        /** What addresses of these kinds look like. */
        static String pattern() {
            return Arrays.stream(values()).map(k -> k.section).collect(Collectors.joining("|", "/(", ")/[a-z0-9-]+"));
        }

        static Optional<Kind> ofAddress(String address) {
            return Arrays.stream(values())
                    .filter(k -> address.startsWith(k.path() + "/"))
                    .findFirst();
        }
    }

    /**
     * A state in which it was saved.
     *
     * @param number counts what was saved, {@code edition} what was published
     * @param steps a checklist as it was typed
     * @param audience for whom it is
     * @param change what changed since the edition before
     * @param restores the number of the version of which it is a copy
     */
    public record Version(
            long id,
            int number,
            @Nullable Integer edition,
            @Nullable Instant publishAt,
            Bilingual title,
            Bilingual summary,
            Bilingual text,
            Bilingual steps,
            @Nullable Bilingual audience,
            Licence licence,
            @Nullable Picture picture,
            @Nullable Bilingual change,
            Instant savedAt,
            @Nullable Integer restores) {

        public boolean isPublic(Instant now) {
            return publishAt != null && !publishAt.isAfter(now);
        }

        public Checklist checklist() {
            return Checklist.of(steps);
        }
    }

    /** A picture and what it shows, for whoever does not see it. */
    public record Picture(StoredFile file, Bilingual alt) {}

    /** A template to download. */
    public record Template(int position, Bilingual title, StoredFile file) {
        public String format() {
            return Document.format(file.type());
        }
    }

    public record Withdrawal(Instant at, Bilingual reason) {}

    public Bilingual title() {
        return version.title();
    }

    public Bilingual summary() {
        return version.summary();
    }

    public String path() {
        return kind.path() + "/" + slug;
    }

    public boolean isPublic(Instant now) {
        return withdrawal == null && version.isPublic(now);
    }

    /** When what everyone reads of it last changed. */
    public Instant changedAt() {
        return withdrawal != null
                ? withdrawal.at()
                : version.publishAt() != null ? version.publishAt() : version.savedAt();
    }

    /** Whether it has been published again since it first was. */
    public boolean isRevised() {
        return version.edition() != null && version.edition() > 1;
    }

    public static boolean isEditor(@Nullable Actor actor) {
        return actor != null && actor.is(Role.COORDINATOR);
    }

    /** A part of a list, and whether more follows. */
    public record Slice(List<Article> articles, boolean more) {}
}
