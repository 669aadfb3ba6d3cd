package org.parvis.sortition;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The fairest point of a set that holds every panel: the quotas as inequalities over real numbers, and the cuts found so
 * far. Since no lottery over panels leaves the set, none is fairer; where one attains the point, it is the fairest lottery.
 *
 * <p>LEXIMIN by levels: raise the lowest chance; whoever has a positive dual value cannot be raised in any optimum
 * (complementary slackness), and keeps that level; go on with the others.
 */
final class FairPoint {
    private static final double POSITIVE = 1e-6;

    /** A fixed chance may be missed by a hair, so that rounding does not leave the next level without a point. */
    private static final double HAIR = 1e-11;

    /** {@code Σ weights[t] · c[t] ≤ atMost} for every panel. */
    record Cut(double[] weights, double atMost) {
        /** The same with no more than nine decimals, and true still: what rounding could add is allowed. */
        Cut rounded(Instance instance) {
            double[] rounded = new double[weights.length];
            double allowed = atMost;
            for (int t = 0; t < weights.length; t++) {
                rounded[t] = Math.rint(weights[t] * 1e9) / 1e9;
                allowed += Math.max(0, rounded[t] - weights[t]) * instance.most()[t];
            }
            return new Cut(rounded, allowed);
        }
    }

    /**
     * @param chances of a person of each type
     * @param upperBound no lottery gives everyone who can be on a panel more than this; recomputed from the dual values, so
     *     that it holds whatever the solver's rounding
     */
    record Point(double[] chances, double upperBound, int levels) {}

    private final Instance instance;
    private final List<Cut> cuts = new ArrayList<>();
    private final boolean[] never;

    FairPoint(Instance instance) {
        this.instance = instance;
        this.never = new boolean[instance.types()];
    }

    void add(Cut cut) {
        cuts.add(cut);
    }

    int cuts() {
        return cuts.size();
    }

    /** No panel has anyone of this type: their chance is 0, and the others' fairness is looked for without them. */
    void never(int type) {
        never[type] = true;
    }

    boolean isNever(int type) {
        return never[type];
    }

    Point find(Limits limits) {
        int types = instance.types();
        MPSolver solver = Native.linear();
        MPVariable[] count = new MPVariable[types];
        for (int t = 0; t < types; t++) count[t] = solver.makeNumVar(0, never[t] ? 0 : instance.most()[t], "");
        MPVariable level = solver.makeNumVar(0, Double.POSITIVE_INFINITY, "");
        var rows = new ArrayList<MPConstraint>();
        for (Instance.Row row : instance.rows()) {
            MPConstraint constraint = solver.makeConstraint(row.min(), row.max());
            for (int t : row.types()) constraint.setCoefficient(count[t], 1);
            rows.add(constraint);
        }
        for (Cut cut : cuts) {
            MPConstraint constraint = solver.makeConstraint(Double.NEGATIVE_INFINITY, cut.atMost());
            for (int t = 0; t < types; t++)
                if (cut.weights()[t] != 0) constraint.setCoefficient(count[t], cut.weights()[t]);
            rows.add(constraint);
        }
        MPConstraint[] raised = new MPConstraint[types];
        double[] chances = new double[types];
        boolean[] fixed = never.clone();
        int left = 0;
        for (int t = 0; t < types; t++) {
            if (fixed[t]) continue;
            left++;
            raised[t] = solver.makeConstraint(0, Double.POSITIVE_INFINITY);
            raised[t].setCoefficient(count[t], 1);
            raised[t].setCoefficient(level, -instance.size(t));
        }
        solver.objective().setCoefficient(level, 1);
        solver.objective().setMaximization();
        double bound = Double.NaN;
        int levels = 0;
        double last = -1;
        double hair = HAIR;
        while (left > 0) {
            var status = Native.solve(solver);
            if (status == MPSolver.ResultStatus.INFEASIBLE && levels == 0) throw new NoPanel();
            if (status != MPSolver.ResultStatus.OPTIMAL && hair < 1e-7) {
                hair *= 10;
                for (int t = 0; t < types; t++)
                    if (fixed[t]) count[t].setLb(Math.max(0, chances[t] - hair) * instance.size(t));
                continue;
            }
            if (status == MPSolver.ResultStatus.ABNORMAL) throw new Native.Stuck();
            if (status != MPSolver.ResultStatus.OPTIMAL)
                throw new IllegalStateException("The linear programme of a level ended as " + status);
            double value = level.solutionValue();
            if (levels == 0) bound = bound(rows, raised);
            if (value > last + 1e-9) {
                levels++;
                last = value;
            }
            double[] dual = new double[types];
            double largest = 0;
            for (int t = 0; t < types; t++) {
                if (fixed[t]) continue;
                dual[t] = Math.abs(raised[t].dualValue()) * instance.size(t);
                largest = Math.max(largest, dual[t]);
            }
            if (largest <= POSITIVE)
                throw new IllegalStateException("A level without dual values: " + value + " with " + left + " left");
            for (int t = 0; t < types; t++) {
                if (dual[t] <= POSITIVE) continue;
                fixed[t] = true;
                left--;
                chances[t] = value;
                raised[t].setCoefficient(level, 0);
                raised[t].setLb(Double.NEGATIVE_INFINITY);
                count[t].setLb(Math.min(instance.most()[t], Math.max(0, value - hair) * instance.size(t)));
            }
            limits.check();
        }
        solver.delete();
        return new Point(chances, bound, levels);
    }

    /** Weak duality: any dual values give a bound; these give the level itself, up to rounding. */
    private double bound(List<MPConstraint> rows, MPConstraint[] raised) {
        int types = instance.types();
        double[] weight = new double[types];
        double sum = 0;
        for (int t = 0; t < types; t++) {
            if (never[t]) continue;
            weight[t] = Math.abs(raised[t].dualValue());
            sum += weight[t] * instance.size(t);
        }
        if (sum <= 0) return 1;
        double[] reduced = Arrays.stream(weight).toArray();
        double bound = 0;
        for (int r = 0; r < rows.size(); r++) {
            double dual = rows.get(r).dualValue();
            boolean cut = r >= instance.rows().size();
            if (cut) {
                FairPoint.Cut of = cuts.get(r - instance.rows().size());
                dual = Math.max(0, dual);
                bound += dual * of.atMost();
                for (int t = 0; t < types; t++) reduced[t] -= dual * of.weights()[t];
            } else {
                Instance.Row row = instance.rows().get(r);
                bound += dual * (dual > 0 ? row.max() : row.min());
                for (int t : row.types()) reduced[t] -= dual;
            }
        }
        for (int t = 0; t < types; t++) if (!never[t] && reduced[t] > 0) bound += reduced[t] * instance.most()[t];
        return Math.min(1, bound / sum);
    }

    /** Even over real numbers nothing meets the quotas. */
    static final class NoPanel extends RuntimeException {}
}
