package org.parvis.sortition;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import java.util.ArrayList;
import java.util.List;

/** Why no panel exists, and the cheapest way to let one. */
final class Feasibility {
    private static final int UNIT = 100_000;

    private Feasibility() {}

    /** @param proven that no panel exists */
    static Unfeasible explain(Instance instance, boolean proven, Limits limits) {
        Native.must();
        int k = instance.panelSize();
        List<Quota> quotas = instance.quotas().list();
        var reasons = new ArrayList<Reason>();
        for (String feature : instance.quotas().features()) {
            List<Quota> of = instance.quotas().of(feature);
            int min = of.stream().mapToInt(Quota::min).sum();
            int max = of.stream().mapToInt(Quota::max).sum();
            if (min > k) reasons.add(new Reason(Reason.Kind.MINIMUMS_TOO_HIGH, feature, "", min, k));
            if (max < k) reasons.add(new Reason(Reason.Kind.MAXIMUMS_TOO_LOW, feature, "", max, k));
        }
        var model = new CpModel();
        IntVar[] count = new IntVar[instance.types()];
        for (int t = 0; t < count.length; t++) count[t] = model.newIntVar(0, instance.most()[t], "");
        IntVar[] raised = new IntVar[quotas.size()];
        IntVar[] lowered = new IntVar[quotas.size()];
        LinearExprBuilder cost = LinearExpr.newBuilder();
        for (int r = 0; r < instance.rows().size(); r++) {
            Instance.Row row = instance.rows().get(r);
            LinearExprBuilder sum = LinearExpr.newBuilder();
            int available = 0;
            for (int t : row.types()) {
                sum.add(count[t]);
                available += instance.most()[t];
            }
            int q = r - 1;
            if (q >= 0 && q < quotas.size()) {
                Quota quota = quotas.get(q);
                if (available < quota.min())
                    reasons.add(
                            new Reason(Reason.Kind.TOO_FEW, quota.feature(), quota.value(), available, quota.min()));
                raised[q] = model.newIntVar(0, k, "");
                lowered[q] = model.newIntVar(0, quota.min(), "");
                cost.addTerm(raised[q], UNIT);
                if (quota.min() > 0) cost.addTerm(lowered[q], UNIT + Math.round(2.0 * UNIT / quota.min()));
                model.addLessOrEqual(LinearExpr.newBuilder().add(sum).addTerm(raised[q], -1), quota.max());
                model.addGreaterOrEqual(LinearExpr.newBuilder().add(sum).add(lowered[q]), quota.min());
            } else {
                model.addLinearConstraint(sum, row.min(), row.max());
            }
        }
        model.minimize(cost);
        var solver = new CpSolver();
        solver.getParameters().setNumWorkers(1).setRandomSeed(1).setMaxDeterministicTime(30);
        CpSolverStatus status = limits.solve(solver, model);
        if (status == CpSolverStatus.INFEASIBLE) reasons.add(new Reason(Reason.Kind.TOO_FEW_ADDRESSES, "", "", 0, k));
        var relaxations = new ArrayList<Relaxation>();
        if (status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.FEASIBLE)
            for (int q = 0; q < raised.length; q++) {
                Quota quota = quotas.get(q);
                int min = quota.min() - (int) solver.value(lowered[q]);
                int max = quota.max() + (int) solver.value(raised[q]);
                if (min != quota.min() || max != quota.max()) relaxations.add(new Relaxation(quota, min, max));
            }
        if (reasons.isEmpty() && relaxations.isEmpty())
            reasons.add(new Reason(proven ? Reason.Kind.NOT_FOUND : Reason.Kind.NOT_PROVEN, "", "", 0, k));
        return new Unfeasible(reasons, relaxations);
    }
}
