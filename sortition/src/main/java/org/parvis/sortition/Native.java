package org.parvis.sortition;

import com.google.ortools.Loader;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPSolverParameters;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The solver's native part, loaded once. */
final class Native {
    private static final @Nullable Throwable MISSING = load();

    private Native() {}

    private static @Nullable Throwable load() {
        try {
            Loader.loadNativeLibraries();
            return null;
        } catch (RuntimeException | LinkageError e) {
            return e;
        }
    }

    /** Rounding keeps the linear solver from an answer. */
    static final class Stuck extends RuntimeException {
        Stuck() {
            super("The linear solver found no answer for rounding");
        }
    }

    static void must() {
        if (MISSING != null) throw new SolverMissing(MISSING);
    }

    static MPSolver linear() {
        must();
        MPSolver solver = Objects.requireNonNull(MPSolver.createSolver("GLOP"), "GLOP is part of OR-Tools");
        // Within the default of 1e-7, a level would leave its mark on the sixth decimal of the next ones.
        solver.setSolverSpecificParametersAsString(parameters(1e-10));
        return solver;
    }

    /** Solves from where the solver was; where rounding stopped it, anew, by the dual simplex, and less precisely. */
    static MPSolver.ResultStatus solve(MPSolver solver) {
        MPSolver.ResultStatus status = solver.solve(incrementality(true));
        for (double tolerance = 1e-10; status == MPSolver.ResultStatus.ABNORMAL && tolerance < 1e-6; tolerance *= 10)
            for (boolean dual : new boolean[] {false, true}) {
                if (status != MPSolver.ResultStatus.ABNORMAL) break;
                solver.setSolverSpecificParametersAsString(parameters(tolerance) + " use_dual_simplex: " + dual);
                status = solver.solve(incrementality(false));
            }
        return status;
    }

    private static String parameters(double tolerance) {
        return "primal_feasibility_tolerance: %s dual_feasibility_tolerance: %s".formatted(tolerance, tolerance);
    }

    private static MPSolverParameters incrementality(boolean on) {
        var parameters = new MPSolverParameters();
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.INCREMENTALITY,
                (on
                                ? MPSolverParameters.IncrementalityValues.INCREMENTALITY_ON
                                : MPSolverParameters.IncrementalityValues.INCREMENTALITY_OFF)
                        .swigValue());
        return parameters;
    }
}
