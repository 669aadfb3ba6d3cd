package org.parvis.sortition;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** When to stop: a time, or someone who changed their mind. */
final class Limits {
    static final class Reached extends RuntimeException {
        Reached() {
            super("The time is over, or the search was cancelled", null, false, false);
        }
    }

    static final Limits NONE = new Limits(Duration.ofDays(36_500), () -> false);

    private final long end;
    private final BooleanSupplier cancelled;

    Limits(Duration limit, BooleanSupplier cancelled) {
        this.end = System.nanoTime() + limit.toNanos();
        this.cancelled = cancelled;
    }

    double secondsLeft() {
        return Math.max(0.01, (end - System.nanoTime()) / 1e9);
    }

    void check() {
        if (cancelled.getAsBoolean() || System.nanoTime() - end > 0) throw new Reached();
    }
}
