package org.parvis.house;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every room's tables, from {@code db/migration/<room>}, in the order of the house and each with its own history. They are
 * made by the owner's role; the scripts know the application's role as {@code ${application}}, to give it less where a room
 * must not change its past.
 */
record Migrations(DatabaseAddress owner, DatabaseAddress application, Modules modules) {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);
    private static final int OLDEST = 16;

    void run() {
        check();
        try {
            modules.names().forEach(this::run);
        } catch (FlywayException e) {
            throw new IllegalStateException("The tables of " + owner.place() + " cannot be brought up to date.", e);
        }
    }

    private void run(String module) {
        if (Migrations.class.getResource("/db/migration/" + module) == null) {
            return;
        }
        MigrateResult result = Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/migration/" + module)
                .table("migrations_" + module)
                .baselineVersion("0")
                .baselineOnMigrate(true)
                .placeholders(Map.of("application", '"' + application.user() + '"'))
                .load()
                .migrate();
        if (result.migrationsExecuted > 0) {
            LOG.debug("{}: {} migrations", module, result.migrationsExecuted);
        }
    }

    private void check() {
        try (Connection connection = DriverManager.getConnection(owner.url(), owner.user(), owner.password())) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw Refusal.cannot("Parvis needs PostgreSQL " + OLDEST + " or later; " + owner.place()
                        + " is version " + version + ".");
            }
        } catch (SQLException e) {
            throw Refusal.cannot("Parvis cannot enter the database at " + owner + ": " + oneLine(e) + ".");
        }
    }

    private static String oneLine(SQLException e) {
        String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
    }
}
