package org.parvis.library;

import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two texts: by paragraphs first, and by words within those that changed.
 *
 * @param field the text that changed, by the name of its field
 */
public record Difference(String field, List<Part> parts) {
    /** Beyond so many pieces on both sides, the whole stands for the whole: comparing takes time by their square. */
    private static final int MOST = 4_000;

    private static final Pattern PARAGRAPHS = Pattern.compile("(?<=\\n)");
    private static final Pattern WORDS = Pattern.compile("(?<=\\s)|(?=\\s)");

    public enum Change {
        SAME,
        REMOVED,
        ADDED
    }

    public record Part(Change change, String text) {}

    /** None where the two are the same. */
    static List<Difference> of(String field, @Nullable String before, @Nullable String after) {
        String from = before == null ? "" : before.replace("\r\n", "\n"),
                to = after == null ? "" : after.replace("\r\n", "\n");
        if (from.equals(to)) return List.of();
        var parts = new ArrayList<Part>();
        compare(split(PARAGRAPHS, from), split(PARAGRAPHS, to), true, parts);
        return List.of(new Difference(field, List.copyOf(parts)));
    }

    private static List<String> split(Pattern pattern, String text) {
        return text.isEmpty() ? List.of() : List.of(pattern.split(text));
    }

    private static void compare(List<String> from, List<String> to, boolean paragraphs, List<Part> parts) {
        if (from.size() + to.size() > MOST) {
            add(parts, Change.REMOVED, from);
            add(parts, Change.ADDED, to);
            return;
        }
        int at = 0;
        for (AbstractDelta<String> delta : Patch.generate(
                        from, to, new MyersDiffWithLinearSpace<String>().computeDiff(from, to, null))
                .getDeltas()) {
            var source = delta.getSource();
            var target = delta.getTarget();
            add(parts, Change.SAME, from.subList(at, source.getPosition()));
            at = source.getPosition() + source.size();
            if (paragraphs && source.size() > 0 && target.size() > 0)
                compare(
                        split(WORDS, String.join("", source.getLines())),
                        split(WORDS, String.join("", target.getLines())),
                        false,
                        parts);
            else {
                add(parts, Change.REMOVED, source.getLines());
                add(parts, Change.ADDED, target.getLines());
            }
        }
        add(parts, Change.SAME, from.subList(at, from.size()));
    }

    private static void add(List<Part> parts, Change change, List<String> pieces) {
        String text = String.join("", pieces);
        if (text.isEmpty()) return;
        if (!parts.isEmpty() && parts.getLast().change() == change)
            parts.add(new Part(change, parts.removeLast().text() + text));
        else parts.add(new Part(change, text));
    }
}
