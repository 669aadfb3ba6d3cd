package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A coordinator before the board of one plan of 10,000 commitments, and a hundred officials who report at the same moment. */
final class OfficeScenario {
    private static final int COMMITMENTS = 10_000, OFFICIALS = 100, ROUNDS = 10, RATE = 20;
    private static final String SECRET = "a-session-of-the-benchmark-and-of-nobody-else";
    private static final String COOKIE = "Cookie: parvis-session=" + SECRET;

    private final Path root;
    private final boolean brief;
    private final Path work;
    private final Report report = new Report(
            "office",
            "One plan of 10,000 commitments, 40,000 milestones, 30,000 reports, 3,334 assessments; a round under way.");

    OfficeScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/office");
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health")) {
            PlanScenario.say("Filling the database");
            try (var database = parvis.database("parvis_owner")) {
                fill(database);
            }
            for (String view : List.of("", "?vue=engagements", "?vue=actions", "?vue=actions&tri=retard"))
                board(parvis, view);
            acts(parvis);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void board(Instance parvis, String view) throws IOException {
        PlanScenario.say("The board " + view);
        var path = List.of("/pilotage" + view);
        Load.flatOut(parvis.port(), path, List.of(COOKIE), 2, seconds(15));
        var found = Load.atRate(parvis.port(), path, List.of(COOKIE), RATE, seconds(30));
        report.add(
                text("`/pilotage%s` at %d requests/s: p99 (p50; failed)", view, RATE),
                text("%.1f ms (%.1f ms; %d)", found.millisAt(99), found.millisAt(50), found.failed()),
                "≤ 80 ms",
                found.failed() == 0 && found.millisAt(99) <= 80);
    }

    /** Each act is a report by its form: checked, stored, and chained in the journal before the answer leaves. */
    private void acts(Instance parvis) throws Exception {
        PlanScenario.say("A hundred officials");
        var nanos = new ArrayList<Long>();
        double seconds = 0;
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            var start = new CountDownLatch(1);
            var waits = new ArrayList<Future<Long>>();
            try (var officials = Executors.newVirtualThreadPerTaskExecutor();
                    var http = HttpClient.newHttpClient()) {
                for (int official = 1; official <= OFFICIALS; official++) {
                    int number = round * OFFICIALS + official;
                    waits.add(officials.submit(() -> {
                        start.await();
                        return act(http, parvis.port(), number);
                    }));
                }
                long begin = System.nanoTime();
                start.countDown();
                for (var wait : waits) {
                    long took = wait.get();
                    if (took < 0) refused++;
                    else if (round > 0) nanos.add(took);
                }
                if (round > 0) seconds += (System.nanoTime() - begin) / 1e9;
            }
        }
        nanos.sort(null);
        report.add(
                text("%d reports at the same moment, by their forms (%d times): p50, p99", OFFICIALS, ROUNDS - 1),
                text("%.0f, %.0f ms", millis(nanos, 50), millis(nanos, 99)));
        report.add("… acts a second; refused", text("%.0f; %d", nanos.size() / seconds, refused));
        report.add("… the journal afterwards", verified(parvis));
    }

    private static double millis(List<Long> sorted, int percent) {
        return sorted.get((int) Math.ceil(percent / 100.0 * sorted.size()) - 1) / 1e6;
    }

    /** Nanoseconds, or -1 where it was not taken. */
    private static long act(HttpClient http, int port, int number)
            throws IOException, InterruptedException, GeneralSecurityException {
        String fields = "_csrf=" + token() + "&_once=" + UUID.randomUUID() + "&avancement=acheve&texte_fr="
                + encoded("Fait.") + "&preuve_titre_1=Page&preuve_lien_1=" + encoded("https://example.org/preuve");
        var request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/plans/mesure/actions/" + number + "/avancement"))
                .header("Cookie", COOKIE.substring("Cookie: ".length()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(fields))
                .build();
        long begin = System.nanoTime();
        int status = http.send(request, BodyHandlers.discarding()).statusCode();
        return status == 303 ? System.nanoTime() - begin : -1;
    }

    private String verified(Instance parvis) throws IOException, InterruptedException {
        var command =
                new ProcessBuilder(root.resolve("bin/run").toString(), "verify-journal").redirectErrorStream(true);
        command.environment().put("PARVIS_HOME", work.resolve("data").toString());
        command.environment().put("PORT", Integer.toString(parvis.port()));
        var process = command.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        process.waitFor();
        return said.substring(said.lastIndexOf('\n') + 1).replaceFirst(", head .*", "");
    }

    private static String token() throws GeneralSecurityException {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form:" + SECRET));
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Duration seconds(int full) {
        return Duration.ofSeconds(brief ? Math.max(3, full / 5) : full);
    }

    private static void fill(Connection database) throws SQLException, GeneralSecurityException {
        database.setAutoCommit(false);
        for (String sql : """
                insert into organisation (slug, name_fr, college) select 'institution-' || n, 'Institution ' || n, 'ADMINISTRATION' from generate_series(1, 25) n;
                insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on)
                    values ('mesure', 1, 'Un grand plan', 'Pour mesurer.', current_date - 400, current_date + 330);
                insert into engagement (plan_id, number, scope, title_fr) select id, n, 'THEMATIC', 'Engagement ' || n from action_plan, generate_series(1, 10) n;
                insert into ambition (engagement_id, number, title_fr) select id, 1, 'Ambition' from engagement;
                insert into commitment (plan_id, ambition_id, number, title_fr, summary_fr, lead_id, starts_on, ends_on)
                    select p.id, a.id, n, 'Action ' || n, 'Résumé', (select id from organisation where slug = 'institution-' || (1 + n % 25)),
                           p.starts_on, current_date - 100 + n % 400
                    from generate_series(1, 10000) n cross join action_plan p
                    join engagement e on e.number = 1 + n % 10 join ambition a on a.engagement_id = e.id;
                insert into milestone (commitment_id, position, output_fr, due_on, done_on)
                    select id, n, 'Jalon', ends_on - n * 60, case when n % 2 = 0 then ends_on - n * 60 end from commitment, generate_series(1, 4) n;
                insert into progress_report (commitment_id, reported_on, completion, text_fr)
                    select id, current_date - 30 - n * 100, 'LIMITED', 'Un point.' from commitment, generate_series(1, 3) n;
                insert into report_blocker (report_id, kind, text_fr) select id, 'FUNDING', 'Des crédits.' from progress_report;
                insert into assessment (commitment_id, organisation_id, version, assessed_on, method, completion, verifiability, text_fr)
                    select id, (select min(id) from organisation), 1, current_date - 20, 'irm-2021',
                           case when number % 5 = 0 then 'LIMITED' else 'COMPLETE' end, 'VERIFIABLE', 'Lu.' from commitment where number % 3 = 0;
                insert into plan_step (plan_id, step, taken_on) select id, 'IN_PROGRESS', starts_on from action_plan;
                insert into round (plan_id, title_fr, opens_on, due_on) select id, 'Campagne', current_date - 10, current_date + 20 from action_plan;
                insert into round_step (round_id, step, taken_on) select id, 'OPENED', opens_on from round;
                insert into person (email, name, password, created_at, email_confirmed_at) values ('mesure@example.org', 'Mesure', 'aucun', now(), now());
                insert into mandate (person_id, role, starts_on, granted_at) select id, 'COORDINATOR', current_date - 1, now() from person""".split(";\n"))
            try (var statement = database.createStatement()) {
                statement.execute(sql);
            }
        try (var session = database.prepareStatement(
                "insert into person_session (digest, person_id, opened_at, seen_at, device) select ?, id, now(), now(), 'Mesure' from person")) {
            session.setBytes(1, sha256(SECRET));
            session.execute();
        }
        database.commit();
        database.setAutoCommit(true);
        try (var statement = database.createStatement()) {
            statement.execute("vacuum analyze");
        }
    }
}
