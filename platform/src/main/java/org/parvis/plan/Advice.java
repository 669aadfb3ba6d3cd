package org.parvis.plan;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.parvis.web.Bilingual;

/**
 * A plan read as its reviewers will.
 *
 * @param commitments how many were read
 * @param counts how many commitments meet each kind of objection
 * @param objections how many there are in all
 * @param advised a few of the commitments that can be mended, in the plan's order
 * @param more whether others come after them
 */
public record Advice(
        int commitments, Map<Objection.Kind, Integer> counts, int objections, List<Advised> advised, boolean more) {

    /** A commitment, and what can be objected to it. */
    public record Advised(int number, Bilingual title, List<Objection> objections) {
        Advised only(Objection.Kind kind) {
            return new Advised(
                    number,
                    title,
                    objections.stream().filter(o -> o.kind() == kind).toList());
        }
    }

    /** Where the plan stood on a day. */
    public record Score(LocalDate on, int percent, int objections) {}

    /**
     * Of all that reviewers look at, ten points a commitment, the part to which nothing can be objected: per cent, rounded
     * down, so that 100 means nothing at all. An empty plan has none: 0.
     */
    public int percent() {
        if (commitments == 0) return 0;
        long points = (long) commitments * Objection.Kind.values().length;
        long lost = counts.values().stream().mapToInt(Integer::intValue).sum();
        return (int) (100 * (points - lost) / points);
    }

    public int count(Objection.Kind kind) {
        return counts.getOrDefault(kind, 0);
    }

    static Map<Objection.Kind, Integer> noCounts() {
        return new EnumMap<>(Objection.Kind.class);
    }
}
