package org.parvis.journal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door of the public journal. */
@Component
public class Journal {
    private static final int SALT_BYTES = 32;
    private static final int PAGE = 25;
    private static final int BATCH = 500;

    private final JdbcClient db;
    private final CivicClock clock;
    private final InstantSource realTime;
    private final SecureRandom random = new SecureRandom();

    Journal(JdbcClient db, CivicClock clock, InstantSource realTime) {
        this.db = db;
        this.clock = clock;
        this.realTime = realTime;
    }

    /** The same door onto the rows of another database. */
    Journal over(JdbcClient rows) {
        return new Journal(rows, clock, realTime);
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
        if (!act.reference().matches("/([!-.0-~][!-~]*)?"))
            throw new IllegalArgumentException("An act refers to a page of this site, not to " + act.reference());
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

    /** A page of entries, newest first. */
    Slice list(JournalFilter filter) {
        var where = new ArrayList<String>();
        var values = new ArrayList<@Nullable Object>();
        narrow(where, values, "kind = ?", filter.kind());
        narrow(where, values, "organisation = ?", filter.organisation());
        narrow(
                where,
                values,
                "role = ?",
                filter.role() == null ? null : filter.role().name());
        if (filter.reference() != null && !filter.reference().equals("/")) {
            // What lies beneath /plans sorts between "/plans/" and "/plans0".
            where.add("(reference = ? or reference >= ? and reference < ?)");
            values.addAll(List.of(filter.reference(), filter.reference() + "/", filter.reference() + "0"));
        }
        narrow(where, values, "civic_at >= ?", filter.from() == null ? null : start(filter.from()));
        narrow(
                where,
                values,
                "civic_at < ?",
                filter.to() == null ? null : start(filter.to().plusDays(1)));
        narrow(where, values, "number < ?", filter.before());
        narrow(where, values, "number > ?", filter.after());
        boolean upwards = filter.after() != null && filter.before() == null;
        var entries = db.sql("select number, act, previous, hash from journal_entry"
                        + (where.isEmpty() ? "" : " where " + String.join(" and ", where))
                        + " order by number " + (upwards ? "asc" : "desc") + " limit " + (PAGE + 1))
                .params(values)
                .query((row, _) -> Entry.read(row))
                .list();
        boolean more = entries.size() > PAGE;
        var shown = more ? entries.subList(0, PAGE) : entries;
        return upwards ? new Slice(shown.reversed(), more, true) : new Slice(shown, filter.before() != null, more);
    }

    /** Some entries in a row, and whether the same filters find newer and older ones. */
    record Slice(List<Entry> entries, boolean hasNewer, boolean hasOlder) {}

    private static void narrow(
            List<String> where, List<@Nullable Object> values, String condition, @Nullable Object value) {
        if (value == null) return;
        where.add(condition);
        values.add(value);
    }

    private OffsetDateTime start(LocalDate day) {
        return day.atStartOfDay(clock.zone()).toOffsetDateTime();
    }

    /** The last entry, which seals all those before it. */
    public Optional<Entry> findHead() {
        return db.sql("select number, act, previous, hash from journal_entry order by number desc limit 1")
                .query((row, _) -> Entry.read(row))
                .optional();
    }

    /** @throws NotFound where the journal has not come so far */
    public Entry get(long number) {
        return db.sql("select number, act, previous, hash from journal_entry where number = ?")
                .param(number)
                .query((row, _) -> Entry.read(row))
                .optional()
                .orElseThrow(() -> new NotFound("journal entry " + number));
    }

    /** The kinds of act that the journal holds. */
    List<String> listKinds() {
        return distinct("kind");
    }

    /** The slugs of the organisations that acted. */
    List<String> listOrganisations() {
        return distinct("organisation");
    }

    /** One step of the index for each value, however many entries bear it. */
    private List<String> distinct(String column) {
        return db.sql("""
                with recursive v (value) as (
                    select min(%1$s) from journal_entry
                    union all
                    select (select min(e.%1$s) from journal_entry e where e.%1$s > v.value) from v where v.value is not null)
                select value from v where value is not null""".formatted(column)).query((row, _) -> row.getString(1)).list();
    }

    /**
     * Every entry from a number on, in order, until one gives an answer. They come in batches: a slow reader holds neither
     * memory nor a connection, and entries that join meanwhile are read too.
     */
    <T> Optional<T> findFirst(long from, Function<Entry, Optional<T>> question) {
        long next = from;
        while (true) {
            var batch = db.sql(
                            "select number, act, previous, hash from journal_entry where number >= ? order by number limit ?")
                    .param(next)
                    .param(BATCH)
                    .query((row, _) -> Entry.read(row))
                    .list();
            for (Entry entry : batch) {
                var answer = question.apply(entry);
                if (answer.isPresent()) return answer;
            }
            if (batch.size() < BATCH) return Optional.empty();
            next = batch.getLast().number() + 1;
        }
    }
}
