package org.parvis.participation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;

/**
 * A contribution in a list.
 *
 * @param beginning of its text, as it was typed
 * @param place where the order puts it
 */
public record ContributionLine(
        long id,
        String title,
        String beginning,
        String language,
        @Nullable Theme theme,
        @Nullable String where,
        @Nullable Integer paragraph,
        @Nullable String author,
        Organisation.@Nullable Name organisation,
        Instant publishedAt,
        int supports,
        int comments,
        @Nullable Outcome outcome,
        boolean fictional,
        ContributionFilter.Place place) {
    private static final int EXCERPT = 280;

    public String path() {
        return Contribution.path(id);
    }

    /** Plain words, without the marks of Markdown. */
    public String excerpt() {
        String words = beginning
                .replaceAll("[*_`#>]+|\\]\\([^)]*\\)|\\[", "")
                .replaceAll("\\s+", " ")
                .strip();
        if (words.length() <= EXCERPT) return words;
        int end = words.lastIndexOf(' ', EXCERPT);
        return words.substring(0, end < EXCERPT / 2 ? EXCERPT : end) + "…";
    }
}
