package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Visitors over the lists of 200 plans, and whoever takes everything out as a file. */
final class PlanScenario {
    private static final int RATE = 200;
    private static final List<Integer> VISITORS = List.of(1, 2, 4, 8, 16, 32);
    private static final List<String> PLAIN = List.of(), COMPRESSED = List.of("Accept-Encoding: gzip");

    private final Path root;
    private final @Nullable Path nginx;
    private final boolean brief;
    private final Path work;
    private final Path home;
    private final Report report =
            new Report("plan", "200 plans, 10,000 commitments, 40,000 milestones, 60,000 reports.");

    PlanScenario(Path root, @Nullable Path nginx, boolean brief) {
        this.root = root;
        this.nginx = nginx;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/plan");
        this.home = work.resolve("data");
    }

    void run() throws IOException, InterruptedException, SQLException {
        delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        List<String> lists;
        try (var parvis = Instance.start(root, home, "/actuator/health")) {
            say("Filling the database");
            try (var database = parvis.database("parvis_owner")) {
                new PlanData(database, LocalDate.now()).fill();
                lists = lists(database);
            }
            if (Instance.external() == null) explain(parvis);
        }
        starts(lists.getFirst());
        try (var parvis = Instance.start(root, home, lists.getFirst())) {
            say("Warming up");
            Load.flatOut(parvis.port(), lists, PLAIN, 4, seconds(40));
            rate(parvis, lists);
            most(parvis, lists);
            exports(parvis);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    /** Addresses of lists over all plans, half of them of a full page, half narrowed. */
    private static List<String> lists(Connection database) throws SQLException {
        var paths = new ArrayList<String>();
        var random = new Random(1);
        String sql = "select p.slug, e.number, o.slug, lower(replace(c.themes[1], '_', '-')) from commitment c"
                + " join action_plan p on p.id = c.plan_id join organisation o on o.id = c.lead_id"
                + " join ambition a on a.id = c.ambition_id join engagement e on e.id = a.engagement_id"
                + " order by c.number, p.id";
        try (var ask = database.createStatement();
                var row = ask.executeQuery(sql)) {
            while (row.next())
                paths.add("/plans/" + row.getString(1) + "/actions"
                        + switch (random.nextInt(12)) {
                            case 0, 1, 2, 3 -> "";
                            case 4, 5 -> "?apres=20";
                            case 6 -> "?engagement=" + row.getInt(2);
                            case 7 -> "?porteur=" + row.getString(3);
                            case 8 -> "?theme=" + row.getString(4);
                            case 9 -> "?avancement=limite";
                            case 10 -> "?retard=oui";
                            default -> "?theme=" + row.getString(4) + "&retard=oui";
                        });
        }
        return paths;
    }

    private void explain(Instance parvis) throws SQLException, IOException, InterruptedException {
        say("Reading how PostgreSQL answers");
        var queries = Queries.of(parvis, "/plans/" + PlanData.slug(100) + "/actions?retard=oui&apres=5");
        Files.createDirectories(root.resolve("docs/benchmarks"));
        String saved = "benchmarks/plan-list.txt";
        if (!brief) Files.writeString(root.resolve("docs").resolve(saved), String.join("\n", queries.explained()));
        int count = queries.explained().size();
        report.add(
                "Queries of the list page ([explained](" + saved + "))",
                Integer.toString(count),
                "≤ 6",
                count > 0 && count <= 6);
        report.add("Indexes they use", queries.indexes().map(i -> "`" + i + "`").collect(Collectors.joining(", ")));
        report.add(
                "Tables they read whole (few rows each)",
                queries.readWhole().map(t -> "`" + t + "`").collect(Collectors.joining(", ")));
    }

    private void starts(String path) throws IOException, InterruptedException {
        say("Starting several times");
        var starts = new ArrayList<Double>();
        for (int i = 0; i < (brief ? 2 : 7); i++) {
            try (var parvis = Instance.start(root, home, path)) {
                starts.add(parvis.start().toMillis() / 1000.0);
            }
        }
        starts.sort(Comparator.naturalOrder());
        double median = starts.get(starts.size() / 2);
        report.add(
                "`bin/run` to the first list page, median of " + starts.size() + " starts (least–most)",
                text("%.2f s (%.2f–%.2f)", median, starts.getFirst(), starts.getLast()),
                "≤ 3 s",
                median <= 3);
    }

    private void rate(Instance parvis, List<String> lists) throws IOException {
        say("At " + RATE + " requests a second");
        var cpu = parvis.cpu();
        var postgresCpu = parvis.postgresCpu();
        var plain = Load.atRate(parvis.port(), lists, PLAIN, RATE, seconds(30));
        double jvm = parvis.cpu().minus(cpu).toMillis();
        double postgres = parvis.postgresCpu().minus(postgresCpu).toMillis();
        report.add(
                "List page at 200 requests/s for 30 s: p99",
                text("%.1f ms", plain.millisAt(99)),
                "≤ 50 ms",
                plain.millisAt(99) <= 50);
        report.add(
                "… p50, p95, greatest",
                text("%.1f, %.1f, %.1f ms", plain.millisAt(50), plain.millisAt(95), plain.millisAt(100)));
        report.add(
                "… answered, failed",
                text("%,d, %d", plain.nanos().length, plain.failed()),
                "0 failed",
                plain.failed() == 0);
        report.add(
                "… processor a page: JVM, PostgreSQL",
                text("%.2f, %.2f ms", jvm / plain.nanos().length, postgres / plain.nanos().length));
        var compressed = Load.atRate(parvis.port(), lists, COMPRESSED, RATE, seconds(15));
        report.add(
                "The same compressed, as browsers ask (15 s): p50, p99",
                text("%.1f, %.1f ms", compressed.millisAt(50), compressed.millisAt(99)),
                "≤ 50 ms",
                compressed.millisAt(99) <= 50);
        double resident = parvis.residentMb("VmRSS");
        report.add("JVM, resident under that load", text("%.0f MB", resident), "≤ 600 MB", resident <= 600);
    }

    private void most(Instance parvis, List<String> lists) throws IOException, InterruptedException {
        say("Flat out");
        Load.Result best = null;
        int visitors = 0;
        for (int concurrent : VISITORS) {
            var result = Load.flatOut(parvis.port(), lists, PLAIN, concurrent, seconds(8));
            if (best != null && result.perSecond() < best.perSecond()) break;
            best = result;
            visitors = concurrent;
        }
        java.util.Objects.requireNonNull(best);
        report.add(
                "Greatest throughput (" + visitors + " visitors without pause): pages/s, p50, p99, failed",
                text(
                        "%,.0f, %.1f ms, %.1f ms, %d",
                        best.perSecond(), best.millisAt(50), best.millisAt(99), best.failed()));
        double peak = parvis.residentMb("VmHWM");
        report.add(
                "JVM at its peak; PostgreSQL then",
                text("%.0f MB; %.0f MB", peak, parvis.postgresMb()),
                "≤ 600 MB (JVM)",
                peak <= 600);
        if (nginx == null) {
            report.add("nginx, the same page as a file", "not measured: nginx is not on this machine");
            return;
        }
        String one = "/plans/" + PlanData.slug(100) + "/actions";
        var computed = Load.flatOut(parvis.port(), List.of(one), PLAIN, visitors, seconds(8));
        byte[] page = parvis.get(one);
        try (var server = Nginx.start(nginx, work.resolve("nginx"), page)) {
            var saved = List.of("/page.html");
            Load.flatOut(server.port(), saved, PLAIN, visitors, seconds(2));
            var file = Load.flatOut(server.port(), saved, PLAIN, visitors, seconds(8));
            report.add(
                    text(
                            "One full page (%.0f kB), the same visitors: Parvis; nginx with the page as a file",
                            page.length / 1000.0),
                    text(
                            "%,.0f/s; %,.0f/s (the load generator then takes %.0f %% of a core)",
                            computed.perSecond(), file.perSecond(), file.loadPercent()));
            report.add(
                    "… nginx's files for each of Parvis's pages",
                    text("%.1f", file.perSecond() / computed.perSecond()));
        }
    }

    private void exports(Instance parvis) throws IOException, InterruptedException, SQLException {
        say("Exporting");
        double rest = parvis.liveHeapMb();
        var all = Export.of(parvis, "/plans.csv");
        report.add("CSV of all commitments: rows, size, seconds (to the first byte)", all.describe());
        report.add(
                "… live heap at rest, in the middle of it",
                text("%.0f, %.0f MB", rest, all.liveHeapMb()),
                "constant",
                all.liveHeapMb() < rest + 20);
        say("Adding a plan of 100,000 commitments");
        try (var database = parvis.database("parvis_owner")) {
            new PlanData(database, LocalDate.now()).fillLarge();
        }
        var large = Export.of(parvis, "/plans/" + PlanData.LARGE + ".csv");
        report.add("CSV of one plan of 100,000 commitments: rows, size, seconds (to the first byte)", large.describe());
        report.add(
                "… live heap in the middle of it; JVM at its peak",
                text("%.0f MB; %.0f MB", large.liveHeapMb(), parvis.residentMb("VmHWM")),
                "constant",
                large.liveHeapMb() < rest + 20);
    }

    /** A file taken twice: once timed, once held still half-way to look at the heap. */
    private record Export(long rows, long bytes, double seconds, double firstByte, double liveHeapMb) {
        static Export of(Instance parvis, String path) throws IOException, InterruptedException {
            long begin = System.nanoTime();
            long rows = -1;
            long bytes = 0;
            double first = 0;
            byte[] some = new byte[1 << 16];
            try (var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(parvis.uri(path)).build();
                try (var in = http.send(request, BodyHandlers.ofInputStream()).body()) {
                    for (int n; (n = in.read(some)) > 0; bytes += n) {
                        if (bytes == 0) first = (System.nanoTime() - begin) / 1e9;
                        for (int i = 0; i < n; i++) if (some[i] == '\n') rows++;
                    }
                }
                double whole = (System.nanoTime() - begin) / 1e9;
                double live;
                try (var in = http.send(request, BodyHandlers.ofInputStream()).body()) {
                    in.skipNBytes(bytes / 2);
                    live = parvis.liveHeapMb();
                }
                return new Export(rows, bytes, whole, first, live);
            }
        }

        String describe() {
            return text("%,d, %.0f MB, %.1f s (%.2f s)", rows, bytes / 1024.0 / 1024, seconds, firstByte);
        }
    }

    private Duration seconds(int seconds) {
        return Duration.ofMillis(seconds * (brief ? 200L : 1000L));
    }

    static void say(String step) {
        System.err.println(step + "…");
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
