package org.parvis.sortition;

/** The solver that draws are computed with, for other rooms that have something to solve. */
public final class Solver {
    private Solver() {}

    /**
     * Makes sure that the native part of OR-Tools is there; it is loaded once.
     *
     * @throws SolverMissing where it does not load on this machine
     */
    public static void load() {
        Native.must();
    }
}
