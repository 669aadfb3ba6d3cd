package org.parvis.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Personal data is kept until the day its purpose ends (docs/personal-data.md); then it goes without anyone's asking. */
@Component
class Forgetting {
    private static final Duration A_DAY = Duration.ofDays(1),
            A_WEEK = Duration.ofDays(7),
            A_MONTH = Duration.ofDays(30);
    private static final Duration DEVICE = Duration.ofDays(365);

    private final JdbcClient db;
    private final InstantSource time;

    Forgetting(JdbcClient db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    void run() {
        Instant now = time.instant();
        forget("person_session where seen_at < ?", now.minus(Sessions.IDLE));
        forget("person_session where opened_at < ?", now.minus(Sessions.LONGEST));
        forget("known_device where seen_at < ?", now.minus(DEVICE));
        forget("sign_in_failure where at < ?", now.minus(A_DAY));
        forget("one_time_token where expires_at < ?", now);
        forget("mail where next_try_at is null and created_at < ?", now.minus(A_MONTH));
        forget("form_taken where taken_at < ?", now.minus(A_WEEK));
    }

    private void forget(String what, Instant before) {
        db.sql("delete from " + what).params(Values.of(before)).update();
    }
}
