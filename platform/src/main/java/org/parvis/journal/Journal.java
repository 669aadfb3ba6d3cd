package org.parvis.journal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door of the public journal. */
@Component
public class Journal {
    private static final int SALT_BYTES = 32;

    private final JdbcClient db;
    private final CivicClock clock;
    private final InstantSource realTime;
    private final SecureRandom random = new SecureRandom();

    Journal(JdbcClient db, CivicClock clock, InstantSource realTime) {
        this.db = db;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * Records an act in the transaction of the act itself: both stand or neither does. The entry joins the chain at the
     * commit, and is not to be read before.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void record(Act act) {
        write(act, null);
    }

    /**
     * One entry for a bulk act: the number of its items and the Merkle root over them, in their order. Items are hashed as
     * they come and not kept; they must be public or salted, for a few plain ones could be guessed from their root.
     */
    public void record(Act act, Stream<byte[]> items) {
        var tree = new Merkle();
        items.forEachOrdered(tree::add);
        write(act, tree);
    }

    private void write(Act act, @Nullable Merkle items) {
        if (!TransactionSynchronizationManager.isActualTransactionActive())
            throw new IllegalStateException("The act " + act.kind()
                    + " is recorded outside a transaction: it must stand or fall with what it records.");
        var civicTime = clock.now().truncatedTo(ChronoUnit.MILLIS);
        var now = realTime.instant().truncatedTo(ChronoUnit.MILLIS);
        db.sql("insert into journal_act (act) values (?)")
                .param(Canonical.act(act, seal(act.sealed()), items, civicTime, now))
                .update();
    }

    private Map<String, String> seal(Map<String, String> values) {
        var digests = new TreeMap<String, String>();
        values.forEach((name, value) -> {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            byte[] digest = Sha256.of(salt, value.getBytes(StandardCharsets.UTF_8));
            db.sql("insert into journal_salt (digest, salt) values (?, ?)")
                    .param(digest)
                    .param(salt)
                    .update();
            digests.put(name, Sha256.hex(digest));
        });
        return digests;
    }

    /** Whether an entry's digest seals this value; never any more once it was forgotten. */
    public boolean seals(String digest, String value) {
        return db.sql("""
                        select count(*) from journal_salt
                        where digest = decode(?, 'hex') and digest = sha256(salt || convert_to(?, 'UTF8'))""").param(digest).param(value).query(Integer.class).single() > 0;
    }

    /** Erases the salts of every sealing of this value: the entries stand, and can no longer be tied to it. */
    public void forget(String value) {
        db.sql("delete from journal_salt where digest = sha256(salt || convert_to(?, 'UTF8'))")
                .param(value)
                .update();
    }
}
