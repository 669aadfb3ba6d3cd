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
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

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
                modules.names().forEach(this::run);
                remember(connection, wanted);
            }
        } catch (SQLException e) {
            throw Refusal.cannot("Parvis cannot use the database at " + owner + ": " + oneLine(e) + ".");
        } catch (FlywayException e) {
            throw new IllegalStateException("The tables of " + owner.place() + " cannot be brought up to date.", e);
        }
    }

    private void run(String module) {
        if (Migrations.class.getResource("/db/migration/" + module) == null) {
            return;
        }
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration/" + module)
                .table("migrations_" + module)
                .baselineVersion("0")
                .baselineOnMigrate(true)
                .placeholders(Map.of("application", '"' + application.user() + '"'))
                .load()
                .migrate();
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

    private static String oneLine(SQLException e) {
        if (e.getCause() instanceof UnknownHostException) {
            return "nobody knows this host";
        }
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
