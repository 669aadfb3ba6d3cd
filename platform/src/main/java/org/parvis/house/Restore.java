package org.parvis.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Catalogue.Foreign;
import org.parvis.house.Manifest.Closing;
import org.parvis.house.Manifest.Table;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.stereotype.Component;

/**
 * A backup into a place where nothing is: all of it, or nothing. The tables are made by the migrations that had made them,
 * filled, checked, and brought up to date, in one transaction; the role needs to own them and no more.
 */
@Component
final class Restore implements Command {
    static final String NAME = "restore";
    private static final int DIFFERENT = 1;

    private final Settings settings;
    private final ObjectProvider<Verification> verifications;

    Restore(Settings settings, ObjectProvider<Verification> verifications) {
        this.settings = settings;
        this.verifications = verifications;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String help() {
        return "brings a backup back from FILE, - for standard input, where nothing is yet"
                + " (--verify: only compares it with the instance)";
    }

    @Override
    public int run(List<String> arguments, PrintStream out) {
        FileArgument asked = FileArgument.of(NAME, arguments);
        return asked.verify()
                ? asked.read(archive -> compare(archive, out))
                : asked.read(archive -> restore(archive, out));
    }

    private int restore(Archive.Reading archive, PrintStream out) {
        Closing closing = settings.database()
                .map(application -> restore(archive, settings.databaseOwner().orElse(application), application))
                .orElseGet(() -> restoreFolder(archive));
        out.println("Restored " + closing.summary() + " " + settings.whereData() + ", as of "
                + archive.manifest().at() + ".");
        keepIdentity(archive, out);
        return 0;
    }

    private Closing restoreFolder(Archive.Reading archive) {
        try (LocalPostgres postgres = Database.toRestore(settings)) {
            boolean whole = false;
            try {
                postgres.start();
                Closing closing = restore(archive, postgres.owner(), postgres.application());
                postgres.keep();
                whole = true;
                return closing;
            } finally {
                if (!whole) {
                    postgres.discard();
                }
            }
        } catch (IOException e) {
            throw Refusal.cannot("The backup cannot be restored " + settings.whereData() + ": " + e.getMessage() + ".");
        }
    }

    private static Closing restore(Archive.Reading archive, DatabaseAddress owner, DatabaseAddress application) {
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
            connection.setAutoCommit(false);
            Closing closing = load(archive, connection, new Migrations(owner, application, Modules.inOrder()));
            connection.commit();
            return closing;
        } catch (SQLException | FlywayException e) {
            throw Refusal.cannot(
                    "The backup cannot be restored into " + owner + ": " + oneLine(e) + ". Nothing was kept.");
        }
    }

    private static Closing load(Archive.Reading archive, Connection connection, Migrations migrations)
            throws SQLException {
        var catalogue = new Catalogue(connection);
        catalogue.settle();
        catalogue.run("select pg_advisory_xact_lock(hashtextextended('parvis.restore', 0))");
        if (!catalogue.isEmpty()) {
            throw Refusal.cannot("The database " + connection.getCatalog()
                    + " is not empty: a backup is restored into a new folder (PARVIS_HOME) or an empty database.");
        }
        Manifest manifest = archive.manifest();
        manifest.firstUnknown(migrations.known(connection)).ifPresent(script -> {
            throw Refusal.cannot("The backup was made by Parvis " + manifest.parvis() + ", whose script " + script
                    + " this Parvis, " + Manifest.thisParvis()
                    + ", does not have: restore it with the version that made it, or a later one.");
        });
        migrations.run(connection, manifest.scripts());
        Closing closing = fill(archive, connection, catalogue);
        migrations.run(connection);
        catalogue.run("analyze");
        return closing;
    }

    /** Rules about how rows come to be do not apply to rows that are back: they kept them when they came. */
    private static Closing fill(Archive.Reading archive, Connection connection, Catalogue catalogue)
            throws SQLException {
        List<Table> tables = archive.manifest().tables();
        List<Foreign> foreignKeys = catalogue.foreignKeys();
        for (Foreign key : foreignKeys) {
            catalogue.run("alter table %s drop constraint %s"
                    .formatted(Catalogue.quoted(key.table()), Catalogue.quoted(key.name())));
        }
        for (Table table : tables) {
            catalogue.run("alter table %s disable trigger user".formatted(Catalogue.quoted(table.name())));
        }
        // Some scripts write rows of their own.
        catalogue.run(
                "truncate " + Catalogue.listed(tables.stream().map(Table::name).toList()));
        var copy = connection.unwrap(PGConnection.class).getCopyAPI();
        Closing closing = archive.readTo((table, rows) -> copy.copyIn(
                "copy %s (%s) from stdin with (freeze)"
                        .formatted(Catalogue.quoted(table.name()), Catalogue.listed(table.columns())),
                rows));
        for (Table table : tables) {
            catalogue.run("alter table %s enable trigger user".formatted(Catalogue.quoted(table.name())));
        }
        for (Foreign key : foreignKeys) {
            catalogue.run("alter table %s add constraint %s %s"
                    .formatted(Catalogue.quoted(key.table()), Catalogue.quoted(key.name()), key.definition()));
        }
        for (Map.Entry<String, @Nullable Long> sequence : closing.sequences().entrySet()) {
            if (sequence.getValue() != null) {
                catalogue.run("select setval('%s', %d)"
                        .formatted(Catalogue.quoted(sequence.getKey()).replace("'", "''"), sequence.getValue()));
            }
        }
        return closing;
    }

    /** The operator's own, where one is there, is newer. */
    private void keepIdentity(Archive.Reading archive, PrintStream out) {
        if (archive.identity().isEmpty()) {
            return;
        }
        Path file = settings.home().resolve(Archive.IDENTITY);
        if (Files.exists(file)) {
            out.println("The " + file + " that is there was kept; the backup holds another one.");
            return;
        }
        try {
            Files.createDirectories(settings.home());
            Path part = Files.createTempFile(settings.home(), "identity.", ".part");
            Files.write(part, archive.identity().get());
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw Refusal.cannot("The data is restored, but " + file + " cannot be written: " + e.getMessage() + ".");
        }
    }

    private int compare(Archive.Reading archive, PrintStream out) {
        try (Database database = Database.existing(settings);
                Connection connection = database.connections().getConnection()) {
            Closing closing = archive.check();
            Snapshot instance = Snapshot.of(connection);
            Optional<String> difference = instance.firstDifference(archive.manifest(), closing);
            if (difference.isEmpty()) {
                var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
                difference = verifications
                        .orderedStream()
                        .flatMap(verification -> verification.firstFault(rows).stream())
                        .findFirst();
            }
            out.println(difference.orElse("The instance is what the backup holds: " + closing.summary() + "."));
            return difference.isPresent() ? DIFFERENT : 0;
        } catch (SQLException e) {
            throw Refusal.cannot("The instance cannot be read: " + Migrations.oneLine(e) + ".");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String oneLine(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) return Migrations.oneLine(sql);
        }
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
