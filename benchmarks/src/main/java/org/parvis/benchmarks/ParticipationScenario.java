package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As many contributions as the Grand débat received: imported, listed, supported by a crowd, exported. */
final class ParticipationScenario {
    private static final int MANY = 1_900_000, FEW = 50_000, CLIENTS = 64, EACH = 25, CROWD = 2_000, RATE = 200;
    private static final Pattern FIELD = Pattern.compile("name=\"(_csrf|_once)\" value=\"([^\"]*)\"");
    private static final String SLUG = "mesure";
    /** One contribution in so many repeats another, changed in one of these ways. */
    private static final int PLANTED = 20;

    private static final List<String> KINDS = List.of("typos", "case", "order");

    private final Path root;
    private final boolean brief;
    private final int size;
    private final Path work;
    private final Report report;

    ParticipationScenario(Path root, boolean brief) {
        this(root, brief, "participation");
    }

    /** The same contributions, for whoever measures something else over them. */
    ParticipationScenario(Path root, boolean brief, String name) {
        this.root = root;
        this.brief = brief;
        this.size = brief ? FEW : MANY;
        this.work = root.resolve("benchmarks/target/" + name);
        this.report = new Report(
                name,
                text(
                        "%,d synthetic contributions: sentences of %s recombined (seed 2019), one word in thirty mistyped.",
                        size,
                        real() == null ? "the demonstration" : "real ones of the Grand débat and of Decide Madrid"));
    }

    private static @Nullable Path real() {
        String folder = System.getenv("PARVIS_TEST_DATA");
        return folder == null ? null : Path.of(folder, "contributions");
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        PlanScenario.say("Writing " + size + " contributions");
        Path file = write();
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            prepare(database);
            imported(file, database);
            lists(parvis, database);
            crowd(parvis, database);
            export(parvis);
            alike(parvis, database);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    /** New texts of real sentences: each of three or four, in any order, some words mistyped. */
    Path write() throws IOException {
        var sentences = sentences();
        var random = new Random(2019);
        Path file = work.resolve("contributions.csv");
        String[] themes = {"participation", "transparence", "numerique", "ecologie", "sante", "", "justice", "education"
        };
        try (var csv = CsvWriter.builder().build(file, StandardCharsets.UTF_8)) {
            csv.writeRecord("id", "title", "text", "theme", "published_at", "supports");
            var start = LocalDate.now().minusDays(60).atStartOfDay();
            var recent = new String[1_000];
            var names = new String[recent.length];
            for (int i = 0; i < size; i++) {
                String text, name = Integer.toString(i);
                int place = random.nextInt(recent.length);
                if (i % PLANTED == PLANTED - 1 && recent[place] != null) {
                    int kind = i / PLANTED % KINDS.size();
                    text = perturbed(recent[place], kind, random);
                    name += "~" + names[place] + "~" + KINDS.get(kind);
                } else {
                    var words = new StringBuilder();
                    for (int s = 3 + random.nextInt(2); s > 0; s--)
                        words.append(sentences.get(random.nextInt(sentences.size())))
                                .append(' ');
                    text = mistyped(words.toString().strip(), random);
                    recent[place] = text;
                    names[place] = name;
                }
                csv.writeRecord(
                        name,
                        text.substring(0, Math.min(60, text.length())),
                        text,
                        themes[random.nextInt(themes.length)],
                        start.plusSeconds(random.nextInt(59 * 86_400)).toString(),
                        Integer.toString((int) Math.abs(random.nextGaussian() * 4)));
            }
        }
        return file;
    }

    private static List<String> sentences() throws IOException {
        var texts = new ArrayList<String>();
        Path real = real();
        if (real == null)
            for (String line :
                    Files.readAllLines(Path.of("platform/src/main/resources/demonstration/consultations.yaml")))
                texts.add(line.replaceAll("^ *-? *[a-z_]+: *|[{}\"|]", ""));
        else
            for (String name : List.of("grand-debat-reponses.csv", "madrid-propuestas.csv"))
                try (var csv = CsvReader.builder()
                        .fieldSeparator(name.startsWith("madrid") ? ';' : ',')
                        .ofNamedCsvRecord(real.resolve(name))) {
                    csv.stream()
                            .map(r -> r.findField(name.startsWith("madrid") ? "description" : "texte")
                                    .orElse(""))
                            .forEach(texts::add);
                }
        return texts.stream()
                .flatMap(t -> Stream.of(t.replaceAll("<[^>]*>", " ").split("(?<=[.!?])\\s+")))
                .map(s -> s.strip().replaceFirst("^=+", ""))
                .filter(s -> s.length() > 20 && s.length() < 400)
                .toList();
    }

    private static String perturbed(String text, int kind, Random random) {
        return switch (KINDS.get(kind)) {
            case "typos" -> mistyped(text, random);
            case "case" -> text.toUpperCase(java.util.Locale.FRANCE);
            default -> {
                var sentences = new ArrayList<>(List.of(text.split("(?<=[.!?])\\s+")));
                java.util.Collections.rotate(sentences, 1);
                yield String.join(" ", sentences);
            }
        };
    }

    private static String mistyped(String text, Random random) {
        var words = text.split(" ");
        for (int i = 0; i < words.length; i++)
            if (words[i].length() > 3 && random.nextInt(30) == 0) {
                int at = 1 + random.nextInt(words[i].length() - 2);
                words[i] = words[i].substring(0, at) + words[i].substring(at + 1);
            }
        return String.join(" ", words);
    }

    void prepare(Connection database) throws Exception {
        execute(
                database,
                "insert into organisation (slug, name_fr, college) values ('mesure', 'Mesure', 'ADMINISTRATION')");
        execute(database, """
                insert into consultation (slug, title_fr, question_fr, text_fr, opens_on, closes_on, answers_due_on, zone)
                values ('mesure', 'Mesure', 'Que proposez-vous ?', 'Dites-le.', current_date - 60, current_date + 60, current_date + 90, 'Europe/Paris')""");
        execute(
                database,
                "insert into consultation_step (consultation_id, step, taken_at) select id, 'ANNOUNCED', now() - interval '90 days' from consultation");
        execute(
                database,
                "insert into consultation_holder (consultation_id, organisation_id) select c.id, o.id from consultation c, organisation o where o.slug = 'mesure'");
        execute(
                database,
                "insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)"
                        + " select 'mesure-' || i || '@example.org', 'Personne ' || i, 'none', 'CITIZEN', 'FR', true, now() - interval '1 year', now()"
                        + " from generate_series(0, " + (CLIENTS * EACH + CROWD - 1) + ") i");
        try (var session = database.prepareStatement(
                "insert into person_session (digest, person_id, opened_at, seen_at, device) select ?, id, now(), now(), 'Mesure' from person where email = ?")) {
            for (int i = 0; i < CLIENTS * EACH + CROWD; i++) {
                session.setBytes(
                        1, MessageDigest.getInstance("SHA-256").digest(secret(i).getBytes(StandardCharsets.UTF_8)));
                session.setString(2, "mesure-" + i + "@example.org");
                session.addBatch();
            }
            session.executeBatch();
        }
    }

    static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    static long count(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String secret(int person) {
        return "a-session-of-the-benchmark-number-" + person;
    }

    void imported(Path file, Connection database) throws Exception {
        PlanScenario.say("Importing");
        double start = command("verify-journal")[0];
        double[] said = command("import-contributions", file.toString(), "--consultation", SLUG);
        double seconds = said[0] - start, perSecond = size / seconds;
        if (count(database, "select count(*) from contribution") != size)
            throw new IOException("contributions are missing");
        report.add(
                text("`import-contributions` of %,d (%.0f MB), a second", size, Files.size(file) / 1e6),
                text("%,.0f (%.0f s)", perSecond, seconds),
                "≥ 10,000",
                perSecond >= 10_000);
        report.add("… resident memory of the command at its peak", text("%.0f MB", said[1]));
        long begin = System.nanoTime();
        while (count(database, "select count(*) from scheduled_tasks where task_name = 'participation.words'") > 0)
            TimeUnit.SECONDS.sleep(1);
        report.add(
                "… until the last of them can be searched, in the background",
                text("%.0f s", (System.nanoTime() - begin) / 1e9));
        execute(database, "analyze");
    }

    /** Every order from its first page and from deep ones, a theme, a search. */
    private void lists(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("Reading lists");
        String list = "/consultations/" + SLUG + "/contributions";
        var paths = new ArrayList<>(
                List.of(list, list + "?tri=soutenues", list + "?tri=discutees", list + "?theme=justice"));
        for (int i = 1; i <= 6; i++) {
            long deep = (long) size * i / 7;
            paths.add(list + "?apres="
                    + place(
                            database,
                            "(extract(epoch from published_at) * 1000000)::bigint",
                            "published_at desc, id desc",
                            deep));
            paths.add(list + "?tri=soutenues&apres=" + place(database, "supports", "supports desc, id desc", deep));
            paths.add(list + "?tri=hasard&graine=" + i * 150_000_001L);
        }
        Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 3 : 15));
        var met = Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 5 : 60));
        report.add(
                text(
                        "List page (%.0f kB), every order, first and deep pages, at %d requests/s: p99 (p50)",
                        met.bytesEach() / 1e3, RATE),
                text("%.0f ms (%.0f ms), %d failed", met.millisAt(99), met.millisAt(50), met.failed()),
                "≤ 60 ms",
                met.millisAt(99) <= 60 && met.failed() == 0);
        var search = Load.atRate(
                parvis.port(),
                Stream.of("transports", "école démocratie", "impôts", "agua barrio")
                        .map(q -> list + "?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8))
                        .toList(),
                List.of(),
                5,
                Duration.ofSeconds(brief ? 3 : 20));
        report.add(
                "Search for one or two words, at 5 requests/s: p99 (p50)",
                text("%.0f ms (%.0f ms), %d failed", search.millisAt(99), search.millisAt(50), search.failed()));
    }

    private static String place(Connection database, String value, String order, long offset) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("select " + value + ", id from contribution order by " + order
                        + " offset " + offset + " limit 1")) {
            rows.next();
            return rows.getLong(1) + "." + rows.getLong(2);
        }
    }

    private void crowd(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("Supporting");
        long first = count(database, "select min(id) from contribution"), second = first + 1;
        try (var http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build();
                var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            // What was never run before is compiled first: as many supports of a third contribution as warm it up.
            for (int i = 0; i < CLIENTS * EACH; i++) send(http, form(parvis, http, i, first + 2));
            // So many clients, one person after another, who have the form open.
            var opened = new HttpRequest[CLIENTS * EACH];
            for (int i = 0; i < opened.length; i++) opened[i] = form(parvis, http, i, first);
            var clients = IntStream.range(0, CLIENTS)
                    .<Callable<long[]>>mapToObj(client -> () -> {
                        long[] nanos = new long[EACH];
                        for (int i = 0; i < EACH; i++) {
                            long begin = System.nanoTime();
                            send(http, opened[client * EACH + i]);
                            nanos[i] = System.nanoTime() - begin;
                        }
                        return nanos;
                    })
                    .toList();
            var latencies = new ArrayList<Long>();
            for (var done : pool.invokeAll(clients)) Arrays.stream(done.get()).forEach(latencies::add);
            latencies.sort(null);
            double p99 = latencies.get(latencies.size() * 99 / 100) / 1e6;
            report.add(
                    text("Supports on one contribution from %d clients: p99 (p50)", CLIENTS),
                    text("%.0f ms (%.0f ms)", p99, latencies.get(latencies.size() / 2) / 1e6),
                    "≤ 200 ms",
                    p99 <= 200);
            long before = supports(database, second);
            var forms = new ArrayList<HttpRequest>();
            for (int i = 0; i < CROWD; i++) forms.add(form(parvis, http, CLIENTS * EACH + i, second));
            var processors = Processors.of(parvis);
            long begin = System.nanoTime();
            var sent = pool.invokeAll(forms.stream()
                    .<Callable<Integer>>map(form -> () -> send(http, form))
                    .toList());
            int failed = 0;
            for (var done : sent) if (done.get() != 303) failed++;
            double seconds = (System.nanoTime() - begin) / 1e9;
            processors.addTo(report);
            long counted = supports(database, second) - before;
            report.add(
                    text("%,d supports of one contribution at once: until the last is answered", CROWD),
                    text("%.1f s, %d refused, %,d counted", seconds, failed, counted),
                    "≤ 3 s, exact",
                    seconds <= 3 && failed == 0 && counted == CROWD);
        }
    }

    private static long supports(Connection database, long id) throws SQLException {
        return count(
                database,
                "select supports + (select count(*) from support where contribution_id = c.id and not counted) from contribution c where id = "
                        + id);
    }

    private static HttpRequest form(Instance parvis, HttpClient http, int person, long contribution)
            throws IOException, InterruptedException {
        String path = "/contributions/" + contribution;
        return form(parvis, http, person, path + "/agir", path + "/soutien");
    }

    /** The form of a page that is sent to an address, ready to be sent. */
    private static HttpRequest form(Instance parvis, HttpClient http, int person, String page, String action)
            throws IOException, InterruptedException {
        String cookie = "parvis-session=" + secret(person);
        String html = http.send(
                        HttpRequest.newBuilder(parvis.uri(page))
                                .header("Cookie", cookie)
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher fields = FIELD.matcher(html.substring(html.indexOf("action=\"" + action + "\"")));
        var body = new StringBuilder();
        for (int i = 0; i < 2 && fields.find(); i++)
            body.append(i == 0 ? "" : "&")
                    .append(fields.group(1))
                    .append('=')
                    .append(URLEncoder.encode(fields.group(2), StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(parvis.uri(action))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static int send(HttpClient http, HttpRequest form) throws IOException, InterruptedException {
        return http.send(form, BodyHandlers.discarding()).statusCode();
    }

    private void export(Instance parvis) throws Exception {
        PlanScenario.say("Exporting");
        double before = parvis.residentMb("VmHWM");
        for (String kind : List.of("csv", "jsonl")) {
            long begin = System.nanoTime();
            long bytes = 0;
            try (var in = new BufferedInputStream(
                    parvis.uri("/consultations/" + SLUG + "/contributions." + kind)
                            .toURL()
                            .openStream(),
                    1 << 16)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) bytes += n;
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.add(
                    text(
                            "Export of all as %s (%.0f MB), rows a second",
                            kind.toUpperCase(java.util.Locale.ROOT), bytes / 1e6),
                    text("%,.0f (%.0f s)", size / seconds, seconds),
                    "≥ 50,000",
                    size / seconds >= 50_000);
        }
        report.add("… resident memory both added at their peak", text("%.0f MB", parvis.residentMb("VmHWM") - before));
    }

    private void alike(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("Looking for texts alike");
        execute(
                database,
                "insert into mandate (person_id, role, starts_on, granted_at) select id, 'COORDINATOR', current_date - 1, now() from person where email = 'mesure-0@example.org'");
        long begin = System.nanoTime();
        try (var http = HttpClient.newHttpClient()) {
            send(
                    http,
                    form(
                            parvis,
                            http,
                            0,
                            "/consultations/" + SLUG + "/doublons",
                            "/consultations/" + SLUG + "/doublons"));
        }
        double most = 0;
        while (count(database, "select count(*) from duplicate_search where ended is null") > 0) {
            most = Math.max(
                    most,
                    ProcessHandle.allProcesses()
                            .filter(p -> p.info().commandLine().orElse("").contains("NearDuplicates"))
                            .mapToDouble(ParticipationScenario::residentMb)
                            .max()
                            .orElse(0));
            TimeUnit.MILLISECONDS.sleep(200);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (count(database, "select count(*) from duplicate_search where ended = 'DONE'") != 1)
            throw new IOException("The search for texts alike failed.");
        report.add(
                "Texts alike over all of them: until the groups are there; memory of its process at its peak",
                text("%.0f s, %.1f GB", seconds, most / 1000),
                "≤ 600 s, ≤ 4 GB",
                seconds <= 600 && most <= 4_000);
        execute(database, """
                create temporary table planted as select c.id, split_part(c.source, '~', 2) as original, split_part(c.source, '~', 3) as kind,
                    m.group_id from contribution c left join duplicate_member m on m.contribution_id = c.id where c.source like '%~%'""");
        var recall = new ArrayList<String>();
        for (String kind : KINDS) {
            long all = count(database, "select count(*) from planted where kind = '" + kind + "'");
            long found = count(
                    database,
                    "select count(*) from planted p join contribution o on o.source = p.original join duplicate_member m on m.contribution_id = o.id and m.group_id = p.group_id where p.kind = '"
                            + kind + "'");
            recall.add(text("%s %.2f %%", kind, 100.0 * found / all));
        }
        report.add(
                text("… recall of the planted (%,d)", count(database, "select count(*) from planted")),
                String.join(", ", recall));
        long grouped = count(database, "select count(*) from duplicate_member");
        long strangers = count(database, """
                select count(*) from (select m.group_id, coalesce(nullif(split_part(c.source, '~', 2), ''), c.source) as root,
                    first_value(coalesce(nullif(split_part(c.source, '~', 2), ''), c.source)) over (partition by m.group_id order by c.id) as first
                    from duplicate_member m join contribution c on c.id = m.contribution_id) g where root <> first""");
        report.add(
                "… precision: members of a group that repeat its first (the rest share most of their sentences by chance)",
                text("%.2f %% of %,d", 100.0 * (grouped - strangers) / grouped, grouped));
    }

    /** How long it took, and the most memory that one of its processes held. */
    private double[] command(String... words) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(root.resolve("bin/run").toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(words));
        builder.environment().put("PARVIS_HOME", work.resolve("data").toString());
        Path said = work.resolve("said.txt");
        builder.redirectOutput(said.toFile());
        long begin = System.nanoTime();
        var process = builder.start();
        double most = 0;
        while (!process.waitFor(100, TimeUnit.MILLISECONDS))
            most = Math.max(
                    most,
                    Stream.concat(Stream.of(process.toHandle()), process.descendants())
                            .mapToDouble(ParticipationScenario::residentMb)
                            .max()
                            .orElse(0));
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (process.exitValue() != 0) throw new IOException(Files.readString(said));
        return new double[] {seconds, most};
    }

    private static double residentMb(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
            return lines.filter(l -> l.startsWith("VmHWM"))
                    .mapToDouble(l -> Double.parseDouble(l.replaceAll("[^0-9]", "")) / 1000)
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}
