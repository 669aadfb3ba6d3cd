package org.parvis.search;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A find as a page shows it.
 *
 * @param language of its words
 */
record Find(
        String address,
        Kind kind,
        String language,
        List<Part> title,
        List<Part> extract,
        @Nullable LocalDate day,
        boolean fictional) {
    /** Around what was looked for; no text of people holds them. */
    static final char BEGIN = '\uE000', END = '\uE001';

    /** Some words, and whether they are what was looked for. */
    record Part(String words, boolean found) {}

    static List<Part> parts(String marked) {
        var parts = new ArrayList<Part>();
        int at = 0;
        while (at < marked.length()) {
            boolean found = marked.charAt(at) == BEGIN;
            int end = marked.indexOf(found ? END : BEGIN, at);
            if (end < 0) end = marked.length();
            String words = marked.substring(found ? at + 1 : at, end);
            if (!words.isEmpty()) parts.add(new Part(words, found));
            at = found ? end + 1 : end;
        }
        return parts;
    }
}
