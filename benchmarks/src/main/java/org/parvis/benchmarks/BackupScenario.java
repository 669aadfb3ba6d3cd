package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** An instance of two million rows into a file while it runs, and back into a new folder. */
final class BackupScenario {
    private static final int COMMENTS = 1_560_000, BRIEF_COMMENTS = 60_000;

    private final Path root;
    private final boolean brief;
    private final Path work;
    private final Report report = new Report(
            "backup",
            "200 plans, 100,000 people, 1.56 million comments, 50,000 acts of office, 100 MB of files: two million rows.");

    BackupScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/backup");
    }

    /** How long a command took, and how much memory its virtual machine held at its peak. */
    private record Run(double seconds, double peakMb, String said) {}

    void run() throws Exception {
        if (Instance.external() != null) throw new IOException("bin/bench backup measures the embedded database only.");
        PlanScenario.delete(work);
        Files.createDirectories(work);
        Path file = work.resolve("parvis.zip");
        double otherPercent = Machine.busyPercent();
        Run backup;
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health")) {
            PlanScenario.say("Filling the database");
            try (var database = parvis.database("parvis_owner")) {
                new PlanData(database, LocalDate.now()).fill();
                fill(database);
            }
            PlanScenario.say("Backing up");
            backup = command("data", "backup", file.toString());
        }
        PlanScenario.say("Restoring");
        Run restore = command("restored", "restore", file.toString());
        PlanScenario.say("Verifying");
        Run verify = command("restored", "restore", "--verify", file.toString());
        report.add(
                "`backup` while the instance runs (" + backup.said().replaceFirst(" into .*", "") + ")",
                text("%.1f s", backup.seconds()),
                "≤ 60 s",
                backup.seconds() <= 60);
        report.add("… the file", text("%.0f MB", Files.size(file) / 1e6));
        report.add("… peak resident memory", text("%.0f MB", backup.peakMb()));
        report.add(
                "`restore` into a new folder, to its last check",
                text("%.1f s", restore.seconds()),
                "≤ 120 s",
                restore.seconds() <= 120);
        report.add("… peak resident memory", text("%.0f MB", restore.peakMb()));
        report.add("`restore --verify`, every row and the journal's chain", text("%.1f s", verify.seconds()));
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void fill(Connection database) throws SQLException {
        database.setAutoCommit(true);
        for (String sql : List.of(
                "insert into person (email, name, password, created_at, email_confirmed_at) select 'p' || i || '@example.org', 'Personne ' || i, '$argon2id$' || md5(i::text), now(), now() from generate_series(1, 100000) i",
                "insert into known_device (person_id, digest, seen_at) select id, sha256(id::text::bytea), now() from person",
                "insert into thread (subject, title_fr) select '/mesure/' || i, 'Fil ' || i from generate_series(1, 10000) i",
                "insert into comment (subject, author_id, text, posted_at) select '/mesure/' || 1 + i % 10000, 1 + i % 100000, 'Avis ' || i || ' : ' || repeat(md5(i::text) || ' ', 5), now() from generate_series(1, "
                        + (brief ? BRIEF_COMMENTS : COMMENTS) + ") i",
                "insert into file_content select sha256(i::text::bytea), 262144 from generate_series(1, 400) i",
                "insert into file_chunk select c.sha256, 0, (select string_agg(sha256((encode(c.sha256, 'hex') || n)::bytea), null) from generate_series(1, 8192) n) from file_content c",
                "insert into journal_act (act) select '{\"civicTime\":\"2026-01-01T00:00:00.000Z\",\"facts\":{\"number\":\"' || i || '\"},\"kind\":\"MEASURED\",\"realTime\":\"2026-01-01T00:00:00.000Z\",\"reference\":\"/plans\",\"role\":\"COORDINATOR\",\"sealed\":{}}' from generate_series(1, 50000) i",
                "analyze")) {
            try (var statement = database.createStatement()) {
                statement.execute(sql);
            }
        }
    }

    private Run command(String home, String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(root.resolve("bin/run").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().put("PARVIS_HOME", work.resolve(home).toString());
        Path said = work.resolve("said.txt");
        builder.redirectOutput(said.toFile());
        long begin = System.nanoTime();
        var process = builder.start();
        double peak = 0;
        while (!process.waitFor(50, TimeUnit.MILLISECONDS)) peak = Math.max(peak, residentMb(process.pid()));
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) throw new IOException(Files.readString(said));
        return new Run(seconds, peak, Files.readString(said).strip());
    }

    private static double residentMb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                            .filter(line -> line.startsWith("VmHWM:"))
                            .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D+", "")))
                            .sum()
                    / 1024;
        } catch (IOException e) {
            return 0;
        }
    }
}
