package org.parvis.participation;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.BadInput;

/**
 * Which contributions are asked for, in which order, from where on.
 *
 * @param paragraph only remarks on this one of the consultation's text
 * @param outcome a response's outcome; {@code unanswered} for those that have none yet
 * @param words to find in them, or empty
 * @param seed where the order of chance begins
 * @param from the last line of the page before (or the first of the page after where {@code backwards})
 */
public record ContributionFilter(
        Sort sort,
        @Nullable Theme theme,
        @Nullable Integer paragraph,
        @Nullable Outcome outcome,
        boolean unanswered,
        String words,
        int seed,
        @Nullable Place from,
        boolean backwards) {
    static final String UNANSWERED = "sans-reponse";
    private static final int LONGEST_WORDS = 200;

    /** In which order. Chance is drawn once for each contribution: the seed says where in that ring a reader begins. */
    public enum Sort {
        RECENT("recentes", "published_at"),
        SUPPORTED("soutenues", "supports"),
        DISCUSSED("discutees", "comments"),
        RANDOM("hasard", "shuffle");

        private final String slug;
        final String column;

        Sort(String slug, String column) {
            this.slug = slug;
            this.column = column;
        }

        public String slug() {
            return slug;
        }
    }

    /** A line's place in an order: its value (microseconds for a date) and its number. */
    public record Place(long value, long id) {
        @Override
        public String toString() {
            return value + "." + id;
        }

        static @Nullable Place read(String text) {
            if (text.isEmpty()) return null;
            if (!text.matches("-?[0-9]{1,18}\\.[0-9]{1,18}")) throw new BadInput("participation.list.place");
            int dot = text.indexOf('.');
            return new Place(Long.parseLong(text.substring(0, dot)), Long.parseLong(text.substring(dot + 1)));
        }
    }

    /** @throws BadInput where a value is none of those allowed */
    static ContributionFilter of(Map<String, String> parameters) {
        String sort = value(parameters, "tri"),
                theme = value(parameters, "theme"),
                outcome = value(parameters, "reponse");
        String words = value(parameters, "q").strip(), seed = value(parameters, "graine");
        if (!seed.matches("[0-9]{0,9}")) throw new BadInput("participation.list.seed");
        String paragraph = value(parameters, "paragraphe");
        if (!paragraph.matches("[0-9]{0,4}")) throw new BadInput("participation.list.paragraph");
        var after = Place.read(value(parameters, "apres"));
        var before = Place.read(value(parameters, "avant"));
        return new ContributionFilter(
                sort.isEmpty()
                        ? Sort.RECENT
                        : Arrays.stream(Sort.values())
                                .filter(s -> s.slug().equals(sort))
                                .findFirst()
                                .orElseThrow(() -> new BadInput("participation.list.sort")),
                theme.isEmpty() ? null : Theme.find(theme).orElseThrow(() -> new BadInput("participation.list.theme")),
                paragraph.isEmpty() ? null : Integer.valueOf(paragraph),
                outcome.isEmpty() || outcome.equals(UNANSWERED)
                        ? null
                        : Outcome.find(outcome).orElseThrow(() -> new BadInput("participation.list.outcome")),
                outcome.equals(UNANSWERED),
                words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words,
                seed.isEmpty() ? 0 : Integer.parseInt(seed),
                after == null ? before : after,
                after == null && before != null);
    }

    private static String value(Map<String, String> parameters, String name) {
        return Objects.requireNonNullElse(parameters.get(name), "").replace("\0", "");
    }

    /** A new order of chance, for whoever asks without saying which. */
    static int draw() {
        return ThreadLocalRandom.current().nextInt(1_000_000_000);
    }

    public boolean isNarrow() {
        return theme != null || paragraph != null || outcome != null || unanswered || !words.isEmpty();
    }

    public String outcomeSlug() {
        return unanswered ? UNANSWERED : outcome == null ? "" : outcome.slug();
    }
}
