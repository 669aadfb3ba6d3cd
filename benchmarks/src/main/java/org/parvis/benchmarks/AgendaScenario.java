package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Five thousand people before the four workshops of a forum, then an agenda of 20,000 gatherings. */
final class AgendaScenario {
    private static final int GATHERINGS = 20_000, CLIENTS = 64, CANCELLATIONS = 500, RATE = 200;
    private static final String SECRET = "a-form-of-the-benchmark-and-of-nobody-else";

    /** What must never be seen, at any instant: places sold twice, or to too many. */
    private static final String OVERSOLD = """
            select (select count(*) from quota q where q.places <
                        (select count(*) from place p where p.quota_id = q.id and p.standing = 'CONFIRMED'))
                 + (select count(*) from gathering g where g.kind = 'FORUM' and 160 <
                        (select count(*) from place p join registration r on r.id = p.registration_id
                         where r.gathering_id = g.id and p.slot = 0 and p.standing = 'CONFIRMED'))
                 + (select count(*) from place p join quota q on q.id = p.quota_id and q.places is not null
                    where p.standing = 'CONFIRMED' and not exists (
                        select from seat s where s.registration_id = p.registration_id and s.slot = p.slot))""";

    private final Path root;
    private final boolean brief;
    private final Path work;
    private final int people;
    private final Report report = new Report(
            "agenda",
            "A forum of 160 places (80 + 80) with four workshops of 40 (20 + 20); then an agenda of 20,000 gatherings.");

    AgendaScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.work = root.resolve("benchmarks/target/agenda");
        this.people = brief ? 1_000 : 5_000;
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            PlanScenario.say("Filling the database");
            for (String forum : List.of("essai", "forum")) open(database, forum);
            crowd(parvis, database);
            agenda(parvis, database);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    /** A forum, and people who have its letter and are about to follow its link. */
    private void open(Connection database, String slug) throws SQLException {
        execute(database, """
                insert into gathering (slug, kind, mode, standing, initiative, title_fr, summary_fr, starts_at, ends_at, zone, place)
                    values (':slug', 'FORUM', 'IN_PERSON', 'PUBLISHED', 'ADMINISTRATION', 'Forum', 'Pour mesurer.',
                            now() + interval '20 days', now() + interval '20 days 8 hours', 'Europe/Paris', 'Une salle');
                insert into slot select id, 1, starts_at, starts_at + interval '2 hours' from gathering where slug = ':slug';
                insert into workshop (gathering_id, slot, number, title_fr)
                    select g.id, 1, n, 'Atelier ' || n from gathering g, generate_series(1, 4) n where g.slug = ':slug';
                insert into quota (gathering_id, workshop_id, position, colleges, places)
                    select g.id, w.id, s.position, s.colleges, case when w.id is null then 80 else 20 end
                    from gathering g
                    cross join lateral (select null::bigint as id union all select id from workshop where gathering_id = g.id) w
                    cross join (values (0, '{ADMINISTRATION,ELECTED,INDEPENDENT_AUTHORITY}'::text[]),
                                       (1, '{CIVIL_SOCIETY,CITIZEN,RESEARCH,COMPANY}'::text[])) s (position, colleges)
                    where g.slug = ':slug';
                insert into seat (quota_id, slot) select q.id, case when q.workshop_id is null then 0 else 1 end
                    from quota q join gathering g on g.id = q.gathering_id, lateral generate_series(1, q.places) where g.slug = ':slug';
                insert into registration (gathering_id, secret, code, name, email, college, asked_at)
                    select g.id, ':slug-' || n, upper(left(':slug', 1)) || lpad(n::text, 9, '0'), 'Personne ' || n, ':slug-' || n || '@mesure.example',
                           case when n % 2 = 0 then 'ADMINISTRATION' else 'CITIZEN' end, now()
                    from gathering g, generate_series(1, :people) n where g.slug = ':slug';
                insert into place (registration_id, slot, workshop_id, quota_id, standing)
                    select r.id, case when w.id is null then 0 else 1 end, w.id, q.id, 'PENDING'
                    from registration r join gathering g on g.id = r.gathering_id and g.slug = ':slug'
                    join quota q on q.gathering_id = g.id and r.college = any (q.colleges)
                    left join workshop w on w.id = q.workshop_id where w.id is null or w.number = 1 + r.id / 2 % 4""".replace(":slug", slug.equals("forum") ? "forum" : "essai")
                .replace(":people", Integer.toString(people)));
    }

    private static void execute(Connection database, String statements) throws SQLException {
        for (String sql : statements.split(";\n"))
            try (var statement = database.createStatement()) {
                statement.execute(sql);
            }
        try (var statement = database.createStatement()) {
            statement.execute("analyze gathering, slot, workshop, quota, seat, registration, place");
        }
    }

    private void crowd(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("A crowd registers");
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            // What was never run before is compiled first.
            send(parvis, "essai", "confirmer", everyone());
            var oversold = new AtomicInteger();
            var looks = new AtomicInteger();
            var going = new AtomicBoolean(true);
            Future<?> watch = pool.submit(() -> watch(parvis, going, oversold, looks));
            var processors = Processors.of(parvis);
            var sent = send(parvis, "forum", "confirmer", everyone());
            report.add(
                    text("%,d people register from %d clients: until the last is answered", people, CLIENTS),
                    text("%.1f s, %d refused", sent.seconds(), sent.failed()),
                    "≤ 10 s, none refused",
                    sent.seconds() <= 10 && sent.failed() == 0);
            report.add(
                    "… each answer: p99 (p50)",
                    text("%.0f ms (%.0f ms)", sent.millisAt(99), sent.millisAt(50)),
                    "≤ 500 ms",
                    sent.millisAt(99) <= 500);
            processors.addTo(report);
            report.add(
                    "… places taken in the forum, in its workshops; people who wait for the forum",
                    standings(database));
            var leaving = everyone();
            Collections.shuffle(leaving, new Random(7));
            var left = send(parvis, "forum", "annulation", leaving.subList(0, CANCELLATIONS));
            report.add(
                    text("%d random cancellations: p99 (p50), refused", CANCELLATIONS),
                    text("%.0f ms (%.0f ms), %d", left.millisAt(99), left.millisAt(50), left.failed()));
            report.add(
                    "… places taken in the forum, in its workshops; people who wait for the forum",
                    standings(database));
            going.set(false);
            watch.get();
            report.add(
                    text("Places oversold, in total or on a side, in %,d looks all along", looks.get()),
                    Integer.toString(oversold.get()),
                    "0",
                    oversold.get() == 0);
        }
    }

    private List<Integer> everyone() {
        return new ArrayList<>(IntStream.rangeClosed(1, people).boxed().toList());
    }

    private static Void watch(Instance parvis, AtomicBoolean going, AtomicInteger oversold, AtomicInteger looks)
            throws SQLException, IOException {
        try (var database = parvis.database("parvis_owner");
                var statement = database.createStatement()) {
            while (going.get()) {
                try (var rows = statement.executeQuery(OVERSOLD)) {
                    rows.next();
                    oversold.addAndGet(rows.getInt(1));
                }
                looks.incrementAndGet();
                // It looks often, and leaves the machine to those it watches.
                pause();
            }
        }
        return null;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String standings(Connection database) throws SQLException {
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select count(*) filter (where p.slot = 0 and p.standing = 'CONFIRMED'),
                               count(*) filter (where p.slot = 1 and p.standing = 'CONFIRMED'),
                               count(*) filter (where p.slot = 0 and p.standing = 'WAITING')
                        from place p join registration r on r.id = p.registration_id join gathering g on g.id = r.gathering_id
                        where g.slug = 'forum'""")) {
            rows.next();
            return text("%d, %d; %,d", rows.getInt(1), rows.getInt(2), rows.getInt(3));
        }
    }

    /** So many clients, each with the next person's form as soon as the last is answered. */
    private static Load.Result send(Instance parvis, String slug, String act, List<Integer> people)
            throws IOException, GeneralSecurityException {
        String token = token();
        return Load.forms(
                parvis.port(),
                "/agenda/" + slug + "/inscription/" + act,
                List.of("Cookie: parvis-form=" + SECRET),
                people.stream()
                        .map(person ->
                                "_csrf=" + token + "&_once=" + UUID.randomUUID() + "&jeton=" + slug + "-" + person)
                        .toList(),
                CLIENTS);
    }

    private static String token() throws GeneralSecurityException {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(MessageDigest.getInstance("SHA-256")
                        .digest(("form:" + SECRET).getBytes(StandardCharsets.UTF_8)));
    }

    private void agenda(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("20,000 gatherings");
        execute(database, """
                insert into gathering (slug, kind, mode, standing, initiative, title_fr, title_en, summary_fr, starts_at, ends_at, zone, place,
                                       themes)
                    select 'rencontre-' || n, (array['WORKSHOP', 'TALK', 'MEETING'])[1 + n % 3], 'IN_PERSON', 'PUBLISHED',
                           (array['ADMINISTRATION', 'SOCIETY'])[1 + n % 2], 'Rencontre ' || n, 'Gathering ' || n, 'Pour mesurer.',
                           now() + (n - 10000) * interval '3 hours', now() + (n - 10000) * interval '3 hours' + interval '2 hours',
                           'Europe/Paris', 'Une salle', array[(array['PARTICIPATION', 'SANTE', 'EUROPE'])[1 + n % 3]]
                    from generate_series(1, :count) n""".replace(":count", Integer.toString(GATHERINGS)));
        for (String path : List.of("/agenda", "/agenda?theme=sante&initiative=societe", "/agenda?vue=mois")) {
            var paths = List.of(path);
            Load.flatOut(parvis.port(), paths, List.of(), 2, seconds(15));
            var found = Load.atRate(parvis.port(), paths, List.of(), RATE, seconds(30));
            report.add(
                    text("`%s` at %d requests/s: p99 (p50; failed)", path, RATE),
                    text("%.1f ms (%.1f ms; %d)", found.millisAt(99), found.millisAt(50), found.failed()),
                    "≤ 50 ms",
                    found.failed() == 0 && found.millisAt(99) <= 50);
        }
        try (var http = HttpClient.newHttpClient()) {
            long begin = System.nanoTime();
            long bytes = http.send(
                            HttpRequest.newBuilder(parvis.uri("/agenda.ics")).build(), BodyHandlers.ofByteArray())
                    .body()
                    .length;
            report.add(
                    text("`/agenda.ics`, all %,d of them; live heap afterwards", GATHERINGS),
                    text(
                            "%.1f MB in %.1f s; %.0f MB",
                            bytes / 1e6, (System.nanoTime() - begin) / 1e9, parvis.liveHeapMb()));
        }
    }

    private Duration seconds(int full) {
        return Duration.ofSeconds(brief ? Math.max(3, full / 5) : full);
    }
}
