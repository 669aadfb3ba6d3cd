package org.parvis.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Every room's tables, from {@code db/migration/<room>}, in the order of the house and each with its own history. They are
 * made by the owner's role; the scripts know the application's role as {@code ${application}}, to give it less where a room
 * must not change its past.
 */
record Migrations(DatabaseAddress owner, DatabaseAddress application, Modules modules) {
    private static final int OLDEST = 16;
    private static final String UNDEFINED_TABLE = "42P01";

    void run() {
        String wanted = fingerprint();
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
            check(connection);
            // Asking Flyway room by room would cost every start what it costs the first.
            if (!wanted.equals(applied(connection))) {
                rooms().forEach(this::run);
                remember(connection, wanted);
            }
        } catch (SQLException e) {
            throw Refusal.cannot("Parvis cannot use the database at " + owner + ": " + oneLine(e) + ".");
        } catch (FlywayException e) {
            throw new IllegalStateException("The tables of " + owner.place() + " cannot be brought up to date.", e);
        }
    }

    /**
     * In a transaction of the caller's, which may still take all of it back: each room as far as the last of the given
     * scripts, rooms without any not at all.
     */
    void run(Connection transaction, Map<String, List<Manifest.Script>> scripts) throws SQLException {
        check(transaction);
        for (String module : rooms()) {
            Optional<MigrationVersion> last = scripts.getOrDefault(module, List.of()).stream()
                    .map(script -> MigrationVersion.fromVersion(script.version()))
                    .max(Comparator.naturalOrder());
            if (last.isPresent()) {
                flyway(module, new OneTransaction(transaction), last.get()).migrate();
            }
        }
    }

    /** In a transaction of the caller's: whatever is still to be run. */
    void run(Connection transaction) throws SQLException {
        rooms().forEach(module -> flyway(module, new OneTransaction(transaction), MigrationVersion.LATEST)
                .migrate());
        remember(transaction, fingerprint());
    }

    /** The scripts that this Parvis has. */
    Map<String, List<Manifest.Script>> known(Connection connection) {
        return rooms().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        module -> Arrays.stream(flyway(module, new OneTransaction(connection), MigrationVersion.LATEST)
                                        .info()
                                        .all())
                                .map(script ->
                                        new Manifest.Script(script.getVersion().getVersion(), script.getChecksum()))
                                .toList()));
    }

    private void run(String module) {
        var connections = new DriverManagerDataSource(owner.url(), owner.user(), owner.password());
        flyway(module, connections, MigrationVersion.LATEST).migrate();
    }

    private List<String> rooms() {
        return modules.names().stream()
                .filter(module -> Migrations.class.getResource("/db/migration/" + module) != null)
                .toList();
    }

    private Flyway flyway(String module, DataSource connections, MigrationVersion last) {
        return Flyway.configure()
                .dataSource(connections)
                .target(last)
                .locations("classpath:db/migration/" + module)
                .table("migrations_" + module)
                .baselineVersion("0")
                .baselineOnMigrate(true)
                .placeholders(Map.of("application", '"' + application.user() + '"'))
                .load();
    }

    private void check(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw Refusal.cannot("Parvis needs PostgreSQL " + OLDEST + " or later; " + owner.place() + " is version "
                    + version + ".");
        }
    }

    private static String applied(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT fingerprint FROM migrations")) {
            return rows.next() ? rows.getString(1) : "";
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return "";
            }
            throw e;
        }
    }

    private static void remember(Connection connection, String fingerprint) throws SQLException {
        try (var statement = connection.prepareStatement("UPDATE migrations SET fingerprint = ?")) {
            statement.setString(1, fingerprint);
            statement.executeUpdate();
        }
    }

    /** Of every script's name and content: it changes whenever there is something for Flyway to see. */
    private static String fingerprint() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            Resource[] scripts =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:db/migration/*/*.sql");
            Arrays.sort(scripts, Comparator.comparing(script -> String.valueOf(script.getFilename())));
            for (Resource script : scripts) {
                digest.update(String.valueOf(script.getFilename()).getBytes(StandardCharsets.UTF_8));
                digest.update(script.getContentAsByteArray());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String oneLine(SQLException e) {
        if (e.getCause() instanceof UnknownHostException) {
            return "nobody knows this host";
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
