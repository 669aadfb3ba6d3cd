package org.parvis.library;

import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
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
    private static final Pattern WORDS = Pattern.compile("(?<=\\s)(?=\\S)");

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
        for (var hunk : hunks(from, to)) {
            add(parts, Change.SAME, from.subList(at, hunk.from()));
            at = hunk.until();
            var gone = from.subList(hunk.from(), hunk.until());
            var come = to.subList(hunk.toFrom(), hunk.toUntil());
            if (paragraphs && !gone.isEmpty() && !come.isEmpty())
                compare(split(WORDS, String.join("", gone)), split(WORDS, String.join("", come)), false, parts);
            else {
                add(parts, Change.REMOVED, gone);
                add(parts, Change.ADDED, come);
            }
        }
        add(parts, Change.SAME, from.subList(at, from.size()));
    }

    private record Hunk(int from, int until, int toFrom, int toUntil) {}

    /** What differs, each stretch whole: the algorithm tells what goes and what comes in its place apart. */
    private static List<Hunk> hunks(List<String> from, List<String> to) {
        var hunks = new ArrayList<Hunk>();
        var changes = new MyersDiffWithLinearSpace<String>().computeDiff(from, to, null);
        for (var delta : Patch.generate(from, to, changes).getDeltas()) {
            int begins = delta.getSource().getPosition(),
                    comes = delta.getTarget().getPosition();
            if (!hunks.isEmpty()
                    && hunks.getLast().until() == begins
                    && hunks.getLast().toUntil() == comes) {
                var before = hunks.removeLast();
                begins = before.from();
                comes = before.toFrom();
            }
            hunks.add(new Hunk(
                    begins,
                    delta.getSource().getPosition() + delta.getSource().size(),
                    comes,
                    delta.getTarget().getPosition() + delta.getTarget().size()));
        }
        return hunks;
    }

    private static void add(List<Part> parts, Change change, List<String> pieces) {
        String text = String.join("", pieces);
        if (text.isEmpty()) return;
        if (!parts.isEmpty() && parts.getLast().change() == change)
            parts.add(new Part(change, parts.removeLast().text() + text));
        else parts.add(new Part(change, text));
    }
}
