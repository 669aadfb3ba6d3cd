package org.parvis.sortition;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The fairest lottery over panels, looked for from both sides. From outside, {@link FairPoint} gives chances that no lottery
 * can better; from inside, {@link Corral} and {@link Pricing} find the lottery nearest to them. Where they meet, the lottery
 * is the fairest, and that is certain. Where they cannot, what separates them is an inequality that every panel meets: it
 * becomes one more cut outside, and the search goes on.
 */
public final class Sortition {
    /** How near a chance comes to its target before the search ends. */
    static final double CLOSE = 1e-7;

    private static final double TIGHT = 1e-6;
    private static final long SEED = 2021;
    private static final int TELL_EVERY = 25;

    private final Instance instance;
    private final Options options;
    private final Limits limits;
    private final long start = System.nanoTime();
    private final FairPoint fair;
    private final Map<List<Integer>, int[]> met = new LinkedHashMap<>();
    private FairPoint.Point point;

    private Sortition(Instance instance, Options options) {
        this.instance = instance;
        this.options = options;
        this.limits = new Limits(options.limit(), options.cancelled());
        this.fair = new FairPoint(instance);
        double[] even = new double[instance.types()];
        Arrays.fill(even, 1);
        this.point = new FairPoint.Point(even, 1, 0);
    }

    /**
     * @throws InvalidInput where pool, quotas and size do not go together
     * @throws Unfeasible where no panel meets the quotas
     * @throws NoPanelYet where the search was stopped before it met one that does
     * @throws SolverMissing where the native part does not load
     */
    public static Allocation allocate(Pool pool, Quotas quotas, int panelSize, Options options) {
        return new Sortition(Instance.of(pool, quotas, panelSize), options).search();
    }

    private Allocation search() {
        Pricing everyPanel = Pricing.of(instance);
        try {
            Pricing.Found first = everyPanel.heavier(random(), Double.NEGATIVE_INFINITY, limits);
            if (first.panel() == null)
                throw Feasibility.explain(instance, first.bound() == Double.NEGATIVE_INFINITY, limits);
            keep(first.panel());
            while (true) {
                point = fair.find(limits);
                // A level of 0: even a mixture has none of them.
                if (nameWhoHasNoChance()) continue;
                Corral corral = approach(everyPanel);
                if (corral.largestDifference() <= CLOSE) return allocation(corral.panels(), corral.weights());
                if (options.method() == Method.MAXIMIN) {
                    Allocation best = best();
                    if (best.complete()) return best;
                }
                if (!nameWhoNeverCan(everyPanel) && !separate(everyPanel, corral)) return best();
            }
        } catch (Limits.Reached | Native.Stuck stopped) {
            if (met.isEmpty()) throw new NoPanelYet(stopped);
            return best();
        } finally {
            everyPanel.close();
        }
    }

    /** The lottery nearest to the point. The panels of a lottery that attains it share its tight quotas: these come first. */
    private Corral approach(Pricing everyPanel) {
        double[] target = new double[instance.types()];
        for (int t = 0; t < target.length; t++) target[t] = point.chances()[t] * instance.size(t);
        var corral = new Corral(instance, target);
        Pricing face = face(target);
        try {
            approach(corral, face);
            if (corral.largestDifference() > CLOSE) approach(corral, everyPanel);
        } finally {
            face.close();
        }
        return corral;
    }

    private void approach(Corral corral, Pricing pricing) {
        List<int[]> before = met.values().stream().filter(pricing::allows).toList();
        int steps = 0;
        if (corral.isEmpty()) {
            Pricing.Found any = pricing.heavier(random(), Double.NEGATIVE_INFINITY, limits);
            if (any.panel() == null) return;
            corral.add(keep(any.panel()));
        }
        while (corral.largestDifference() > CLOSE) {
            double[] direction = corral.direction();
            double level = corral.level() + 1e-8 * corral.distance();
            int[] panel = heaviest(before, corral, direction, level);
            if (panel == null) panel = pricing.heavier(direction, level, limits).panel();
            if (panel == null || !corral.add(keep(panel))) return;
            if (steps++ % TELL_EVERY == 0)
                options.progress()
                        .accept(new Progress(
                                elapsed(), met.size(), point.upperBound(), Math.min(1, corral.largestDifference())));
        }
    }

    /** Panels of the rounds before cost nothing to find again. */
    private static int @Nullable [] heaviest(List<int[]> panels, Corral corral, double[] direction, double level) {
        int[] heaviest = null;
        double above = level;
        for (int[] panel : panels) {
            double weight = Pricing.weight(direction, panel);
            if (weight <= above || corral.holds(panel)) continue;
            above = weight;
            heaviest = panel;
        }
        return heaviest;
    }

    private Pricing face(double[] target) {
        List<Instance.Row> rows = instance.rows();
        int[] min = new int[rows.size()];
        int[] max = new int[rows.size()];
        for (int r = 0; r < min.length; r++) {
            Instance.Row row = rows.get(r);
            double sum = Arrays.stream(row.types()).mapToDouble(t -> target[t]).sum();
            boolean atMin = Math.abs(sum - row.min()) < TIGHT;
            boolean atMax = Math.abs(sum - row.max()) < TIGHT;
            min[r] = atMax ? row.max() : row.min();
            max[r] = atMin ? row.min() : row.max();
        }
        int[] least = new int[target.length];
        int[] most = instance.most().clone();
        for (int t = 0; t < target.length; t++) {
            if (target[t] < TIGHT) most[t] = 0;
            else if (target[t] > most[t] - TIGHT) least[t] = most[t];
        }
        return new Pricing(instance, min, max, least, most);
    }

    private boolean nameWhoHasNoChance() {
        boolean found = false;
        for (int t = 0; t < instance.types(); t++) {
            if (fair.isNever(t) || point.chances()[t] > CLOSE) continue;
            fair.never(t);
            found = true;
        }
        return found;
    }

    /** Whether someone was found whom no panel can have; those met on a panel can. */
    private boolean nameWhoNeverCan(Pricing everyPanel) {
        boolean found = false;
        for (int t = 0; t < instance.types(); t++) {
            int type = t;
            if (fair.isNever(t) || met.values().stream().anyMatch(panel -> panel[type] > 0)) continue;
            double[] only = new double[instance.types()];
            only[t] = 1;
            Pricing.Found with = everyPanel.heavier(only, 0, limits);
            if (with.panel() != null) {
                keep(with.panel());
            } else if (with.bound() < 1) {
                fair.never(t);
                found = true;
            }
        }
        return found;
    }

    /** A cut between the point and every panel; false where there is none that rounding leaves in place. */
    private boolean separate(Pricing everyPanel, Corral corral) {
        if (corral.isEmpty()) return false;
        double[] direction = corral.direction();
        double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double atPoint = 0;
        for (int t = 0; t < direction.length; t++) {
            direction[t] /= largest;
            atPoint += direction[t] * point.chances()[t] * instance.size(t);
        }
        double heaviest = Double.NEGATIVE_INFINITY;
        while (true) {
            Pricing.Found found = everyPanel.heavier(direction, heaviest, limits);
            if (found.panel() == null) {
                double atMost = Math.max(heaviest, found.bound());
                if (atMost >= atPoint - 1e-9) return false;
                fair.add(new FairPoint.Cut(direction, atMost).rounded(instance));
                return true;
            }
            keep(found.panel());
            heaviest = Pricing.weight(direction, found.panel());
        }
    }

    /** The best lottery over the panels met: the smallest shortfall from the bound (maximin) or from the point. */
    private Allocation best() {
        List<int[]> panels = List.copyOf(met.values());
        MPSolver solver = Native.linear();
        MPVariable[] weight = new MPVariable[panels.size()];
        MPConstraint whole = solver.makeConstraint(1, 1);
        MPConstraint[] reached = new MPConstraint[instance.types()];
        MPVariable shortfall = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        for (int t = 0; t < reached.length; t++) {
            double wanted =
                    fair.isNever(t) ? 0 : options.method() == Method.MAXIMIN ? point.upperBound() : point.chances()[t];
            reached[t] = solver.makeConstraint(wanted * instance.size(t), Double.POSITIVE_INFINITY);
            reached[t].setCoefficient(shortfall, instance.size(t));
        }
        for (int p = 0; p < weight.length; p++) {
            weight[p] = solver.makeNumVar(0, 1, "");
            whole.setCoefficient(weight[p], 1);
            for (int t = 0; t < reached.length; t++)
                if (panels.get(p)[t] > 0) reached[t].setCoefficient(weight[p], panels.get(p)[t]);
        }
        solver.objective().setCoefficient(shortfall, 1);
        solver.objective().setMinimization();
        var status = Native.solve(solver);
        if (status != MPSolver.ResultStatus.OPTIMAL)
            throw new IllegalStateException("The lottery over the panels met ended as " + status);
        var used = new ArrayList<int[]>();
        var weights = new ArrayList<Double>();
        for (int p = 0; p < weight.length; p++) {
            if (weight[p].solutionValue() < 1e-12) continue;
            used.add(panels.get(p));
            weights.add(weight[p].solutionValue());
        }
        solver.delete();
        return allocation(used, weights.stream().mapToDouble(w -> w).toArray());
    }

    private Allocation allocation(List<int[]> panels, double[] weights) {
        for (int[] panel : panels)
            if (!instance.allows(panel)) throw new IllegalStateException("A panel that the quotas do not allow");
        boolean[] never = new boolean[instance.types()];
        for (int t = 0; t < never.length; t++) never[t] = fair.isNever(t);
        return new Allocation(instance, options.method(), panels, weights, never, point, fair.cuts(), elapsed());
    }

    /** The same panel is one object. */
    private int[] keep(int[] panel) {
        return met.computeIfAbsent(Arrays.stream(panel).boxed().toList(), counts -> panel);
    }

    private double[] random() {
        return new Random(SEED).doubles(instance.types()).toArray();
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
