package org.parvis.accounts;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How often one may try a password. A device that its person has signed in from has a count of its own, which nobody else can
 * exhaust: strangers who fail on purpose lock themselves out, not the owner. A stranger is counted by account and network
 * together, never by network alone, since a ministry has one address for all; and all strangers to an account together, far
 * above, against those who change networks. A new link by mail opens the door in any case. An address without an account
 * counts like any other.
 */
@Component
class SignInLimits {
    static final int FROM_ONE_ORIGIN = 8, FROM_ALL_STRANGERS = 100;
    static final Duration WINDOW = Duration.ofMinutes(15), STRANGERS_WINDOW = Duration.ofHours(1);
    private static final int IPV4_BYTES = 4, IPV4_NETWORK = 3, IPV6_NETWORK = 6;
    private static final String KNOWN = "device:", STRANGE = "network:";

    private final JdbcClient db;
    private final InstantSource time;

    SignInLimits(JdbcClient db, InstantSource time) {
        this.db = db;
        this.time = time;
    }

    /** A try that has been counted before its password is looked at: many at once cannot slip under the limit. */
    record Try(byte[] account, String origin, boolean allowed) {}

    Try count(Email email, Optional<String> device, String address) {
        byte[] account = Digest.of(email.text().toLowerCase(Locale.ROOT));
        String origin = device.filter(secret -> isKnown(email, secret))
                .map(secret -> KNOWN + HexFormat.of().formatHex(Digest.of(secret), 0, 16))
                .orElseGet(() -> STRANGE + network(address));
        Instant now = time.instant();
        db.sql("insert into sign_in_failure (account, origin, at) values (?, ?, ?)")
                .params(Values.of(account, origin, now))
                .update();
        boolean allowed = since(account, origin, now.minus(WINDOW)) <= FROM_ONE_ORIGIN
                && (origin.startsWith(KNOWN)
                        || since(account, STRANGE + "%", now.minus(STRANGERS_WINDOW)) <= FROM_ALL_STRANGERS);
        return new Try(account, origin, allowed);
    }

    /** It was the owner after all: what was counted against them here is forgotten. */
    void forget(Try success) {
        db.sql("delete from sign_in_failure where account = ? and origin = ?")
                .params(success.account(), success.origin())
                .update();
    }

    private int since(byte[] account, String origin, Instant start) {
        return db.sql("select count(*) from sign_in_failure where account = ? and origin like ? and at > ?")
                .params(Values.of(account, origin, start))
                .query(Integer.class)
                .single();
    }

    private boolean isKnown(Email email, String device) {
        return db.sql("""
                select 1 from known_device d join person p on p.id = d.person_id
                where lower(p.email) = lower(?) and d.digest = ?""")
                .params(email.text(), Digest.of(device))
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** The first 24 bits of an IPv4 address, 48 of an IPv6 one: what one subscriber or office holds, and no more of a trace. */
    static String network(String address) {
        try {
            byte[] bytes = InetAddress.ofLiteral(address).getAddress();
            int kept = bytes.length == IPV4_BYTES ? IPV4_NETWORK : IPV6_NETWORK;
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, kept));
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
