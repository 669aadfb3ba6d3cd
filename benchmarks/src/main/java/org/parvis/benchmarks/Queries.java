package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a page really asks of PostgreSQL and how that is answered: PostgreSQL itself explains what it runs (auto_explain),
 * hence no copy of a query that could grow old here.
 *
 * @param explained each query with its plan as run, in the order asked
 */
record Queries(List<String> explained) {
    /** Enough for the driver to prepare a query on its connection, and for PostgreSQL to choose its lasting plan. */
    private static final int PRACTICE = 30;

    private static final Pattern ENTRY = Pattern.compile("(?m)^.* LOG:  duration: .* plan:\\R((?:\\t.*\\R)*)");
    private static final Pattern INDEX =
            Pattern.compile("Index(?: Only)? Scan using (\\S+)|Bitmap Index Scan on (\\S+)");
    private static final Pattern SEQUENCE = Pattern.compile("Seq Scan on (\\S+)");

    static Queries of(Instance parvis, String path) throws SQLException, IOException, InterruptedException {
        try (var superuser = parvis.database("postgres")) {
            set(
                    superuser,
                    "session_preload_libraries = 'auto_explain'",
                    "auto_explain.log_min_duration = 0",
                    "auto_explain.log_analyze = on",
                    "auto_explain.log_buffers = on",
                    "auto_explain.log_timing = on");
            reconnect(superuser);
            for (int i = 0; i < PRACTICE; i++) parvis.get(path);
            long known = Files.size(parvis.databaseLog());
            parvis.get(path);
            TimeUnit.MILLISECONDS.sleep(500);
            byte[] log = Files.readAllBytes(parvis.databaseLog());
            String added = new String(log, (int) known, log.length - (int) known, StandardCharsets.UTF_8);
            execute(superuser, "alter role parvis in database parvis reset all");
            reconnect(superuser);
            return new Queries(ENTRY.matcher(added)
                    .results()
                    .map(m -> m.group(1).replaceAll("(?m)^\\t", ""))
                    .toList());
        }
    }

    Stream<String> indexes() {
        return found(INDEX);
    }

    /** Tables read whole. */
    Stream<String> readWhole() {
        return found(SEQUENCE);
    }

    private Stream<String> found(Pattern pattern) {
        return explained.stream()
                .flatMap(plan -> pattern.matcher(plan).results())
                .map(m -> m.group(1) == null ? m.group(2) : m.group(1))
                .distinct()
                .sorted();
    }

    private static void set(Connection superuser, String... settings) throws SQLException {
        for (String setting : settings) execute(superuser, "alter role parvis in database parvis set " + setting);
    }

    /** The application's connections take new settings when they are made. */
    private static void reconnect(Connection superuser) throws SQLException, InterruptedException {
        execute(superuser, "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'parvis'");
        TimeUnit.SECONDS.sleep(1);
    }

    private static void execute(Connection superuser, String sql) throws SQLException {
        try (var statement = superuser.createStatement()) {
            statement.execute(sql);
        }
    }
}
