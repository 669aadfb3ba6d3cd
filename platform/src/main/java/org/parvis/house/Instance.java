package org.parvis.house;

import java.time.Duration;
import java.time.Instant;

/** What every process over one database agrees on, written once at its founding. */
record Instance(Instant createdAt, boolean demonstration, Instant civicOrigin, Instant realOrigin) {

    static Instance real(Instant now) {
        return new Instance(now, false, now, now);
    }

    static Instance demonstration(Instant civicOrigin, Instant now) {
        return new Instance(now, true, civicOrigin, now);
    }

    Instant civicTime(Instant realTime) {
        return civicOrigin.plus(Duration.between(realOrigin, realTime));
    }
}
