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

    static void must() {
        if (MISSING != null) throw new SolverMissing(MISSING);
    }

    static MPSolver linear() {
        must();
        MPSolver solver = Objects.requireNonNull(MPSolver.createSolver("GLOP"), "GLOP is part of OR-Tools");
        // The default of 1e-7 would leave its mark on the sixth decimal of a chance after some levels.
        solver.setSolverSpecificParametersAsString(
                "primal_feasibility_tolerance: 1e-10 dual_feasibility_tolerance: 1e-10");
        return solver;
    }

    static MPSolverParameters again() {
        var parameters = new MPSolverParameters();
        parameters.setIntegerParam(
                MPSolverParameters.IntegerParam.INCREMENTALITY,
                MPSolverParameters.IncrementalityValues.INCREMENTALITY_ON.swigValue());
        return parameters;
    }
}
