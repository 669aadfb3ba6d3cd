package org.parvis.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.house.Works;
import org.parvis.imports.ImportKind.Outcome;
import org.parvis.imports.ImportKind.Row;
import org.parvis.imports.ImportKind.Verdict;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.parvis.web.Visit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door through which files become rows. */
@Component
public class Imports {
    private static final int CHUNK = 1 << 18, STAGED = 1_000, CHECKED = 1_000, WRITTEN = 1_000;
    private static final Duration KEPT = Duration.ofDays(30);
    private static final TypeReference<Map<String, String>> CELLS = new TypeReference<>() {};
    private static final TypeReference<List<Fault>> FAULTS = new TypeReference<>() {};

    private final JdbcClient db;
    private final TransactionOperations transaction;
    private final ObjectProvider<ImportKind> kinds;
    private final Works works;
    private final ObjectProvider<CheckRows> checking;
    private final ObjectProvider<WriteRows> writing;
    private final Journal journal;
    private final Messages messages;
    private final CivicClock clock;
    private final InstantSource realTime;
    private final JsonMapper json;

    Imports(
            JdbcClient db,
            TransactionTemplate transaction,
            ObjectProvider<ImportKind> kinds,
            Works works,
            ObjectProvider<CheckRows> checking,
            ObjectProvider<WriteRows> writing,
            Journal journal,
            Messages messages,
            CivicClock clock,
            InstantSource realTime,
            JsonMapper json) {
        this.db = db;
        this.transaction = transaction;
        this.kinds = kinds;
        this.works = works;
        this.checking = checking;
        this.writing = writing;
        this.journal = journal;
        this.messages = messages;
        this.clock = clock;
        this.realTime = realTime;
        this.json = json;
    }

    public List<ImportKind> kinds() {
        return kinds.orderedStream().toList();
    }

    /** @throws NotFound where no room lets such a thing be imported */
    public ImportKind kind(String name) {
        return kinds.orderedStream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NotFound("import of " + name));
    }

    /** @throws Forbidden where this person may not import such a thing there */
    void authorise(Actor actor, String kind, String target, Visit visit) {
        if (kind(kind).targets(actor, visit).stream().noneMatch(c -> c.value().equals(target))) throw new Forbidden();
    }

    /**
     * Takes a file whole and reads its rows; nothing of it is written in the register.
     *
     * @param actor who sends it; none from a terminal
     * @throws BadSource where it is no table: nothing of it is kept
     */
    public UUID receive(@Nullable Actor actor, String kind, String target, String fileName, InputStream content) {
        Path file = null;
        try {
            file = Files.createTempFile("parvis-", ".import");
            var sha256 = Sha256.digest();
            try (var in = new DigestInputStream(content, sha256);
                    OutputStream out = Files.newOutputStream(file)) {
                in.transferTo(out);
            }
            Path spooled = file;
            Source.Bytes bytes = () -> Files.newInputStream(spooled);
            var source = Source.detect(bytes);
            return Objects.requireNonNull(transaction.execute(_ -> {
                try {
                    expire();
                    var id = db.sql("""
                            insert into import (kind, target, file_name, sha256, size, encoding, separator, person_id, created_at)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                            .params(Values.of(
                                    kind,
                                    target,
                                    fileName.length() > 200 ? fileName.substring(0, 200) : fileName,
                                    sha256.digest(),
                                    Files.size(spooled),
                                    source.encoding().name(),
                                    source.separator() == null
                                            ? null
                                            : source.separator().toString(),
                                    actor == null ? null : actor.personId(),
                                    Timestamp.from(realTime.instant())))
                            .query(UUID.class)
                            .single();
                    stage(id, kind(kind), source, bytes);
                    keep(id, bytes);
                    return id;
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (file != null) file.toFile().delete();
        }
    }

    private void keep(UUID id, Source.Bytes bytes) throws IOException {
        try (var in = bytes.open()) {
            int position = 0;
            for (byte[] next = in.readNBytes(CHUNK); next.length > 0; next = in.readNBytes(CHUNK))
                db.sql("insert into import_chunk (import_id, position, bytes) values (?, ?, ?)")
                        .params(id, position++, next)
                        .update();
        }
    }

    /** The rows of the file, read in some way; those read before in another are forgotten. */
    private void stage(UUID id, ImportKind kind, Source source, Source.Bytes bytes) {
        db.sql("delete from import_row where import_id = ?").param(id).update();
        var lines = new ArrayList<Long>();
        var cells = new ArrayList<String>();
        var broken = new ArrayList<@Nullable String>();
        long[] rows = new long[1];
        Runnable flush = () -> {
            db.sql("""
                    insert into import_row (import_id, number, line, cells, broken)
                    select ?, ? + r.place, r.line, r.cells, r.broken
                    from unnest(?::bigint[], ?::text[], ?::text[]) with ordinality r (line, cells, broken, place)""")
                    .params(
                            id,
                            rows[0],
                            lines.toArray(Long[]::new),
                            cells.toArray(String[]::new),
                            broken.toArray(String[]::new))
                    .update();
            rows[0] += lines.size();
            lines.clear();
            cells.clear();
            broken.clear();
        };
        var columns = source.read(bytes, kind.under(), kind.lists(), row -> {
            lines.add(row.line());
            cells.add(json.writeValueAsString(row.cells()));
            broken.add(row.broken() == null ? null : json.writeValueAsString(row.broken()));
            if (lines.size() == STAGED) flush.run();
        });
        flush.run();
        if (rows[0] == 0) throw new BadSource("imports.no-row");
        db.sql("""
                update import set encoding = ?, separator = ?, columns = ?, mapping = ?::jsonb, rows = ?, reached = 0
                where id = ?""")
                .params(Values.of(
                        source.encoding().name(),
                        source.separator() == null ? null : source.separator().toString(),
                        columns.toArray(String[]::new),
                        json.writeValueAsString(guess(kind, columns)),
                        rows[0],
                        id))
                .update();
    }

    /** Each column given to the field that bears its name, in the code or in either language; spelling forgiven. */
    private Map<String, String> guess(ImportKind kind, List<String> columns) {
        Map<String, String> byName = new HashMap<>();
        for (var field : kind.fields()) {
            for (Language language : Language.values())
                byName.putIfAbsent(bare(messages.say(language, field.label())), field.name());
            field.aliases().forEach(alias -> byName.putIfAbsent(bare(alias), field.name()));
        }
        kind.fields().forEach(field -> byName.put(bare(field.name()), field.name()));
        Map<String, String> mapping = new LinkedHashMap<>();
        for (String column : columns) {
            String field = byName.get(bare(column));
            if (field != null && !mapping.containsValue(field)) mapping.put(column, field);
        }
        return mapping;
    }

    private static String bare(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_");
    }

    /** @throws NotFound for whoever did not send it */
    public Import get(UUID id, Actor actor) {
        var found = get(id);
        if (!Objects.equals(found.personId(), actor.personId())) throw new NotFound("import " + id);
        return found;
    }

    Import get(UUID id) {
        return find("i.id = ?", id).stream().findFirst().orElseThrow(() -> new NotFound("import " + id));
    }

    /** What a person imported lately, the latest first. */
    List<Import> listOf(Actor actor) {
        return find("i.person_id = ? order by i.created_at desc limit 50", actor.personId());
    }

    /** The same, without its counts: what each batch asks. */
    private Import getUncounted(UUID id) {
        return db.sql("""
                select i.*, array(select s.step from import_step s where s.import_id = i.id) as steps, null as counts
                from import i where i.id = ?""").param(id).query((row, _) -> read(row)).single();
    }

    private List<Import> find(String which, Object value) {
        return db.sql("""
                select i.*, array(select s.step from import_step s where s.import_id = i.id) as steps,
                       (select jsonb_object_agg(o.outcome, o.n) from (select r.outcome, count(*) as n from import_row r
                        where r.import_id = i.id and r.outcome is not null group by r.outcome) o) as counts
                from import i where\s""" + which).param(value).query((row, _) -> read(row)).list();
    }

    private Import read(ResultSet row) throws SQLException {
        var steps = EnumSet.noneOf(Import.Step.class);
        for (String step : (String[]) row.getArray("steps").getArray()) steps.add(Import.Step.valueOf(step));
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        String counted = row.getString("counts");
        if (counted != null)
            json.readValue(counted, new TypeReference<Map<String, Long>>() {})
                    .forEach((outcome, n) -> counts.put(Outcome.valueOf(outcome), n));
        String separator = row.getString("separator");
        return new Import(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("target"),
                row.getString("file_name"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                new Source(Encoding.valueOf(row.getString("encoding")), separator == null ? null : separator.charAt(0)),
                List.of((String[]) row.getArray("columns").getArray()),
                json.readValue(row.getString("mapping"), CELLS),
                List.of((String[]) row.getArray("options").getArray()),
                row.getLong("rows"),
                row.getLong("reached"),
                row.getObject("person_id", Long.class),
                row.getTimestamp("created_at").toInstant(),
                steps,
                counts);
    }

    /** The first rows as the file has them. */
    List<Map<String, String>> listFirst(Import it, int atMost) {
        return db.sql("select cells from import_row where import_id = ? order by number limit ?")
                .params(it.id(), atMost)
                .query((row, _) -> json.readValue(row.getString("cells"), CELLS))
                .list();
    }

    /** Reads the file again, otherwise; what its columns meant is guessed anew. */
    @Transactional
    public void reread(Import it, Encoding encoding, @Nullable Character separator) {
        lock(it.id());
        if (get(it.id()).steps().contains(Import.Step.CONFIRMED)) return;
        forget(it.id());
        stage(
                it.id(),
                kind(it.kind()),
                new Source(encoding, it.source().isJson() ? null : separator),
                () -> kept(it.id()));
    }

    /** The file as it was sent, piece by piece. */
    private InputStream kept(UUID id) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int at;
            private int next;

            @Override
            public int read() {
                return fill() ? piece[at++] & 0xFF : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (!fill()) return -1;
                int n = Math.min(length, piece.length - at);
                System.arraycopy(piece, at, into, from, n);
                at += n;
                return n;
            }

            private boolean fill() {
                if (at < piece.length) return true;
                piece = db.sql("select bytes from import_chunk where import_id = ? and position = ?")
                        .params(id, next++)
                        .query(byte[].class)
                        .optional()
                        .orElse(new byte[0]);
                at = 0;
                return piece.length > 0;
            }
        };
    }

    /** Says what the columns mean, and has every row checked in the background. */
    @Transactional
    public void map(Import it, Map<String, String> mapping, List<String> options) {
        lock(it.id());
        if (get(it.id()).steps().contains(Import.Step.CONFIRMED)) return;
        forget(it.id());
        db.sql("update import set mapping = ?::jsonb, options = ?, reached = 0 where id = ?")
                .params(json.writeValueAsString(mapping), options.toArray(String[]::new), it.id())
                .update();
        step(it.id(), Import.Step.MAPPED);
        works.begin(checking.getObject(), round(it.id()));
    }

    private void forget(UUID id) {
        db.sql("delete from import_step where import_id = ?").param(id).update();
        db.sql("update import_row set outcome = null, faults = null, key = null where import_id = ?")
                .param(id)
                .update();
    }

    /** A work is known by its import and its moment: it may be asked for again before the last has ended. */
    private String round(UUID id) {
        return id + "/" + realTime.millis() + "/" + UUID.randomUUID().toString().substring(0, 8);
    }

    static UUID importOf(String round) {
        return UUID.fromString(round.substring(0, 36));
    }

    /**
     * Has the rows written in the background; nothing is before.
     *
     * @param onlyValid whether bad rows are left out; otherwise one is enough to write none
     * @return whether it was taken
     */
    @Transactional
    public boolean confirm(Import it, boolean onlyValid) {
        lock(it.id());
        var now = get(it.id());
        boolean again = now.stage() == Import.Stage.STOPPED && now.steps().contains(Import.Step.CONFIRMED);
        if (!again && now.stage() != Import.Stage.TO_CONFIRM) return now.stage() == Import.Stage.WRITING;
        if (!again && now.count(Outcome.BAD) > 0 && !onlyValid) return false;
        if (again)
            db.sql("delete from import_step where import_id = ? and step in ('CANCELLED', 'FAILED')")
                    .param(it.id())
                    .update();
        else {
            db.sql("update import set reached = 0 where id = ?").param(it.id()).update();
            step(it.id(), Import.Step.CONFIRMED);
        }
        works.begin(writing.getObject(), round(it.id()));
        return true;
    }

    /** Stops between two batches; what is written stays, and says how much. */
    @Transactional
    public void cancel(Import it) {
        lock(it.id());
        if (get(it.id()).stage() != Import.Stage.DONE) step(it.id(), Import.Step.CANCELLED);
    }

    void fail(UUID id) {
        transaction.executeWithoutResult(_ -> {
            lock(id);
            if (get(id).stage() != Import.Stage.DONE) step(id, Import.Step.FAILED);
        });
    }

    private void step(UUID id, Import.Step step) {
        db.sql("insert into import_step (import_id, step, taken_at) values (?, ?, ?) on conflict do nothing")
                .params(id, step.name(), Timestamp.from(realTime.instant()))
                .update();
    }

    private void lock(UUID id) {
        db.sql("select id from import where id = ? for update")
                .param(id)
                .query(UUID.class)
                .optional();
    }

    /** Checks the next rows, if any wait; false once all are. */
    boolean checkSome(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            lock(id);
            var it = getUncounted(id);
            if (it.stage() != Import.Stage.CHECKING) return false;
            var kind = kind(it.kind());
            record Staged(long number, Row row, @Nullable Fault broken) {}
            var staged = db.sql("""
                    select number, line, cells, broken from import_row where import_id = ? and number > ?
                    order by number limit ?""")
                    .params(id, it.reached(), CHECKED)
                    .query((row, _) -> new Staged(
                            row.getLong("number"),
                            new Row(row.getLong("line"), values(it, kind, row.getString("cells"))),
                            row.getString("broken") == null
                                    ? null
                                    : json.readValue(row.getString("broken"), Fault.class)))
                    .list();
            if (staged.isEmpty()) {
                refuseRepeated(id);
                step(id, Import.Step.CHECKED);
                return false;
            }
            var verdicts = kind.check(
                    it.target(), it.options(), staged.stream().map(Staged::row).toList(), clock.today());
            var numbers = new Long[staged.size()];
            var outcomes = new String[staged.size()];
            var keys = new String[staged.size()];
            var faults = new @Nullable String[staged.size()];
            for (int i = 0; i < staged.size(); i++) {
                var broken = staged.get(i).broken();
                Verdict verdict = broken == null
                        ? verdicts.get(i)
                        : Verdict.bad(verdicts.get(i).key(), List.of(broken));
                numbers[i] = staged.get(i).number();
                outcomes[i] = verdict.outcome().name();
                keys[i] = verdict.key();
                faults[i] = verdict.faults().isEmpty()
                        ? null
                        : json.writeValueAsString(verdict.faults().stream()
                                .map(f -> broken == null ? inFile(it, f) : f)
                                .toList());
            }
            db.sql("""
                    update import_row r set outcome = v.outcome, key = nullif(v.key, ''), faults = v.faults
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) v (number, outcome, key, faults)
                    where r.import_id = ? and r.number = v.number""").params(numbers, outcomes, keys, faults, id).update();
            reach(id, numbers[numbers.length - 1]);
            return true;
        }));
    }

    private void reach(UUID id, long number) {
        db.sql("update import set reached = ? where id = ?").params(number, id).update();
    }

    /** Of two rows of the same thing, the second is at fault. */
    private void refuseRepeated(UUID id) {
        db.sql("""
                update import_row r set outcome = 'BAD',
                       faults = jsonb_build_array(jsonb_build_object('column', '', 'key', 'imports.row.repeated',
                           'arguments', jsonb_build_array(first.line::text)))::text
                from (select number, min(line) as line from (
                          select number, first_value(line) over same as line, row_number() over same as place
                          from import_row cross join lateral string_to_table(key, chr(31)) as one (key)
                          where import_id = :id and import_row.key is not null
                          window same as (partition by md5(one.key), one.key order by number)) each
                      where place > 1 group by number) first
                where r.import_id = :id and r.number = first.number""").param("id", id).update();
    }

    private TreeMap<String, String> values(Import it, ImportKind kind, String cells) {
        var values = new TreeMap<String, String>();
        json.readValue(cells, CELLS).forEach((column, cell) -> {
            String field = it.mapping().get(column);
            if (field != null) values.put(field, cell);
        });
        kind.normalise(values);
        return values;
    }

    /** A fault of a field, at the column that holds it; a missing column is named by its field. */
    private static Fault inFile(Import it, Fault fault) {
        return it.mapping().entrySet().stream()
                .filter(m -> m.getValue().equals(fault.column()))
                .findFirst()
                .map(m -> new Fault(m.getKey(), fault.key(), fault.arguments()))
                .orElse(fault);
    }

    /** Writes the next rows, if any wait; false once all are, the act being recorded. */
    boolean writeSome(UUID id) {
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            lock(id);
            var it = getUncounted(id);
            if (it.stage() != Import.Stage.WRITING) return false;
            var kind = kind(it.kind());
            record Waiting(long number, Row row) {}
            var waiting = db.sql("""
                    select number, line, cells from import_row
                    where import_id = ? and number > ? and outcome in ('NEW', 'CHANGED') order by number limit ?""")
                    .params(id, it.reached(), WRITTEN)
                    .query((row, _) -> new Waiting(
                            row.getLong("number"),
                            new Row(row.getLong("line"), values(it, kind, row.getString("cells")))))
                    .list();
            if (!waiting.isEmpty()) {
                kind.write(job(it), waiting.stream().map(Waiting::row).toList());
                reach(id, waiting.getLast().number());
                return true;
            }
            kind.finish(job(it));
            reach(id, it.rows());
            step(id, Import.Step.DONE);
            if (kind.isPublic(it.target())) record(get(id), kind);
            return false;
        }));
    }

    private ImportKind.Job job(Import it) {
        return new ImportKind.Job(
                it.id(), it.personId(), it.fileName(), it.sha256(), it.target(), it.options(), clock.today());
    }

    private void record(Import it, ImportKind kind) {
        var act = Act.of("imports.done", kind.path(it.target()), Role.COORDINATOR, null)
                .with("kind", it.kind())
                .with("file", it.sha256())
                .with("added", Long.toString(it.count(Outcome.NEW)))
                .with("changed", Long.toString(it.count(Outcome.CHANGED)));
        try (var rows = db
                .sql("""
                select cells from import_row where import_id = ? and outcome in ('NEW', 'CHANGED') order by number""")
                .param(it.id())
                .withFetchSize(STAGED)
                .query((row, _) -> row.getString("cells").getBytes(StandardCharsets.UTF_8))
                .stream()) {
            journal.record(act, rows);
        }
    }

    /** The rows at fault, in the order of the file. */
    List<Import.Faulty> listFaulty(Import it, long after, int atMost) {
        return db.sql("""
                select line, cells, faults from import_row
                where import_id = ? and outcome = 'BAD' and line > ? order by number limit ?""")
                .params(it.id(), after, atMost)
                .query((row, _) -> faulty(row))
                .list();
    }

    @Transactional(readOnly = true)
    public void eachFaulty(Import it, Consumer<Import.Faulty> out) {
        try (var rows = db.sql("""
                select line, cells, faults from import_row where import_id = ? and outcome = 'BAD' order by number""").param(it.id()).withFetchSize(STAGED).query((row, _) -> faulty(row)).stream()) {
            rows.forEach(out);
        }
    }

    private Import.Faulty faulty(ResultSet row) throws SQLException {
        return new Import.Faulty(
                row.getLong("line"),
                json.readValue(row.getString("cells"), CELLS),
                json.readValue(row.getString("faults"), FAULTS));
    }

    /** A file imported a month ago is no longer kept; what it brought is in the register and in the journal. */
    private void expire() {
        db.sql("delete from import where created_at < ?")
                .param(Timestamp.from(realTime.instant().minus(KEPT)))
                .update();
    }

    /** The whole of it at once, for a terminal: checked, and written where all is well. */
    public Import runNow(UUID id, boolean write, boolean onlyValid, Consumer<Import> progress) {
        transaction.executeWithoutResult(_ -> {
            lock(id);
            step(id, Import.Step.MAPPED);
        });
        while (checkSome(id)) progress.accept(get(id));
        var checked = get(id);
        if (!write || checked.count(Outcome.BAD) > 0 && !onlyValid) return checked;
        transaction.executeWithoutResult(_ -> {
            reach(id, 0);
            step(id, Import.Step.CONFIRMED);
        });
        while (writeSome(id)) progress.accept(get(id));
        return get(id);
    }

    /** Says with which options a file received from a terminal is read. */
    public void choose(UUID id, List<String> options) {
        db.sql("update import set options = ? where id = ?")
                .params(options.toArray(String[]::new), id)
                .update();
    }

    static Optional<Character> separator(String typed) {
        return Arrays.stream(new char[][] {{';'}, {','}, {'\t'}, {'|'}})
                .map(c -> c[0])
                .filter(c -> typed.equals(Integer.toString(c)))
                .findFirst();
    }
}
