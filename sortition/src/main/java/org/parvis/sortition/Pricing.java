package org.parvis.sortition;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The panel of the greatest weight, {@code max Σ w[t]·c[t]}. Its linear relaxation has few rows, so that few counts of its
 * optimum are not whole; those and their nearest rivals are left to the integer solver, the others keep their value. Where
 * that does not do, all whose reduced cost cannot rule them out are left free, which is exact.
 */
final class Pricing {
    /** Whole weights for the integer solver: a panel's is known to within {@code k / 2} of these parts of the largest. */
    private static final double SCALE = 1e7;

    private static final double EXACT_SCALE = 1e9;

    private static final int RIVALS = 40;

    /** A panel that wins a tenth of what the linear relaxation promises is good enough; the next direction corrects it. */
    private static final double GOOD_ENOUGH = 0.9;

    /** @param bound no panel weighs more; infinite where that was not looked for */
    record Found(int @Nullable [] panel, double bound) {}

    private final Instance instance;
    private final int[] min;
    private final int[] max;
    private final int[] least;
    private final int[] most;
    private final MPSolver linear = Native.linear();
    private final MPVariable[] count;
    private final MPConstraint[] rows;
    private final int[][] rowsOf;

    /** @param min and max bounds of the instance's rows, and {@code least}, {@code most} of its types, as they are or tighter */
    Pricing(Instance instance, int[] min, int[] max, int[] least, int[] most) {
        this.instance = instance;
        this.min = min;
        this.max = max;
        this.least = least;
        this.most = most;
        int types = instance.types();
        count = new MPVariable[types];
        for (int t = 0; t < types; t++) count[t] = linear.makeNumVar(least[t], most[t], "");
        rows = new MPConstraint[min.length];
        for (int r = 0; r < rows.length; r++) {
            rows[r] = linear.makeConstraint(min[r], max[r]);
            for (int t : instance.rows().get(r).types()) rows[r].setCoefficient(count[t], 1);
        }
        linear.objective().setMaximization();
        rowsOf = new int[types][];
        for (int t = 0; t < types; t++) {
            int type = t;
            rowsOf[t] = IntStream.range(0, rows.length)
                    .filter(r -> Arrays.stream(instance.rows().get(r).types()).anyMatch(of -> of == type))
                    .toArray();
        }
    }

    static Pricing of(Instance instance) {
        return new Pricing(
                instance,
                instance.rows().stream().mapToInt(Instance.Row::min).toArray(),
                instance.rows().stream().mapToInt(Instance.Row::max).toArray(),
                new int[instance.types()],
                instance.most().clone());
    }

    int types() {
        return count.length;
    }

    /**
     * A panel that weighs more than {@code above}; where there is none, no panel and a proof.
     *
     * @param above in the unit of the weights; −∞ for any panel
     */
    Found heavier(double[] weights, double above, Limits limits) {
        limits.check();
        int types = weights.length;
        double largest = Arrays.stream(weights).map(Math::abs).max().orElse(0);
        if (largest == 0) largest = 1;
        for (int t = 0; t < types; t++) linear.objective().setCoefficient(count[t], weights[t] / largest);
        var status = Native.solve(linear);
        if (status == MPSolver.ResultStatus.INFEASIBLE) return new Found(null, Double.NEGATIVE_INFINITY);
        if (status == MPSolver.ResultStatus.ABNORMAL) throw new Native.Stuck();
        if (status != MPSolver.ResultStatus.OPTIMAL)
            throw new IllegalStateException("The linear programme of a panel ended as " + status);
        double[] value = new double[types];
        double[] reduced = new double[types];
        for (int t = 0; t < types; t++) {
            value[t] = count[t].solutionValue();
            reduced[t] = weights[t] / largest;
        }
        double bound = 0;
        for (int r = 0; r < rows.length; r++) {
            double dual = rows[r].dualValue();
            bound += dual * (dual > 0 ? max[r] : min[r]);
            for (int t : instance.rows().get(r).types()) reduced[t] -= dual;
        }
        for (int t = 0; t < types; t++) bound += reduced[t] * (reduced[t] > 0 ? most[t] : least[t]);
        if (bound * largest <= above) return new Found(null, bound * largest);

        int[] panel = new int[types];
        boolean whole = true;
        for (int t = 0; t < types; t++) {
            panel[t] = (int) Math.round(value[t]);
            whole &= Math.abs(value[t] - panel[t]) < 1e-7;
        }
        if (whole && weight(weights, panel) > above) return new Found(panel, bound * largest);

        Integer[] order = new Integer[types];
        Arrays.setAll(order, t -> t);
        double[] rank = new double[types];
        for (int t = 0; t < types; t++) rank[t] = Math.abs(value[t] - panel[t]) < 1e-7 ? Math.abs(reduced[t]) : -1;
        Arrays.sort(
                order,
                (a, b) -> Double.compare(rank[a], rank[b]) != 0
                        ? Double.compare(rank[a], rank[b])
                        : Integer.compare(a, b));
        double scaledAbove = above / largest;
        int free = Math.min(types, RIVALS);
        while (true) {
            // Whoever cannot move by one without losing more than what there is to win stays where it is.
            int rivals = 0;
            while (rivals < types && bound - rank[order[rivals]] > scaledAbove - 1e-12) rivals++;
            boolean exact = free >= rivals;
            Found found = solve(
                    weights,
                    largest,
                    panel,
                    Arrays.copyOf(order, Math.min(free, rivals)),
                    exact ? 0 : GOOD_ENOUGH * (bound - scaledAbove),
                    exact ? EXACT_SCALE : SCALE,
                    limits);
            if (found.panel() != null && weight(weights, found.panel()) > above)
                return new Found(found.panel(), exact ? found.bound() : bound * largest);
            limits.check();
            if (exact) return new Found(null, Math.max(above, found.bound()));
            free = free >= 4 * RIVALS ? types : 2 * free;
        }
    }

    private Found solve(
            double[] weights, double largest, int[] start, Integer[] free, double gap, double scale, Limits limits) {
        var model = new CpModel();
        int[] fixedSum = new int[rows.length];
        int[] panel = start.clone();
        for (int t : free) panel[t] = 0;
        for (int t = 0; t < panel.length; t++) for (int r : rowsOf[t]) fixedSum[r] += panel[t];
        IntVar[] variables = new IntVar[free.length];
        long[] whole = new long[free.length];
        List<List<IntVar>> inRow =
                Stream.<List<IntVar>>generate(ArrayList::new).limit(rows.length).toList();
        for (int i = 0; i < free.length; i++) {
            int t = free[i];
            variables[i] = model.newIntVar(least[t], most[t], "");
            whole[i] = Math.round(weights[t] / largest * scale);
            for (int r : rowsOf[t]) inRow.get(r).add(variables[i]);
        }
        for (int r = 0; r < rows.length; r++) {
            int lo = min[r] - fixedSum[r];
            int hi = max[r] - fixedSum[r];
            if (inRow.get(r).isEmpty()) {
                if (lo > 0 || hi < 0) return new Found(null, Double.NEGATIVE_INFINITY);
            } else {
                model.addLinearConstraint(LinearExpr.sum(inRow.get(r).toArray(new IntVar[0])), lo, hi);
            }
        }
        model.maximize(LinearExpr.weightedSum(variables, whole));
        var solver = new CpSolver();
        solver.getParameters()
                .setNumWorkers(1)
                .setRandomSeed(1)
                .setCpModelProbingLevel(0)
                .setSymmetryLevel(0)
                .setLinearizationLevel(2)
                .setAbsoluteGapLimit(Math.min(gap * scale, 1e15))
                .setMaxDeterministicTime(free.length == panel.length ? 60 : 10);
        CpSolverStatus status = limits.solve(solver, model);
        if (status == CpSolverStatus.INFEASIBLE) return new Found(null, Double.NEGATIVE_INFINITY);
        double base = 0;
        for (int t = 0; t < panel.length; t++) base += weights[t] * panel[t];
        double bound = base + (solver.bestObjectiveBound() + 0.5 * instance.panelSize()) / scale * largest;
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) return new Found(null, bound);
        for (int i = 0; i < free.length; i++) panel[free[i]] = (int) solver.value(variables[i]);
        return new Found(panel, bound);
    }

    boolean allows(int[] panel) {
        for (int t = 0; t < panel.length; t++) if (panel[t] < least[t] || panel[t] > most[t]) return false;
        for (int r = 0; r < rows.length; r++) {
            int sum = Arrays.stream(instance.rows().get(r).types())
                    .map(t -> panel[t])
                    .sum();
            if (sum < min[r] || sum > max[r]) return false;
        }
        return true;
    }

    static double weight(double[] weights, int[] panel) {
        double sum = 0;
        for (int t = 0; t < panel.length; t++) sum += weights[t] * panel[t];
        return sum;
    }

    void close() {
        linear.delete();
    }
}
