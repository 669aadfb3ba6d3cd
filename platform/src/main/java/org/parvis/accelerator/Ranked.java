package org.parvis.accelerator;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Visit;

/**
 * An application in a college's ranking, or in the joint one.
 *
 * @param score in hundredths of a point
 * @param rank by the score; equal scores share it
 * @param place in the order that counts, after draws and deliberation, of those that were not withdrawn
 * @param margins by criterion: points before, or behind, the nearest one on the other side of the line
 */
record Ranked(
        long application,
        int number,
        String title,
        String name,
        boolean consents,
        boolean fictional,
        long score,
        int rank,
        int place,
        Map<Long, Double> margins,
        boolean shortlisted,
        @Nullable String shortlistReason) {
    private static final int SAID = 2;
    private static final double LEAST = 0.005;

    public String score(Visit visit) {
        return points(visit, score / 100.0);
    }

    static String points(Visit visit, double points) {
        var format = java.text.NumberFormat.getInstance(visit.language().locale());
        format.setMinimumFractionDigits(2);
        format.setMaximumFractionDigits(2);
        return format.format(points);
    }

    /** A criterion, and by how much it counted in what decided. */
    record Reason(Criterion criterion, double points) {
        public String points(Visit visit) {
            return (points > 0 ? "+" : "") + Ranked.points(visit, points);
        }
    }

    /** The criteria that decided, the weightiest first: those that pulled the way it went. Nothing where nothing differs. */
    public List<Reason> decided(List<Criterion> criteria) {
        double whole = margins.values().stream().mapToDouble(d -> d).sum();
        double way = whole == 0 ? 1 : Math.signum(whole);
        return criteria.stream()
                .map(c -> new Reason(c, margins.getOrDefault(c.id(), 0.0)))
                .filter(r -> r.points() * way >= LEAST)
                .sorted(Comparator.comparingDouble(r -> -r.points() * way))
                .limit(SAID)
                .toList();
    }
}
