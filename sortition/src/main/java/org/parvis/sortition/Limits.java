package org.parvis.sortition;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When to stop: a time, or someone who changed their mind. */
final class Limits {
    static final class Reached extends RuntimeException {
        Reached() {
            super("The time is over, or the search was cancelled", null, false, false);
        }
    }

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    static final Limits NONE = new Limits(Duration.ofDays(36_500), () -> false);

    private final long end;
    private final BooleanSupplier cancelled;

    Limits(Duration limit, BooleanSupplier cancelled) {
        this.end = System.nanoTime() + limit.toNanos();
        this.cancelled = cancelled;
    }

    /** Solves within the time that is left; whoever cancels does not wait for the solver's own limits. */
    CpSolverStatus solve(CpSolver solver, CpModel model) {
        solver.getParameters().setMaxTimeInSeconds(Math.max(0.01, (end - System.nanoTime()) / 1e9));
        Thread watch = Thread.ofVirtual().start(() -> stopWhenCancelled(solver));
        try {
            return solver.solve(model);
        } finally {
            watch.interrupt();
        }
    }

    private void stopWhenCancelled(CpSolver solver) {
        try {
            while (true) {
                Thread.sleep(LOOK_EVERY);
                if (cancelled.getAsBoolean()) solver.stopSearch();
            }
        } catch (InterruptedException done) {
            Thread.currentThread().interrupt();
        }
    }

    void check() {
        if (cancelled.getAsBoolean() || System.nanoTime() - end > 0) throw new Reached();
    }
}
