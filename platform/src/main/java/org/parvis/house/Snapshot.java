package org.parvis.house;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.house.Manifest.Closing;
import org.parvis.house.Manifest.Content;
import org.parvis.house.Manifest.Table;
import org.postgresql.PGConnection;

/** An instance at one moment: what others write meanwhile is not seen, and they wait for nothing. */
record Snapshot(Connection connection, Catalogue catalogue, List<Catalogue.Stored> tables) {

    /** In a transaction of its own, which ends with the connection. */
    static Snapshot of(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        var catalogue = new Catalogue(connection);
        catalogue.settle();
        if (!catalogue.isFounded()) {
            throw Refusal.cannot("There is no instance in the database " + connection.getCatalog() + ".");
        }
        List<Catalogue.Stored> tables = catalogue.tables();
        // As pg_dump does: nobody migrates them while they are read.
        catalogue.run("lock table "
                + Catalogue.listed(tables.stream().map(Catalogue.Stored::name).toList()) + " in access share mode");
        return new Snapshot(connection, catalogue, tables);
    }

    Closing write(Optional<byte[]> identity, InstantSource clock, OutputStream out) throws IOException, SQLException {
        var manifest = new Manifest(
                Manifest.FORMAT,
                Manifest.thisParvis(),
                clock.instant().truncatedTo(ChronoUnit.SECONDS),
                catalogue.scripts(),
                tables.stream()
                        .map(table -> new Table(table.name(), table.columns()))
                        .toList());
        return Archive.write(manifest, identity, catalogue.sequences(), this::copy, out);
    }

    /** The first thing in which this instance is not what an archive holds. */
    Optional<String> firstDifference(Manifest manifest, Closing closing) throws SQLException, IOException {
        var here = tables.stream().collect(Collectors.toMap(Catalogue.Stored::name, Catalogue.Stored::columns));
        for (Table table : manifest.tables()) {
            if (!here.getOrDefault(table.name(), List.of()).containsAll(table.columns())) {
                return Optional.of(table.name() + ": this Parvis no longer has all its columns.");
            }
            Content there = closing.contents().get(table.name());
            var digest = Sha256.digest();
            long rows = copy(table, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            if (there == null || rows != there.rows()) {
                return Optional.of(table.name() + ": " + (there == null ? 0 : there.rows()) + " rows in the backup, "
                        + rows + " in the instance.");
            }
            if (!Sha256.hex(digest.digest()).equals(there.sha256())) {
                return Optional.of(table.name() + ": as many rows, and not the same.");
            }
        }
        return Optional.empty();
    }

    private long copy(Table table, OutputStream rows) throws IOException, SQLException {
        Catalogue.Stored stored = tables.stream()
                .filter(candidate -> candidate.name().equals(table.name()))
                .findFirst()
                .orElseThrow();
        return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(stored.copyOut(table.columns()), rows);
    }
}
