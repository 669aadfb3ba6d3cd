package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** The barometer: the government's files, three million readings of communes, pages of territories under load, maps. */
final class BarometerScenario {
    private static final int INDICATORS = 30, RATE = 200;

    private final Path root;
    private final boolean brief;
    private final Path work;
    private final Report report = new Report(
            "barometer",
            "Figures by the million: 34,969 communes × 30 indicators × 3 dates, besides the government's own files.");

    BarometerScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/barometer");
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        String data = System.getenv("PARVIS_TEST_DATA");
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health")) {
            double start = command("instance");
            if (data != null) {
                PlanScenario.say("The files of 2024");
                double seconds = command("import-barometer", data + "/barometer/2024") - start;
                report.add(
                        "The files of October 2024 (37,006 rows) imported, the start of the command left out",
                        text("%.1f s", seconds),
                        "≤ 3 s",
                        seconds <= 3);
            }
            PlanScenario.say("Millions");
            var codes = codes(parvis);
            Path folder = write(codes);
            double seconds = command("import-barometer", folder.toString()) - start;
            report.add(
                    text("%,d synthetic readings imported in one transaction", (long) codes.size() * INDICATORS * 3),
                    text("%.0f s", seconds),
                    "≤ 60 s",
                    seconds <= 60);
            report.add("… greatest resident memory of the command", text("%.0f MB", mostMb));
            pages(parvis, codes);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private static List<String> codes(Instance parvis) throws Exception {
        var codes = new ArrayList<String>();
        try (var database = parvis.database("parvis_owner");
                var statement = database.createStatement();
                var rows = statement.executeQuery(
                        "select substr(code, 5) from territory where level = 'COM' order by code")) {
            while (rows.next()) codes.add(rows.getString(1));
        }
        return codes;
    }

    private Path write(List<String> codes) throws IOException {
        Path folder = work.resolve("files");
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("metadata"));
        var meta = new StringBuilder(
                "indic_id,indic_parent_ch,indic_nom,indic_nom_baro,indic_descr,indic_descr_baro,tendance\n");
        var random = new Random(9);
        for (int i = 1; i <= (brief ? 2 : INDICATORS); i++) {
            meta.append("SYN-")
                    .append(i)
                    .append(",CH-1,,Indicateur synthétique ")
                    .append(i)
                    .append(",,,hausse\n");
            try (Writer out =
                    Files.newBufferedWriter(folder.resolve("data/ind-" + i + ".csv"), StandardCharsets.UTF_8)) {
                out.write("indic_id,enforce_zone_id,metric_enforce_date,maille,indic_vi,indic_va,indic_vc,indic_ta\n");
                for (String code : codes) {
                    int value = random.nextInt(1, 1000);
                    out.write("SYN-" + i + ",C" + code + ",2021-01-01,COM," + value + ",,,\n");
                    out.write("SYN-" + i + ",C" + code + ",2022-01-01,COM,," + (value + random.nextInt(100)) + ",,\n");
                    out.write("SYN-" + i + ",C" + code + ",2023-01-01,COM,,," + (value + 100) + ",\n");
                }
            }
        }
        Files.writeString(folder.resolve("metadata/meta_indicateurs.csv"), meta);
        Files.writeString(
                folder.resolve("metadata/meta_chantiers.csv"),
                "chantier_id,ch_nom,engagement_short\nCH-1,Synthèse,S\n");
        return folder;
    }

    private void pages(Instance parvis, List<String> codes) throws IOException, InterruptedException {
        PlanScenario.say("Pages");
        var random = new Random(4);
        var territories = new ArrayList<String>();
        for (int i = 0; i < 2_000; i++)
            territories.add("/barometre/territoires/COM-" + codes.get(random.nextInt(codes.size())));
        measure(parvis, "Page of a commune, all its indicators, 2,000 of them, uncached", territories, 60);
        if (System.getenv("PARVIS_TEST_DATA") != null)
            measure(
                    parvis,
                    "Page of a département with the figures of 2024",
                    List.of("/barometre/territoires/DEPT-19", "/barometre/territoires/DEPT-75"),
                    60);
        String map = "/barometre/cartes/" + (System.getenv("PARVIS_TEST_DATA") == null ? "SYN-1" : "IND-306") + ".svg";
        Load.flatOut(parvis.port(), List.of(map), List.of(), 1, Duration.ofSeconds(3));
        var maps = Load.flatOut(parvis.port(), List.of(map), List.of(), 1, Duration.ofSeconds(brief ? 2 : 10));
        int packed = packed(parvis.get(map));
        report.add(
                "Map of 101 départements, one after the other: p99 (p50); compressed",
                text("%.1f ms (%.1f ms); %.1f kB", maps.millisAt(99), maps.millisAt(50), packed / 1000.0),
                "≤ 20 ms, ≤ 60 kB",
                maps.millisAt(99) <= 20 && packed <= 60_000);
        long begin = System.nanoTime();
        int size = brief ? 0 : parvis.get("/barometre/releves.csv").length;
        report.add(
                "CSV of everything, streamed",
                text("%.0f MB in %.1f s", size / 1e6, (System.nanoTime() - begin) / 1e9));
    }

    private static int packed(byte[] bytes) throws IOException {
        var packed = new java.io.ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }

    private void measure(Instance parvis, String what, List<String> paths, int target) throws IOException {
        Load.atRate(parvis.port(), paths, List.of(), RATE / 2, Duration.ofSeconds(brief ? 2 : 15));
        var answered = Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 3 : 30));
        report.add(
                what + " at 200 requests/s: p99 (p50; failed)",
                text("%.1f ms (%.1f ms; %d)", answered.millisAt(99), answered.millisAt(50), answered.failed()),
                text("≤ %d ms", target),
                answered.millisAt(99) <= target && answered.failed() == 0);
    }

    private double mostMb;

    /** Runs one on the running instance; returns how long it took, in seconds. */
    private double command(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(root.resolve("bin/run").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().put("PARVIS_HOME", work.resolve("data").toString());
        Path said = work.resolve("said.txt");
        builder.redirectOutput(said.toFile());
        long begin = System.nanoTime();
        var process = builder.start();
        while (!process.waitFor(50, java.util.concurrent.TimeUnit.MILLISECONDS))
            mostMb = Math.max(mostMb, residentMb(process.pid()));
        if (process.exitValue() != 0) throw new IOException(Files.readString(said));
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double residentMb(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024.0)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
