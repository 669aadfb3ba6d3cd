package org.parvis.search;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.web.Prose;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what is searched, a second after a change was told, whichever instance looks first. Each row is read after the lock
 * that one writer holds, so that what is written last was read last.
 */
@Component
class Index implements Chore {
    /** Another number and every instance makes its index anew. */
    private static final int VERSION = 1;

    private static final int BATCH = 1_000, CONTRIBUTIONS = 5_000, LAST = 20_000;
    private static final String PAGES = "page";

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final CivicClock clock;
    private final Prose prose;
    private final Map<String, Source> sources;
    private final String version;
    private volatile boolean checked;

    Index(JdbcClient db, TransactionTemplate transaction, CivicClock clock, Prose prose) {
        this.db = db;
        this.transaction = transaction;
        this.clock = clock;
        this.prose = prose;
        this.sources = Stream.concat(Sources.ALL.stream(), LibrarySource.ALL.stream())
                .collect(Collectors.toMap(Source::name, s -> s));
        this.version = VERSION + "-"
                + Sha256.hex(Sha256.of(
                        (prose.list() + " " + new TreeSet<>(sources.keySet())).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String name() {
        return "search";
    }

    @Override
    public Duration pause() {
        return Duration.ofSeconds(1);
    }

    @Override
    public boolean look() {
        if (!checked) {
            if (!isMade()) rebuild();
            checked = true;
        }
        return write();
    }

    private boolean isMade() {
        return db.sql("select exists (select from search_state where version = ?)")
                .param(version)
                .query(Boolean.class)
                .single();
    }

    /** Has everything written anew, once for all instances; what is there serves until then. */
    void rebuild() {
        transaction.executeWithoutResult(_ -> {
            lock();
            db.sql("delete from search_word").update();
            db.sql("delete from search_queue").update();
            db.sql("insert into search_queue (source, ref) select distinct source, ref from search_entry")
                    .update();
            for (Source source : sources.values())
                db.sql("insert into search_queue (source, ref) select ?, ref from (" + source.refs() + ") s (ref)")
                        .param(source.name())
                        .update();
            for (int i = 0; i < prose.list().size(); i++)
                db.sql("insert into search_queue (source, ref) values (?, ?)")
                        .params(PAGES, i)
                        .update();
            db.sql("""
                    insert into search_state (version) values (?)
                    on conflict (one) do update set version = excluded.version, contribution = 0""").param(version).update();
        });
    }

    /**
     * Writes a part of what waits.
     *
     * @return whether more may wait
     */
    boolean write() {
        var waiting = db.sql("""
                select exists (select from search_queue where due <= ?) as told, (select max(id) from contribution) as newest,
                       (select contribution from search_state) as known""")
                .params(Values.of(clock.now()))
                .query((row, _) -> new Waiting(row.getBoolean("told"), row.getLong("newest"), row.getLong("known")))
                .single();
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (waiting.told()) return writeTold();
            return waiting.newest() > waiting.known() && learn(waiting);
        }));
    }

    private record Waiting(boolean told, long newest, long known) {}

    private void lock() {
        db.sql("select pg_advisory_xact_lock(hashtext('search_queue'))")
                .query((_, _) -> true)
                .single();
    }

    private record Told(String source, long ref) {}

    private boolean writeTold() {
        lock();
        var told = db.sql("""
                delete from search_queue where id in (select id from search_queue where due <= ? order by due, id limit ? for update skip locked)
                returning source, ref""")
                .params(Values.of(clock.now(), BATCH))
                .query((row, _) -> new Told(row.getString("source"), row.getLong("ref")))
                .list();
        told.stream()
                .collect(Collectors.groupingBy(Told::source))
                .forEach((source, rows) ->
                        write(source, rows.stream().map(Told::ref).distinct().toArray(Long[]::new)));
        return told.size() == BATCH;
    }

    private void write(String source, Long[] refs) {
        db.sql("delete from search_entry where source = ? and ref = any (?)")
                .params(source, refs)
                .update();
        if (source.equals(PAGES)) writePages(refs);
        else if (sources.containsKey(source)) writeRows(sources.get(source), refs);
        // A commune's name is found, and mends no other word.
        db.sql("""
                insert into search_word (folded, shown)
                select distinct on (folded) folded, word from (
                    select unaccent(word) as folded, word from search_entry e,
                    unnest(tsvector_to_array(to_tsvector('simple', concat_ws(' ', e.title_fr, e.title_en, e.text_fr, e.text_en)))) word
                    where e.source = ? and e.ref = any (?) and e.address not like '%/COM-%') w
                where folded ~ '^[[:alpha:]]{4,30}$' order by folded, length(word) desc, word
                on conflict do nothing""").params(source, refs).update();
    }

    private static final String WRITE = """
            insert into search_entry
            select e.address, :source, e.ref, e.kind, e.title_fr, e.title_en, e.text_fr, e.text_en, e.themes, e.territories, e.plan, e.day,
                   e.shown_on, (:weights::jsonb ->> e.kind)::real, e.fictional,
                   setweight(to_tsvector('search_fr', e.title_fr), 'A') || setweight(to_tsvector('search_en', coalesce(e.title_en, '')), 'A')
                   || to_tsvector('search_fr', e.text_fr) || to_tsvector('search_en', coalesce(e.text_en, ''))
            from (select ref, address, kind, search_plain(title_fr) as title_fr, nullif(search_plain(title_en), '') as title_en,
                         coalesce(search_plain(text_fr), '') as text_fr, nullif(search_plain(text_en), '') as text_en,
                         themes, territories, nullif(plan, '') as plan, day, shown_on, fictional
                  from (%s) e (ref, address, kind, title_fr, title_en, text_fr, text_en, themes, territories, plan, day, shown_on, fictional)) e
            on conflict (address) do update set (source, ref, kind, title_fr, title_en, text_fr, text_en, themes, territories, plan, day,
                    shown_on, weight, fictional, words)
                = row (excluded.source, excluded.ref, excluded.kind, excluded.title_fr, excluded.title_en, excluded.text_fr, excluded.text_en,
                    excluded.themes, excluded.territories, excluded.plan, excluded.day, excluded.shown_on, excluded.weight,
                    excluded.fictional, excluded.words)""";

    private static final String WEIGHTS = Arrays.stream(Kind.values())
            .map(k -> "\"" + k + "\":" + k.weight())
            .collect(Collectors.joining(",", "{", "}"));

    private void writeRows(Source source, Long[] refs) {
        db.sql(WRITE.formatted(source.entries()))
                .params(values(source.name(), refs))
                .update();
        if (!source.later().isEmpty())
            db.sql("insert into search_queue (source, ref, due) select :source, ref, due from (" + source.later()
                            + ") l (ref, due)")
                    .params(values(source.name(), refs))
                    .update();
    }

    private void writePages(Long[] refs) {
        var pages = prose.list();
        for (long ref : refs) {
            if (ref >= pages.size()) continue;
            var page = pages.get((int) ref);
            var values = values(PAGES, new Long[] {ref});
            values.put("address", page.path());
            values.put("title_fr", page.title().fr());
            values.put("title_en", page.title().en());
            values.put("text_fr", page.words().fr());
            values.put("text_en", page.words().en());
            db.sql(WRITE.formatted("""
                    select (:refs::bigint[])[1], :address::text, 'PAGE', :title_fr::text, :title_en::text, :text_fr::text, :text_en::text,
                           '{}'::text[], '{}'::text[], null::text, null::date, '-infinity'::date, false""")).params(values).update();
        }
    }

    private Map<String, Object> values(String source, Long[] refs) {
        Map<String, Object> values = new HashMap<>();
        values.put("source", source);
        values.put("refs", refs);
        values.put("weights", WEIGHTS);
        values.put("zone", clock.zone().getId());
        values.put("now", Values.of(clock.now()).getFirst());
        return values;
    }

    /** Takes up words that several new contributions use; of a great many that came at once, those of the last. */
    private boolean learn(Waiting waiting) {
        lock();
        long first = Math.max(waiting.known(), waiting.newest() - LAST),
                last = Math.min(waiting.newest(), first + CONTRIBUTIONS);
        db.sql("""
                insert into search_word (folded, shown)
                select folded, (array_agg(word order by length(word) desc, word))[1] from (
                    select unaccent(word) as folded, word from contribution c,
                    unnest(tsvector_to_array(to_tsvector('simple', c.title || ' ' || c.text))) word
                    where c.id > ? and c.id <= ? and c.standing = 'PUBLIC') w
                where folded ~ '^[[:alpha:]]{4,30}$' group by folded having count(*) > 1
                on conflict do nothing""").params(first, last).update();
        db.sql("update search_state set contribution = ?").param(last).update();
        return last < waiting.newest();
    }
}
