package org.parvis.accelerator;

import com.google.ortools.graph.MinCostFlow;
import com.google.ortools.graph.MinCostFlowBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.parvis.sortition.Solver;

/**
 * Who reads what: each application goes to as many jurors as the call says, none of them in conflict with it; nobody reads more
 * than one more than another; and each juror reads of every theme about the share that it has among all. A flow of least cost,
 * from applications by (juror, theme) to jurors, by the kept solver: docs/algorithms/joint-jury.md draws it. The same
 * applications, jurors and conflicts give the same result.
 *
 * @param pairs who reads what, by application, then by juror
 * @param uncovered the applications that conflicts left with fewer readers than asked
 */
record Sharing(List<Pair> pairs, List<Long> uncovered) {
    /** An application, or a conflict, with a juror. */
    record Pair(long application, long juror) {}

    record Entry(long application, String theme) {}

    /** A theme read once more than its share, and once more again: dearer than any preference of a pair. */
    private static final int PREFERENCES = 1_000, THEME = 100_000, AGAIN = 300_000;
    /** Where conflicts forbid an even load, each further read is dearer than the one before. */
    private static final long UNEVEN = 10_000_000;

    private static final int STEPS = 30;

    /** @param seed of the preferences, by which two jurors do not read the same applications throughout */
    static Sharing of(List<Entry> entries, List<Long> jurors, int readers, Set<Pair> conflicts, long seed) {
        if (entries.isEmpty() || jurors.isEmpty())
            return new Sharing(
                    List.of(), entries.stream().map(Entry::application).toList());
        Solver.load();
        var even = new Network(entries, jurors, readers, conflicts, seed, true).solve();
        return even == null ? new Network(entries, jurors, readers, conflicts, seed, false).must() : even;
    }

    private static final class Network {
        private static final int SINK = 0, MORE = 1;

        private final List<Entry> entries;
        private final List<Long> jurors;
        private final int readers;
        private final MinCostFlow flow = new MinCostFlow();
        private final List<int[]> arcs = new ArrayList<>();
        private final boolean even;

        Network(List<Entry> entries, List<Long> jurors, int readers, Set<Pair> conflicts, long seed, boolean even) {
            this.entries = entries;
            this.jurors = jurors;
            this.readers = readers;
            this.even = even;
            Map<String, Integer> themes = new TreeMap<>();
            for (var entry : entries) themes.merge(entry.theme(), 1, Integer::sum);
            int reads = 0, first = 2 + jurors.size(), own = first + jurors.size() * themes.size();
            var names = List.copyOf(themes.keySet());
            for (int i = 0; i < entries.size(); i++) {
                var entry = entries.get(i);
                int theme = names.indexOf(entry.theme()), free = 0;
                for (int j = 0; j < jurors.size(); j++) {
                    if (conflicts.contains(new Pair(entry.application(), jurors.get(j)))) continue;
                    free++;
                    long cost = preference(seed, entry.application(), jurors.get(j));
                    arcs.add(new int[] {arc(own + i, first + j * names.size() + theme, 1, cost), i, j});
                }
                int wanted = Math.min(readers, free);
                flow.setNodeSupply(own + i, wanted);
                reads += wanted;
            }
            for (int j = 0; j < jurors.size(); j++)
                for (int t = 0; t < names.size(); t++) {
                    int of = themes.getOrDefault(names.get(t), 0), node = first + j * names.size() + t;
                    int share = of * readers / jurors.size();
                    arc(node, 2 + j, share, 0);
                    arc(node, 2 + j, 1, THEME);
                    arc(node, 2 + j, of, AGAIN);
                }
            int least = reads / jurors.size();
            for (int j = 0; j < jurors.size(); j++) {
                arc(2 + j, SINK, least, 0);
                arc(2 + j, MORE, 1, 0);
                for (int step = 1; !even && step <= STEPS; step++)
                    arc(2 + j, SINK, step == STEPS ? reads : 1, step * UNEVEN);
            }
            // Exactly what is left over a whole number of reads each: everyone has the least, and some one more.
            arc(MORE, SINK, reads - (long) least * jurors.size(), 0);
            flow.setNodeSupply(SINK, -reads);
        }

        private int arc(int from, int to, long capacity, long cost) {
            return flow.addArcWithCapacityAndUnitCost(from, to, capacity, cost);
        }

        /** Spread over all pairs by a hash (the finaliser of MurmurHash3). */
        private static long preference(long seed, long application, long juror) {
            long h = seed ^ application * 0x9E3779B97F4A7C15L ^ juror * 0xC2B2AE3D27D4EB4FL;
            h = (h ^ h >>> 33) * 0xff51afd7ed558ccdL;
            h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
            return Math.floorMod(h ^ h >>> 33, PREFERENCES);
        }

        /** Nothing where conflicts forbid that everyone reads the same. */
        @org.jspecify.annotations.Nullable
        Sharing solve() {
            return flow.solve() == MinCostFlowBase.Status.OPTIMAL ? read() : null;
        }

        Sharing must() {
            var status = flow.solve();
            if (status != MinCostFlowBase.Status.OPTIMAL)
                throw new IllegalStateException("The solver answers " + status + (even ? " evenly" : ""));
            return read();
        }

        private Sharing read() {
            var pairs = new ArrayList<Pair>();
            int[] covered = new int[entries.size()];
            for (int[] arc : arcs) {
                if (flow.getFlow(arc[0]) == 0) continue;
                pairs.add(new Pair(entries.get(arc[1]).application(), jurors.get(arc[2])));
                covered[arc[1]]++;
            }
            var uncovered = new ArrayList<Long>();
            for (int i = 0; i < covered.length; i++)
                if (covered[i] < readers) uncovered.add(entries.get(i).application());
            flow.delete();
            return new Sharing(List.copyOf(pairs), List.copyOf(uncovered));
        }
    }
}
