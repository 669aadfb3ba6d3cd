package org.parvis.house;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * The date that rules take. In a demonstration it starts on the day the story starts and runs on from there, the same for
 * every process over the database; elsewhere it is the real date. Sessions and security never ask it.
 */
public final class CivicClock {
    private final InstantSource realTime;
    private final ZoneId zone;
    private final Supplier<Instance> instance;

    CivicClock(InstantSource realTime, ZoneId zone, Supplier<Instance> instance) {
        this.realTime = realTime;
        this.zone = zone;
        this.instance = instance;
    }

    /** A clock that stands still, for a rule's test. */
    public static CivicClock fixed(Instant now, ZoneId zone) {
        return new CivicClock(InstantSource.fixed(now), zone, () -> Instance.real(now));
    }

    public Instant now() {
        return instance.get().civicTime(realTime.instant());
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    public ZoneId zone() {
        return zone;
    }

    public boolean isDemonstration() {
        return instance.get().demonstration();
    }

    /** How far ahead of the civic time the real one is; zero where they are one. */
    public Duration behindRealTime() {
        return Duration.between(instance.get().civicOrigin(), instance.get().realOrigin());
    }
}
