package org.parvis.house;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The one clock that every server shares, for what is decided to the millisecond: a statement takes {@link #ahead} off
 * {@code clock_timestamp()} and has the civic time.
 */
public final class DatabaseClock {
    /** The civic time by the database's clock; its parameter is {@link #ahead()}. */
    public static final String NOW = "date_trunc('milliseconds', clock_timestamp() - ? * interval '1 microsecond')";

    private final Supplier<Duration> ahead;

    DatabaseClock(Supplier<Duration> ahead) {
        this.ahead = ahead;
    }

    /** By how many microseconds it is ahead of the civic time. */
    public long ahead() {
        var ahead = this.ahead.get();
        return Math.addExact(Math.multiplyExact(ahead.getSeconds(), 1_000_000L), ahead.getNano() / 1_000);
    }
}
