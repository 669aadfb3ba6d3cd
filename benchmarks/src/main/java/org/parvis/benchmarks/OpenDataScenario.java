package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** A country’s contributions as open data: the API read page by page, everything as one file. */
final class OpenDataScenario {
    private static final int MANY = 1_900_000, FEW = 50_000, RATE = 300, DEEP = 40;
    private static final Pattern NEXT = Pattern.compile("\"next\":\"https?://[^/]+([^\"]+)\"");

    private final Path root;
    private final boolean brief;
    private final int size;
    private final Path work;
    private final Report report;

    OpenDataScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.size = brief ? FEW : MANY;
        this.work = root.resolve("benchmarks/target/opendata");
        this.report = new Report(
                "opendata", text("%,d synthetic contributions of 600 characters, one in ten answered.", size));
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            PlanScenario.say("Filling in " + size + " contributions");
            fill(database);
            lists(parvis);
            exports(parvis);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void fill(Connection database) throws SQLException {
        for (String sql : List.of(
                "insert into organisation (slug, name_fr, college) values ('mesure', 'Mesure', 'ADMINISTRATION')",
                """
                insert into consultation (slug, title_fr, question_fr, text_fr, opens_on, closes_on, answers_due_on, zone)
                values ('mesure', 'Mesure', 'Que proposez-vous ?', 'Dites-le.', current_date - 60, current_date + 60, current_date + 90, 'Europe/Paris')""",
                "insert into consultation_step (consultation_id, step, taken_at) select id, 'ANNOUNCED', now() - interval '90 days' from consultation",
                """
                insert into contribution (consultation_id, standing, title, text, theme, written_at, published_at, supports, answered_at)
                select c.id, 'PUBLIC', 'Proposition ' || i, repeat(md5(i::text) || ' ', 18), (array['ECOLOGIE', 'SANTE', 'JUSTICE', null])[1 + mod(i, 4)],
                       t, t, mod(i, 50), case when mod(i, 10) = 0 then t + interval '30 days' end
                from consultation c, generate_series(1, %d) i, lateral (select now() - mod(i, 5000000) * interval '1 second' as t) t
                """.formatted(size),
                "analyze"))
            try (var statement = database.createStatement()) {
                statement.execute(sql);
            }
    }

    /** First pages, pages deep in the list, filters, changes, single rows. */
    private void lists(Instance parvis) throws IOException, InterruptedException {
        PlanScenario.say("Reading the API");
        var paths = new ArrayList<String>();
        String list = "/api/v1/contributions";
        for (String first :
                List.of(list, list + "?theme=sante", list + "?limit=200", list + "?changed_since=2020-01-01")) {
            String next = first;
            for (int page = 0; page < DEEP && next != null; page++) {
                paths.add(next);
                var found = NEXT.matcher(new String(parvis.get(next), StandardCharsets.UTF_8));
                next = found.find() ? found.group(1) : null;
            }
        }
        for (int i = 1; i <= DEEP; i++) paths.add(list + "/" + (long) size * i / DEEP);
        Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 3 : 15));
        var result = Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 5 : 30));
        report.add(
                text("API lists and rows at %d requests/s: p99", RATE),
                text("%.1f ms", result.millisAt(99)),
                "≤ 40 ms",
                result.millisAt(99) <= 40);
        report.add("… p50, greatest", text("%.1f, %.1f ms", result.millisAt(50), result.millisAt(100)));
        report.add("… failed", Integer.toString(result.failed()), "0", result.failed() == 0);
    }

    private void exports(Instance parvis) throws Exception {
        for (String kind : List.of("csv", "jsonl")) {
            PlanScenario.say("Exporting as " + kind);
            double rest = parvis.liveHeapMb();
            long begin = System.nanoTime(), bytes = 0;
            double middle = 0;
            var digest = MessageDigest.getInstance("SHA-256");
            try (var in = new BufferedInputStream(
                    parvis.uri("/api/v1/contributions." + kind).toURL().openStream(), 1 << 16)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                    bytes += n;
                    if (middle == 0 && bytes > size * 300L) middle = parvis.liveHeapMb();
                }
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.add(
                    text("Export of all as %s (%.0f MB)", kind.toUpperCase(Locale.ROOT), bytes / 1e6),
                    text("%.0f s", seconds),
                    "≤ 90 s",
                    seconds <= 90);
            report.add(
                    "… live heap at rest, in the middle of it",
                    text("%.0f, %.0f MB", rest, middle),
                    "flat",
                    middle < rest + 40);
            begin = System.nanoTime();
            String beside = new String(parvis.get("/api/v1/contributions." + kind + ".sha256"), StandardCharsets.UTF_8);
            boolean same = beside.startsWith(HexFormat.of().formatHex(digest.digest()));
            report.add(
                    "… its hash, which was kept",
                    text("%.1f s", (System.nanoTime() - begin) / 1e9),
                    "of the same bytes",
                    same);
        }
        report.add("JVM at its peak", text("%.0f MB", parvis.residentMb("VmHWM")));
    }
}
