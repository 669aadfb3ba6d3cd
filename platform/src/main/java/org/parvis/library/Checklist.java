package org.parvis.library;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.web.Bilingual;

/** Steps that anyone ticks for their own project, under headings. */
public record Checklist(List<Part> parts) {
    static final int MOST = 200;
    private static final int KEY = 16;

    /** @param heading none for the steps before the first one */
    public record Part(@Nullable Bilingual heading, List<Step> steps) {}

    /** @param key by which a tick knows it: a step that still says the same stays ticked in a later edition */
    public record Step(String key, Bilingual text) {}

    /** One step a line, a heading after #; the English lines stand for the French ones in their order. */
    static Checklist of(Bilingual typed) {
        var french = lines(typed.fr());
        var english = lines(typed.en());
        var parts = new ArrayList<Part>();
        for (int i = 0; i < french.size(); i++) {
            String line = french.get(i);
            var text = new Bilingual(words(line), i < english.size() ? words(english.get(i)) : null);
            if (isHeading(line)) parts.add(new Part(text, new ArrayList<>()));
            else {
                if (parts.isEmpty()) parts.add(new Part(null, new ArrayList<>()));
                parts.getLast().steps().add(new Step(key(text.fr()), text));
            }
        }
        return new Checklist(List.copyOf(parts));
    }

    private static List<String> lines(@Nullable String typed) {
        return typed == null
                ? List.of()
                : typed.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    private static boolean isHeading(String line) {
        return line.startsWith("#");
    }

    private static String words(String line) {
        return line.replaceFirst("^(#+|[-*•]|\\[ ])\\s*", "");
    }

    private static String key(String text) {
        return Sha256.hex(Sha256.of(text.getBytes(StandardCharsets.UTF_8))).substring(0, KEY);
    }

    /** What is wrong with one as it was typed: a message's key; none where nothing is. */
    static @Nullable String fault(Bilingual typed) {
        var french = lines(typed.fr());
        var english = lines(typed.en());
        var keys = of(typed).steps().map(Step::key).toList();
        if (french.size() > MOST) return "library.form.etapes.most";
        if (french.stream().anyMatch(l -> words(l).isEmpty())) return "library.form.etapes.empty";
        if (keys.stream().distinct().count() < keys.size()) return "library.form.etapes.twice";
        if (!english.isEmpty()
                && !english.stream()
                        .map(Checklist::isHeading)
                        .toList()
                        .equals(french.stream().map(Checklist::isHeading).toList()))
            return "library.form.etapes.uneven";
        return null;
    }

    public Stream<Step> steps() {
        return parts.stream().flatMap(p -> p.steps().stream());
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    public long size() {
        return steps().count();
    }
}
