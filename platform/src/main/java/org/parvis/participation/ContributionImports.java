package org.parvis.participation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Works;
import org.parvis.imports.BadSource;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.imports.Source;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Role;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Contributions by the million: a file is read once, as a stream, into a table of its own beside the register, and moves into
 * it in one statement and one transaction. All of it is there, or none.
 */
@Component
class ContributionImports {
    private static final int PIECE = 1 << 20;

    private final JdbcTemplate db;
    private final TransactionTemplate transaction;
    private final Journal journal;
    private final Works works;
    private final IndexWords indexing;
    private final Messages messages;
    private final CivicClock clock;

    ContributionImports(
            JdbcTemplate db,
            TransactionTemplate transaction,
            Journal journal,
            Works works,
            IndexWords indexing,
            Messages messages,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.journal = journal;
        this.works = works;
        this.indexing = indexing;
        this.messages = messages;
        this.clock = clock;
    }

    /** How a file is to be read. */
    record Way(boolean onlyValid, boolean dry, String language) {}

    /** A row that is not taken, and why. */
    record Faulty(long line, List<Fault> faults) {}

    /** @param refused rows that are not taken; {@code known} those that were there before, as they are */
    record Done(long taken, long known, long refused, boolean written) {}

    /**
     * @param faulty told each row that is refused
     * @param progress told how many rows were read, now and then
     * @throws BadSource where it is no table, or has no column for what every contribution has
     */
    Done run(
            Consultation consultation,
            String fileName,
            Source.Bytes file,
            Way way,
            Consumer<Faulty> faulty,
            LongConsumer progress) {
        return Objects.requireNonNull(transaction.execute(status -> {
            db.execute("""
                    create temporary table brought (line bigint, source text, title text, text text, theme text, place text,
                        author_kind text, language text, published_at timestamptz, supports int) on commit drop""");
            long refused = copy(consultation, file, way, faulty, progress);
            refused += repeated(faulty);
            long known = count("""
                    select count(*) from brought b join contribution c on c.consultation_id = ? and c.source = b.source""", consultation.id());
            long taken = count("select count(*) from brought") - known;
            boolean writes = !way.dry() && (refused == 0 || way.onlyValid());
            if (writes) write(consultation, fileName, taken);
            else status.setRollbackOnly();
            return new Done(taken, known, refused, writes);
        }));
    }

    private long count(String sql, Object... values) {
        return Objects.requireNonNull(db.queryForObject(sql, Long.class, values));
    }

    /** Reads the file into the table beside; returns how many rows are refused. */
    private long copy(
            Consultation consultation, Source.Bytes file, Way way, Consumer<Faulty> faulty, LongConsumer progress) {
        var source = Source.detect(file);
        long[] refused = new long[1];
        db.execute((java.sql.Connection connection) -> {
            var copying = new Copying(
                    connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy brought from stdin"));
            Map<String, String> fields = new HashMap<>();
            try {
                source.read(file, List.of("contributions"), List.of(), row -> {
                    if (fields.isEmpty()) fields.putAll(fields(row.cells().keySet()));
                    var faults = row.broken() == null ? List.<Fault>of() : List.of(row.broken());
                    if (faults.isEmpty()) {
                        var read = ImportedContribution.read(
                                named(row.cells(), fields), way.language(), consultation.zone());
                        faults = read.faults();
                        if (read.it() != null) copying.write(read.it().copied(row.line()));
                    }
                    if (!faults.isEmpty()) {
                        refused[0]++;
                        faulty.accept(new Faulty(row.line(), faults));
                    }
                    if (++copying.rows % 100_000 == 0) progress.accept(copying.rows);
                });
                copying.end();
            } finally {
                copying.leave();
            }
            return null;
        });
        return refused[0];
    }

    /** What goes to the database by pieces. */
    private static final class Copying {
        private final CopyIn out;
        private final StringBuilder piece = new StringBuilder(PIECE + (1 << 16));
        long rows;

        Copying(CopyIn out) {
            this.out = out;
        }

        void write(String row) {
            piece.append(row);
            if (piece.length() > PIECE) flush();
        }

        private void flush() {
            byte[] bytes = piece.toString().getBytes(StandardCharsets.UTF_8);
            piece.setLength(0);
            try {
                out.writeToCopy(bytes, 0, bytes.length);
            } catch (SQLException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }

        void end() throws SQLException {
            flush();
            out.endCopy();
        }

        void leave() throws SQLException {
            if (out.isActive()) out.cancelCopy();
        }
    }

    /** Which column of the file holds which field. */
    private Map<String, String> fields(Iterable<String> columns) {
        Map<String, String> found = new LinkedHashMap<>();
        for (var field : ImportedContribution.FIELDS)
            for (String column : columns)
                if (!found.containsValue(field.name()) && !found.containsKey(column) && isNamed(column, field))
                    found.put(column, field.name());
        for (var field : ImportedContribution.FIELDS)
            if (field.required() && !found.containsValue(field.name()))
                throw new BadSource("participation.import.column", field.name(), String.join(", ", field.aliases()));
        return found;
    }

    private boolean isNamed(String column, ImportKind.Field field) {
        String name = column.strip().toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
        return name.equals(field.name())
                || field.aliases().contains(name)
                || java.util.Arrays.stream(Language.values())
                        .anyMatch(l -> messages.say(l, field.label()).equalsIgnoreCase(column.strip()));
    }

    private static Map<String, String> named(Map<String, String> cells, Map<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        cells.forEach((column, cell) -> {
            @Nullable String field = fields.get(column);
            if (field != null) values.put(field, cell);
        });
        return values;
    }

    /** Of two rows with one name, the first is taken. */
    private long repeated(Consumer<Faulty> faulty) {
        var found = new ArrayList<Faulty>();
        db.query("""
                select line, first from (select line, source, min(line) over (partition by source) as first from brought) b
                where line > first order by line limit 1000""", row -> {
            found.add(new Faulty(
                    row.getLong("line"), List.of(Fault.of("id", "imports.row.repeated", row.getLong("first")))));
        });
        found.forEach(faulty);
        return db.update("""
                delete from brought b using (select line, min(line) over (partition by source) as first from brought) r
                where r.line = b.line and r.line > r.first""");
    }

    private void write(Consultation consultation, String fileName, long taken) {
        db.update(
                """
                insert into contribution (consultation_id, standing, title, text, theme, place, author_kind, source, language, supports,
                                          written_at, published_at, fictional)
                select ?, 'PUBLIC', title, text, theme, place, author_kind, source, language, supports,
                       coalesce(published_at, ?), coalesce(published_at, ?), ?
                from brought order by line on conflict (consultation_id, source) where source is not null do nothing""",
                consultation.id(),
                java.sql.Timestamp.from(clock.now()),
                java.sql.Timestamp.from(clock.now()),
                consultation.fictional());
        if (taken == 0) return;
        works.begin(indexing, Long.toString(consultation.id()));
        journal.record(Act.of("participation.imported", consultation.path(), Role.COORDINATOR, null)
                .with("file", fileName)
                .with("contributions", Long.toString(taken)));
    }
}
