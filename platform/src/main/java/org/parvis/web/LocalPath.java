package org.parvis.web;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An address of this very site, as a link's query may carry one: whatever could lead elsewhere is none. */
public final class LocalPath {
    private static final int LONGEST = 2_000;

    private LocalPath() {}

    public static Optional<String> find(@Nullable String text) {
        return Optional.ofNullable(text).filter(LocalPath::isLocal);
    }

    /** Browsers read {@code //host} and {@code /\host} as another site, and drop tabs and line breaks on their way to it. */
    private static boolean isLocal(String text) {
        return text.length() <= LONGEST
                && text.startsWith("/")
                && !text.startsWith("//")
                && text.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    }
}
