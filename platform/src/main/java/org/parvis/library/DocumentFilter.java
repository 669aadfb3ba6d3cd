package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.springframework.util.MultiValueMap;

/**
 * Which documents a list shows, as its address says it.
 *
 * @param plan by its slug
 */
public record DocumentFilter(
        @Nullable String plan,
        Document.@Nullable Stage stage,
        @Nullable Language language,
        @Nullable FileType format) {

    public static final DocumentFilter NONE = new DocumentFilter(null, null, null, null);
    private static final List<String> PARAMETERS = List.of("plan", "etape", "langue", "format", "apres");

    /** @throws BadInput naming the parameter and what it may be */
    static DocumentFilter of(MultiValueMap<String, String> all, List<String> plans) {
        for (String name : all.keySet())
            if (!PARAMETERS.contains(name))
                throw new BadInput("library.filter.unknown", name, String.join(", ", PARAMETERS));
        return new DocumentFilter(
                choice(all, "plan", plans, p -> p),
                choice(all, "etape", List.of(Document.Stage.values()), Document.Stage::slug),
                choice(all, "langue", List.of(Language.values()), Language::code),
                choice(all, "format", List.of(FileType.values()), DocumentFilter::slug));
    }

    static String slug(FileType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static <T> @Nullable T choice(
            MultiValueMap<String, String> all, String name, List<T> values, Function<T, String> slug) {
        String typed = all.getFirst(name);
        if (typed == null || typed.isBlank()) return null;
        return values.stream()
                .filter(v -> slug.apply(v).equals(typed.strip()))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "library.filter.bad", name, values.stream().map(slug).collect(Collectors.joining(", "))));
    }

    /** The number after which a list goes on. */
    static @Nullable Long after(MultiValueMap<String, String> all) {
        String typed = all.getFirst("apres");
        if (typed == null || typed.isBlank()) return null;
        if (!typed.matches("[0-9]{1,18}")) throw new BadInput("library.filter.number", "apres");
        return Long.valueOf(typed);
    }

    public boolean isNarrow() {
        return Arrays.asList(plan, stage, language, format).stream().anyMatch(v -> v != null);
    }
}
