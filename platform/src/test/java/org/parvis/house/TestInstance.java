package org.parvis.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import org.parvis.TestTime;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;

/** Furnishes a test's application as {@link Launch} furnishes the real one, over a database that starts empty with each run. */
public final class TestInstance implements ApplicationContextInitializer<GenericApplicationContext> {
    private static final Settings SETTINGS = Settings.from(Map.of("PORT", "0", "PARVIS_HOME", "target/test-home"));
    private static final LocalPostgres POSTGRES = freshPostgres();
    private static final Database DATABASE = Database.embedded(POSTGRES);

    static {
        TimeZone.setDefault(TimeZone.getTimeZone(SETTINGS.timeZone()));
        Runtime.getRuntime().addShutdownHook(new Thread(DATABASE::close));
    }

    @Override
    public void initialize(GenericApplicationContext context) {
        Launch.furnish(context, SETTINGS, Invocation.SERVE, DATABASE);
        context.registerBean(TestTime.class);
        // Read at each use, so that the database agrees with the tests' own time, and runs on from there.
        context.registerBean(DatabaseClock.class, () -> {
            var clock = context.getBeanProvider(CivicClock.class);
            return new DatabaseClock(() -> Duration.between(clock.getObject().now(), Instant.now()));
        });
    }

    /** A database of its own for a test that founds or migrates, beside the one that all tests share. */
    static DatabaseAddress newDatabase(String name) throws SQLException {
        try (Connection shared = DATABASE.connections().getConnection()) {
            shared.isValid(0);
        }
        DatabaseAddress superuser = POSTGRES.superuser();
        try (Connection connection =
                        DriverManager.getConnection(superuser.url(), superuser.user(), superuser.password());
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " OWNER " + LocalPostgres.OWNER);
        }
        DatabaseAddress owner = POSTGRES.owner();
        return new DatabaseAddress(owner.url().replace("/parvis", "/" + name), owner.user(), owner.password());
    }

    /** As an operator names a database of an external server, by its two ordinary roles. */
    static Settings settings(String database, Path home) {
        return Settings.from(Map.of(
                "PARVIS_HOME", home.toString(),
                "PARVIS_DATABASE_URL", url(POSTGRES.application(), database),
                "PARVIS_DATABASE_OWNER_URL", url(POSTGRES.owner(), database)));
    }

    private static String url(DatabaseAddress role, String database) {
        return "postgresql://" + role.user() + ":" + role.password() + "@"
                + role.place().replace("/parvis", "/" + database);
    }

    /** What the role that owns the tables can do. */
    public static void asOwner(String sql) throws SQLException {
        execute(POSTGRES.owner(), sql);
    }

    /** What somebody with the keys of the machine can do. */
    public static void asSuperuser(String sql) throws SQLException {
        execute(POSTGRES.superuser(), sql);
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Its programs are unpacked once and kept; its data is thrown away, and is not worth waiting for the disk. */
    private static LocalPostgres freshPostgres() {
        try {
            for (int number = 1; ; number++) {
                Path folder = Path.of("target/test-postgres-" + number);
                Optional<LocalPostgres> postgres =
                        LocalPostgres.claim(folder, "fsync=off", "synchronous_commit=off", "full_page_writes=off");
                if (postgres.isPresent()) {
                    PostgresBinaries.delete(folder.resolve("cluster"));
                    return postgres.get();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
