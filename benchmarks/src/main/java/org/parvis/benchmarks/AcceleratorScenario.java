package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** The last minute of a call: five hundred applications from 64 clients, then as many around the close itself. */
final class AcceleratorScenario {
    private static final int CLIENTS = 64, PEOPLE = 500;

    private final Path root;
    private final boolean brief;
    private final Path work;
    private final Report report = new Report(
            "accelerator", "A call of the accelerator in its last minute: 500 applications from 64 clients.");

    AcceleratorScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/accelerator");
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            PlanScenario.say("Filling the database");
            fill(database);
            PlanScenario.say("The last minute");
            lastMinute(parvis, database);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void lastMinute(Instance parvis, Connection database) throws Exception {
        // What was never run before is compiled first.
        send(parvis, "essai");
        close(database, "minute", "60 seconds");
        var processors = Processors.of(parvis);
        var sent = send(parvis, "minute");
        report.add(
                text(
                        "%,d applications from %d clients in the last minute: until the last is answered",
                        PEOPLE, CLIENTS),
                text("%.1f s, %d refused", sent.seconds(), PEOPLE - sent.taken()),
                "none refused",
                sent.taken() == PEOPLE);
        report.add("… each answer: p99 (p50)", text("%.0f ms (%.0f ms)", sent.millisAt(99), sent.millisAt(50)));
        processors.addTo(report);
        report.add(
                "… submitted, of those in time with a digest; last number; receipts written",
                found(database, "minute"),
                "all, all, all, all",
                found(database, "minute").equals(text("%d, %d; %d; %d", PEOPLE, PEOPLE, PEOPLE, PEOPLE)));
        close(database, "cloture", text("%d milliseconds", Math.round(sent.seconds() * 500)));
        var split = send(parvis, "cloture");
        String expected = text("%d, %d; %d; %d", split.taken(), split.taken(), split.taken(), split.taken());
        report.add(
                text("%,d around the close: taken, told that they are late", PEOPLE),
                text("%d, %d", split.taken(), split.late()),
                text("%d in all", PEOPLE),
                split.taken() + split.late() == PEOPLE);
        report.add(
                "… submitted, of those in time with a digest; last number; receipts written",
                found(database, "cloture"),
                "as many as were taken",
                found(database, "cloture").equals(expected));
        report.add(
                "… drafts kept of those who were late",
                text("%d", count(database, "select count(*) from application where standing = 'DRAFT'")),
                text("%d", split.late()),
                count(database, "select count(*) from application where standing = 'DRAFT'") == split.late());
    }

    private static String found(Connection database, String slug) throws SQLException {
        String of = " from application a join call c on c.id = a.call_id where c.slug = '" + slug
                + "' and a.standing = 'SUBMITTED'";
        return text(
                "%d, %d; %d; %d",
                count(database, "select count(*)" + of),
                count(database, "select count(*)" + of + " and a.submitted_at < c.closes_at and a.digest is not null"),
                count(database, "select count(distinct a.number)" + of + " and a.number between 1 and c.numbered"),
                count(database, "select count(*) from mail where body like '%/" + slug + "/candidatures/%'"));
    }

    private record Answer(int status, long nanos) {}

    private record Crowd(List<Answer> answers, double seconds) {
        long taken() {
            return answers.stream().filter(a -> a.status() == 303).count();
        }

        long late() {
            return answers.stream().filter(a -> a.status() == 422).count();
        }

        double millisAt(int percent) {
            long[] sorted = answers.stream().mapToLong(Answer::nanos).sorted().toArray();
            return sorted[(int) Math.ceil(percent / 100.0 * sorted.length) - 1] / 1e6;
        }
    }

    /** So many clients, each with the next person's application as soon as the last is answered. */
    private static Crowd send(Instance parvis, String slug) throws Exception {
        var forms = new ArrayList<HttpRequest>();
        for (int person = 0; person < PEOPLE; person++) forms.add(form(parvis, slug, person));
        try (var http = HttpClient.newHttpClient();
                var clients = Executors.newFixedThreadPool(CLIENTS)) {
            long begin = System.nanoTime();
            var sent = clients.invokeAll(forms.stream()
                    .<Callable<Answer>>map(form -> () -> {
                        long start = System.nanoTime();
                        int status = http.send(form, BodyHandlers.discarding()).statusCode();
                        return new Answer(status, System.nanoTime() - start);
                    })
                    .toList());
            var answers = new ArrayList<Answer>();
            for (var done : sent) answers.add(done.get());
            return new Crowd(answers, (System.nanoTime() - begin) / 1e9);
        }
    }

    private static HttpRequest form(Instance parvis, String slug, int person) throws GeneralSecurityException {
        var fields = List.of(
                "_csrf",
                Base64.getUrlEncoder().withoutPadding().encodeToString(sha256("form:" + secret(person))),
                "_once",
                UUID.randomUUID().toString(),
                "acte",
                "deposer",
                "edition",
                "0",
                "page",
                UUID.randomUUID().toString(),
                "nature",
                "ASSOCIATION",
                "nom",
                "Association " + person,
                "titre",
                "Projet " + person,
                "resume",
                "Pour mesurer.",
                "theme",
                "sante",
                "territoire",
                "Lyon",
                "champ_" + (1 + Arrays.asList("essai", "minute", "cloture").indexOf(slug)),
                "Le problème, en long. ".repeat(100));
        var body = new StringBuilder();
        for (int i = 0; i < fields.size(); i += 2)
            body.append(i == 0 ? "" : "&")
                    .append(fields.get(i))
                    .append('=')
                    .append(URLEncoder.encode(fields.get(i + 1), StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(parvis.uri("/accelerateur/appels/" + slug + "/candidater"))
                .header("Cookie", "parvis-session=" + secret(person))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static void close(Connection database, String slug, String in) throws SQLException {
        execute(
                database,
                "update call set closes_at = clock_timestamp() + interval '" + in + "' where slug = '" + slug + "'");
    }

    private static void fill(Connection database) throws SQLException, GeneralSecurityException {
        for (String sql : """
                insert into organisation (slug, name_fr, college) values ('mesure', 'Mesure', 'ADMINISTRATION');
                insert into call (slug, title_fr, summary_fr, rules_fr, organisation_id, applicants, zone, opens_at, closes_at, shortlist_on,
                                  announced_on, places, shortlist)
                    select s.slug, 'Appel', 'Pour mesurer.', 'Aucune.', o.id, '{ASSOCIATION}', 'Europe/Paris', now() - interval '1 day',
                           now() + interval '1 day', current_date + 20, current_date + 40, 9, 150
                    from (values ('essai', 1), ('minute', 2), ('cloture', 3)) s (slug, n), organisation o where o.slug = 'mesure' order by n;
                insert into call_field (call_id, position, kind, label_fr, required) select id, 1, 'LONG_TEXT', 'Le problème', true from call order by id;
                insert into criterion (call_id, college, position, name_fr, scale, weight)
                    select id, college, 1, 'Critère', 5, 1 from call, unnest(array['ADMINISTRATION', 'CITIZENS']) college;
                insert into call_step (call_id, step, taken_at) select id, 'PUBLISHED', now() from call;
                insert into person (email, name, password, language, created_at, email_confirmed_at)
                    select 'mesure-' || i || '@mesure.example', 'Personne ' || i, 'none', 'FR', now(), now() from generate_series(0, :last) i""".replace(":last", Integer.toString(PEOPLE - 1)).split(";\n")) execute(database, sql);
        try (var session = database.prepareStatement(
                "insert into person_session (digest, person_id, opened_at, seen_at, device) select ?, id, now(), now(), 'Mesure' from person where email = ?")) {
            for (int person = 0; person < PEOPLE; person++) {
                session.setBytes(1, sha256(secret(person)));
                session.setString(2, "mesure-" + person + "@mesure.example");
                session.addBatch();
            }
            session.executeBatch();
        }
        execute(database, "vacuum analyze");
    }

    private static byte[] sha256(String text) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String secret(int person) {
        return "a-session-of-the-benchmark-number-" + person;
    }

    private static void execute(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection database, String sql) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
