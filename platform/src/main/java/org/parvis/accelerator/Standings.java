package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Applications in the order of their score, with what decided of each. A score is counted from 0 to 100 in hundredths of a
 * point: what differs by less is a tie. The <em>line</em> runs after the last place; what decided of an application is by how
 * many points each criterion puts it before, or behind, the nearest one on the other side.
 *
 * @param lines the best first
 * @param places how many are above the line
 */
record Standings(List<Line> lines, int places) {
    /** What each criterion brings, in points of the whole, where it is worth 1. */
    record Measure(double points) {}

    /** What an application is worth by each measure. */
    record Entry(long application, int number, double[] worths) {}

    /**
     * @param score in hundredths of a point
     * @param rank from 1; those of the same score share it
     * @param margins by measure: points before (or, below zero, behind) the nearest one on the other side of the line
     */
    record Line(long application, int number, long score, int rank, List<Double> margins) {}

    static Standings of(List<Measure> measures, List<Entry> entries, int places) {
        record Scored(Entry entry, long score) {}
        var scored = entries.stream()
                .map(e -> new Scored(e, score(measures, e)))
                .sorted(Comparator.comparingLong(Scored::score)
                        .reversed()
                        .thenComparingInt(s -> s.entry().number()))
                .toList();
        boolean line = scored.size() > places && places > 0;
        var lines = new ArrayList<Line>();
        int rank = 0;
        for (int i = 0; i < scored.size(); i++) {
            var own = scored.get(i);
            if (i == 0 || scored.get(i - 1).score() != own.score()) rank = i + 1;
            var margins = new ArrayList<Double>();
            if (line) {
                double[] other =
                        scored.get(i < places ? places : places - 1).entry().worths();
                for (int m = 0; m < measures.size(); m++)
                    margins.add(measures.get(m).points() * (own.entry().worths()[m] - other[m]));
            }
            lines.add(
                    new Line(own.entry().application(), own.entry().number(), own.score(), rank, List.copyOf(margins)));
        }
        return new Standings(List.copyOf(lines), places);
    }

    private static long score(List<Measure> measures, Entry entry) {
        double points = 0;
        for (int m = 0; m < measures.size(); m++) points += measures.get(m).points() * entry.worths()[m];
        return Math.round(100 * points);
    }

    /**
     * Those of one score among whom the line would run, by number.
     *
     * @param free how many of them it leaves above
     */
    record Tie(List<Line> tied, int free) {}

    /** Nobody where the line runs between two scores. */
    Tie tie() {
        if (places <= 0
                || lines.size() <= places
                || lines.get(places - 1).score() != lines.get(places).score()) return new Tie(List.of(), 0);
        long score = lines.get(places).score();
        var tied = lines.stream().filter(l -> l.score() == score).toList();
        return new Tie(tied, places - (tied.getFirst().rank() - 1));
    }

    /** The order of the numbers, with those whom a draw picked before the others of their score. */
    List<Line> ordered(Set<Integer> picked) {
        return lines.stream()
                .sorted(Comparator.comparingInt(Line::rank)
                        .thenComparing(l -> !picked.contains(l.number()))
                        .thenComparingInt(Line::number))
                .toList();
    }
}
