package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Cookies;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that open once, for a while, and for one purpose. The database holds their digests. */
@Component
class Tokens {
    enum Purpose {
        CONFIRM(Duration.ofDays(2)),
        RESET(Duration.ofHours(2)),
        EMAIL(Duration.ofDays(1)),
        COORDINATOR(Duration.ofDays(2));

        private final Duration lasting;

        Purpose(Duration lasting) {
            this.lasting = lasting;
        }
    }

    /** @param person whose account it concerns, where there is one already */
    record Token(Purpose purpose, @Nullable Long person, Email email) {}

    private final JdbcClient db;
    private final InstantSource time;

    Tokens(JdbcClient db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /** The secret that the link carries. */
    String give(Purpose purpose, @Nullable Long person, Email email) {
        Instant now = time.instant();
        String secret = Cookies.secret();
        db.sql("""
                insert into one_time_token (digest, purpose, person_id, email, created_at, expires_at)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        Digest.of(secret), purpose.name(), person, email.text(), now, now.plus(purpose.lasting)))
                .update();
        return secret;
    }

    /** Looks without using it up: a mail reader that follows links must not spend them. */
    Optional<Token> find(String secret, Purpose... purposes) {
        return db.sql("select * from one_time_token where digest = ? and purpose = any(?) and expires_at > ?")
                .params(Values.of(Digest.of(secret), names(purposes), time.instant()))
                .query((row, _) -> read(row))
                .optional();
    }

    /** Uses it up, and with it every other link of its purpose to the same address. */
    Optional<Token> take(String secret, Purpose... purposes) {
        Optional<Token> token = db.sql("""
                delete from one_time_token where digest = ? and purpose = any(?) and expires_at > ? returning *""")
                .params(Values.of(Digest.of(secret), names(purposes), time.instant()))
                .query((row, _) -> read(row))
                .optional();
        token.ifPresent(t -> db.sql("delete from one_time_token where purpose = ? and lower(email) = lower(?)")
                .params(t.purpose().name(), t.email().text())
                .update());
        return token;
    }

    /** How many links an address has been sent lately. */
    int countSince(Email email, Duration lately) {
        return db.sql("select count(*) from one_time_token where lower(email) = lower(?) and created_at > ?")
                .params(Values.of(email.text(), time.instant().minus(lately)))
                .query(Integer.class)
                .single();
    }

    private static String[] names(Purpose... purposes) {
        String[] names = new String[purposes.length];
        for (int i = 0; i < names.length; i++) names[i] = purposes[i].name();
        return names;
    }

    private static Token read(ResultSet row) throws SQLException {
        return new Token(
                Purpose.valueOf(row.getString("purpose")),
                row.getObject("person_id", Long.class),
                new Email(row.getString("email")));
    }
}
