package org.parvis.territories;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Refusal;
import org.parvis.house.Sha256;
import org.postgresql.PGConnection;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the list of territories into the database: the one that is shipped, before any page opens, until another country's
 * takes its place.
 */
@Component
class TerritoryLists implements Demonstration, SmartLifecycle {
    private static final String SHIPPED = "/territories/territories.csv.gz";
    private static final String SOURCE =
            "Code officiel géographique (Insee) et codes postaux (La Poste), @etalab/decoupage-administratif 6.0.0;"
                    + " contours @gouvfr/dsfr-chart 2.0.4";
    private static final String LICENCE = "Licence Ouverte 2.0; MIT";

    private final JdbcTemplate db;
    private final TransactionTemplate transaction;
    private final boolean bare;
    private boolean running;

    TerritoryLists(JdbcTemplate db, TransactionTemplate transaction, Environment environment) {
        this.db = db;
        this.transaction = transaction;
        this.bare = environment.matchesProfiles("bare");
    }

    /** What a demonstration tells of territories it finds there. */
    @Override
    public void load() {
        ensure();
    }

    /** Right after the founding. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE + 1;
    }

    @Override
    public void start() {
        // Without a database there is nothing to bring it to.
        if (!bare) ensure();
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Loads the shipped list, or its newer edition, unless another one took its place. */
    private void ensure() {
        byte[] shipped = shipped();
        byte[] sha256 = Sha256.of(shipped);
        if (isLoaded(sha256)) return;
        try (var in = new InputStreamReader(
                new GZIPInputStream(new java.io.ByteArrayInputStream(shipped)), StandardCharsets.UTF_8)) {
            var table = TerritoryTable.read(in);
            transaction.executeWithoutResult(_ -> {
                db.execute("lock table territory_list in exclusive mode");
                if (!isLoaded(sha256)) write(table, SOURCE, LICENCE, sha256, true);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isLoaded(byte[] sha256) {
        return !db.query(
                        "select sha256 from territory_list where not shipped or sha256 = ?",
                        (row, _) -> row.getBytes(1),
                        sha256)
                .isEmpty();
    }

    private static byte[] shipped() {
        try (InputStream in = Objects.requireNonNull(TerritoryLists.class.getResourceAsStream(SHIPPED))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a list changed. */
    record Done(int territories, int mergers) {}

    /**
     * Puts another country's list in the place of the one that is loaded.
     *
     * @throws Refusal where it is no such list, or would take away territories that figures stand on
     */
    Done replace(String file, String source, String licence) {
        try {
            var table = TerritoryTable.read(new StringReader(file));
            return Objects.requireNonNull(transaction.execute(_ -> {
                db.execute("lock table territory_list in exclusive mode");
                write(table, source, licence, Sha256.of(file.getBytes(StandardCharsets.UTF_8)), false);
                return new Done(table.rows().size(), table.mergers().size());
            }));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (DataIntegrityViolationException e) {
            throw Refusal.cannot("Figures stand on territories that this list has not: nothing is changed.");
        }
    }

    private void write(TerritoryTable table, String source, String licence, byte[] sha256, boolean shipped) {
        db.execute("""
                create temporary table listed (number int, code text, parent text, name text, folded text, population int,
                    postcodes text[], contour text, placed text, apart boolean) on commit drop;
                create temporary table listed_merger (code text, into_code text, name text) on commit drop""");
        var rows = new StringBuilder();
        int number = 0;
        for (var row : table.rows())
            line(
                    rows,
                    Integer.toString(++number),
                    row.code(),
                    row.parent(),
                    row.name(),
                    Territories.fold(row.name()),
                    row.population() == null ? null : row.population().toString(),
                    "{" + row.postcodes().replace(' ', ',') + "}",
                    row.contour(),
                    row.placed(),
                    row.apart() ? "t" : "f");
        copy("listed", rows);
        var mergers = new StringBuilder();
        for (var merger : table.mergers()) line(mergers, merger.code(), merger.into(), merger.name());
        copy("listed_merger", mergers);
        db.execute("""
                analyze listed;
                insert into territory (code, level, name, folded, population, postcodes, contour, placed, apart)
                select code, split_part(code, '-', 1), name, folded, population, postcodes, contour, placed, apart from listed order by number
                on conflict (code) do update set (level, name, folded, population, postcodes, contour, placed, apart)
                    = (excluded.level, excluded.name, excluded.folded, excluded.population, excluded.postcodes, excluded.contour,
                       excluded.placed, excluded.apart);
                update territory t set parent_id = p.id from listed l left join territory p on p.code = l.parent where l.code = t.code;
                delete from territory t where not exists (select from listed l where l.code = t.code);
                delete from territory_merger;
                insert into territory_merger (code, into_code, name) select distinct on (code) code, into_code, name from listed_merger;
                delete from territory_list""");
        db.update(
                "insert into territory_list (source, licence, sha256, shipped) values (?, ?, ?, ?)",
                source,
                licence,
                sha256,
                shipped);
    }

    private static void line(StringBuilder out, @Nullable String... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (i > 0) out.append('\t');
            String cell = cells[i];
            if (cell == null) out.append("\\N");
            else
                out.append(cell.replace("\\", "\\\\")
                        .replace("\t", " ")
                        .replace("\n", " ")
                        .replace("\r", " "));
        }
        out.append('\n');
    }

    private void copy(String table, StringBuilder rows) {
        db.execute((java.sql.Connection connection) -> {
            try (Reader in = new StringReader(rows.toString())) {
                return connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + table + " from stdin", in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
