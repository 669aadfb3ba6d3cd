package org.parvis.house;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * The instance's database, which opens while the rest of the application starts: whoever asks for a connection waits until
 * the server answers and the tables are up to date. One connection at a time, unpooled, as the application's role.
 */
public final class Database implements AutoCloseable {
    private final CompletableFuture<DatabaseAddress> opening;
    private final Runnable stop;

    private Database(Supplier<DatabaseAddress> open, Runnable stop) {
        this.opening = new CompletableFuture<>();
        this.stop = stop;
        Thread.ofPlatform().daemon().name("database").start(() -> {
            try {
                opening.complete(open.get());
            } catch (RuntimeException | Error e) {
                opening.completeExceptionally(e);
            }
        });
    }

    /** For a server: a data folder that another one serves is refused. */
    static Database own(Settings settings) {
        return settings.database()
                .map(address -> external(settings, address))
                .orElseGet(() -> claim(settings)
                        .map(Database::embedded)
                        .orElseThrow(() -> Refusal.cannot("Another Parvis already runs with its data "
                                + settings.whereData() + ": stop it, or set PARVIS_HOME to another folder.")));
    }

    /** For a command: the running instance's database where there is one, its own for its duration otherwise. */
    static Database ownOrJoin(Settings settings) {
        return settings.database()
                .map(address -> external(settings, address))
                .orElseGet(() -> claim(settings)
                        .map(Database::embedded)
                        .orElseGet(() -> joined(folder(settings), LocalPostgres.APPLICATION)));
    }

    public static Database embedded(LocalPostgres postgres) {
        return new Database(
                () -> {
                    postgres.start();
                    new Migrations(postgres.owner(), postgres.application(), Modules.inOrder()).run();
                    return postgres.application();
                },
                postgres::close);
    }

    /** For a backup: an instance as it is, neither founded nor migrated, entered as the role that owns its tables. */
    static Database existing(Settings settings) {
        if (settings.database().isPresent()) {
            DatabaseAddress owner =
                    settings.databaseOwner().orElse(settings.database().get());
            return new Database(() -> owner, () -> {});
        }
        if (!LocalPostgres.isCreated(folder(settings))) {
            throw Refusal.cannot("There is no instance " + settings.whereData() + ".");
        }
        return claim(settings)
                .map(postgres -> new Database(
                        () -> {
                            postgres.start();
                            return postgres.owner();
                        },
                        postgres::close))
                .orElseGet(() -> joined(folder(settings), LocalPostgres.OWNER));
    }

    /** For a restore: a folder where no database was ever made, or where one was left half restored. */
    static LocalPostgres toRestore(Settings settings) {
        if (LocalPostgres.isCreated(folder(settings))) {
            throw Refusal.cannot("There is already an instance " + settings.whereData()
                    + ": a backup is restored into a new folder (PARVIS_HOME) or an empty database.");
        }
        return claim(settings, LocalPostgres::claimToRestore)
                .orElseThrow(() -> Refusal.cannot("Another Parvis is at work " + settings.whereData()
                        + ": stop it, or set PARVIS_HOME to another folder."));
    }

    /** For what needs no data: nobody can connect. */
    static Database absent() {
        return new Database(
                () -> {
                    throw new IllegalStateException("There is no database in this run.");
                },
                () -> {});
    }

    private static Database external(Settings settings, DatabaseAddress application) {
        DatabaseAddress owner = settings.databaseOwner().orElse(application);
        return new Database(
                () -> {
                    new Migrations(owner, application, Modules.inOrder()).run();
                    return application;
                },
                () -> {});
    }

    private static Database joined(Path folder, String user) {
        return new Database(
                () -> {
                    try {
                        return LocalPostgres.join(folder, user);
                    } catch (IOException e) {
                        throw Refusal.cannot("The running instance's database cannot be joined: " + folder
                                + " is not readable for this user.");
                    }
                },
                () -> {});
    }

    private static Optional<LocalPostgres> claim(Settings settings) {
        return claim(settings, LocalPostgres::claim);
    }

    private interface Claim {
        Optional<LocalPostgres> of(Path folder) throws IOException;
    }

    private static Optional<LocalPostgres> claim(Settings settings, Claim claim) {
        Path home = settings.home();
        try {
            Files.createDirectories(home);
            return claim.of(folder(settings));
        } catch (FileAlreadyExistsException e) {
            throw Refusal.cannot("The data folder cannot be made, because " + e.getFile() + " is a file"
                    + " (PARVIS_HOME says where it goes).");
        } catch (IOException e) {
            throw Refusal.cannot("Parvis cannot write in the data folder "
                    + home.toAbsolutePath().normalize()
                    + ": check its permissions, or set PARVIS_HOME to another folder.");
        }
    }

    private static Path folder(Settings settings) {
        return settings.home().resolve("postgres");
    }

    DataSource connections() {
        return new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                DatabaseAddress address = address();
                return getConnection(address.user(), address.password());
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return DriverManager.getConnection(address().url(), user, password);
            }
        };
    }

    @Override
    public void close() {
        stop.run();
    }

    private DatabaseAddress address() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
