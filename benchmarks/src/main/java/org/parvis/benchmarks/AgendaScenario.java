package org.parvis.benchmarks;

import static org.parvis.benchmarks.ParticipationScenario.count;
import static org.parvis.benchmarks.ParticipationScenario.execute;
import static org.parvis.benchmarks.Report.text;

import java.io.BufferedInputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** A forum with fewer places than people, all of whom come at once; some leave; and an agenda of many years. */
final class AgendaScenario {
    private static final int CROWD = 5_000, FEW = 1_000, CLIENTS = 64, LEAVING = 500, GATHERINGS = 20_000, RATE = 200;
    private static final int PLACES = 160, WORKSHOPS = 4;

    /** Every line counted would be a breach, at whatever instant. */
    private static final String BREACHES = """
            with held as materialized (
                select q.id as quota, q.places, q.gathering_id, q.workshop_id, p.registration_id, p.slot
                from quota q left join place p on p.quota_id = q.id and p.standing = 'CONFIRMED'),
            seats as materialized (select quota_id, registration_id, slot from seat where registration_id is not null)
            select (select count(*) from (select quota from held group by quota, places having count(registration_id) > places) full_)
                 + (select count(*) from held where registration_id is not null
                        and (registration_id, slot, quota) not in (select registration_id, slot, quota_id from seats))
                 + (select count(*) from seats where (registration_id, slot, quota_id) not in (
                        select registration_id, slot, quota from held where registration_id is not null))
                 + (select count(*) from (select gathering_id from held where workshop_id is null
                        group by gathering_id having count(registration_id) > 160) forums)""";

    /** Seats left free while someone of their side waits, once all is quiet. */
    private static final String LEFT_FREE = """
            select count(*) from seat s where s.registration_id is null
                and exists (select from place p where p.quota_id = s.quota_id and p.standing = 'WAITING')""";

    private final Path root;
    private final boolean brief;
    private final int crowd;
    private final Path work;
    private final Report report;

    AgendaScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.crowd = brief ? FEW : CROWD;
        this.work = root.resolve("benchmarks/target/agenda");
        this.report = new Report(
                "agenda",
                text(
                        "%,d people, half of either side, from %d clients, for a forum of %d places and %d workshops of 40.",
                        crowd, CLIENTS, PLACES, WORKSHOPS));
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            prepare(database);
            try (var http = HttpClient.newBuilder()
                            .version(HttpClient.Version.HTTP_1_1)
                            .build();
                    var clients = Executors.newVirtualThreadPerTaskExecutor()) {
                register(parvis, database, http, clients);
                leave(parvis, database, http, clients);
            }
            many(database);
            lists(parvis, database);
            calendar(parvis);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void prepare(Connection database) throws Exception {
        execute(
                database,
                "insert into organisation (slug, name_fr, college) values ('mesure', 'Mesure', 'ADMINISTRATION')");
        ParticipationScenario.people(database, crowd);
        execute(database, "update person set college = 'ADMINISTRATION' where id % 2 = 0");
        for (String slug : List.of("avant", "mesure")) forum(database, slug);
        execute(database, "analyze person, person_session");
    }

    private static void forum(Connection database, String slug) throws Exception {
        execute(database, """
                insert into gathering (slug, kind, mode, standing, initiative, title_fr, summary_fr, starts_at, ends_at, zone, place)
                values ('%s', 'FORUM', 'IN_PERSON', 'PUBLISHED', 'ADMINISTRATION', 'Mesure', 'Un forum que beaucoup attendent.',
                    now() + interval '30 days', now() + interval '30 days 8 hours', 'Europe/Paris', 'Paris')""".formatted(slug));
        String mine = "from gathering g where g.slug = '" + slug + "'";
        execute(
                database,
                "insert into gathering_organiser (gathering_id, position, organisation_id) select g.id, 1, (select id from organisation where slug = 'mesure') "
                        + mine);
        execute(
                database,
                "insert into slot (gathering_id, number, starts_at, ends_at) select g.id, 1, starts_at, ends_at "
                        + mine);
        execute(
                database,
                "insert into workshop (gathering_id, slot, number, title_fr) select g.id, 1, n, 'Atelier ' || n from generate_series(1, "
                        + WORKSHOPS + ") n, gathering g where g.slug = '" + slug + "'");
        execute(database, """
                insert into quota (gathering_id, workshop_id, position, colleges, places)
                select g.id, w.id, side.position, side.colleges::text[], case when w.id is null then %d else 20 end
                from gathering g cross join (values (1, '{ADMINISTRATION,ELECTED,INDEPENDENT_AUTHORITY}'),
                        (2, '{CIVIL_SOCIETY,CITIZEN,RESEARCH,COMPANY}')) side (position, colleges)
                    cross join lateral (select null::bigint as id union all select id from workshop where gathering_id = g.id) w
                where g.slug = '%s'""".formatted(PLACES / 2, slug));
        execute(database, """
                insert into seat (quota_id, slot) select q.id, case when q.workshop_id is null then 0 else 1 end
                from quota q join gathering g on g.id = q.gathering_id, generate_series(1, q.places) where g.slug = '%s'""".formatted(slug));
    }

    private void register(Instance parvis, Connection database, HttpClient http, ExecutorService clients)
            throws Exception {
        PlanScenario.say("Opening forms");
        // What was never run before is compiled first.
        answered(clients, forms(parvis, http, "avant"), http);
        var forms = forms(parvis, http, "mesure");
        PlanScenario.say("Registering");
        var cpu = new double[] {parvis.cpu().toMillis(), parvis.postgresCpu().toMillis(), own()};
        try (var watch = new Watch(parvis)) {
            long begin = System.nanoTime();
            var met = answered(clients, forms, http);
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.add(
                    "… of the two cores, the instance, the database, the crowd itself",
                    text(
                            "%.1f s, %.1f s, %.1f s",
                            (parvis.cpu().toMillis() - cpu[0]) / 1e3,
                            (parvis.postgresCpu().toMillis() - cpu[1]) / 1e3,
                            (own() - cpu[2]) / 1e3));
            report.add(
                    text("%,d registrations: until the last is answered", crowd),
                    text("%.1f s, %d refused", seconds, met.refused()),
                    "≤ 10 s, none",
                    seconds <= 10 && met.refused() == 0);
            report.add(
                    "… p99 (p50)",
                    text("%.0f ms (%.0f ms)", met.millisAt(99), met.millisAt(50)),
                    "≤ 500 ms",
                    met.millisAt(99) <= 500);
            watched(watch, "… breaches of a quota, or of a seat, seen meanwhile");
        }
        long placed = count(database, places("CONFIRMED", 0)), waiting = count(database, places("WAITING", 0));
        report.add(
                "… who has a place, who waits, places given in workshops, seats left free while someone waits",
                text(
                        "%d, %,d, %d, %d",
                        placed, waiting, count(database, places("CONFIRMED", 1)), count(database, LEFT_FREE)),
                text("%d, %,d, …, 0", PLACES, crowd - PLACES),
                placed == PLACES && waiting == crowd - PLACES && count(database, LEFT_FREE) == 0);
    }

    private static String places(String standing, int slot) {
        return "select count(*) from place p join registration r on r.id = p.registration_id join gathering g on g.id = r.gathering_id"
                + " where g.slug = 'mesure' and p.standing = '" + standing + "' and p.slot = " + slot;
    }

    private static double own() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElse(Duration.ZERO)
                .toMillis();
    }

    /** Each person's form, filled in. */
    private Queue<HttpRequest> forms(Instance parvis, HttpClient http, String slug) throws Exception {
        String path = "/agenda/" + slug + "/inscription";
        var forms = new ConcurrentLinkedQueue<HttpRequest>();
        for (int i = 0; i < crowd; i++)
            forms.add(ParticipationScenario.form(
                    parvis,
                    http,
                    i,
                    path,
                    path,
                    "&nom=Personne+" + i + "&courriel=mesure-" + i + "%40example.org&college="
                            + (i % 2 == 0 ? "CITIZEN" : "ADMINISTRATION") + "&creneau_1=" + (1 + i / 2 % WORKSHOPS)));
        return forms;
    }

    /** Sends them all, each client the next one as soon as its last is answered. */
    private static Met answered(ExecutorService clients, Queue<HttpRequest> forms, HttpClient http) throws Exception {
        var nanos = new ConcurrentLinkedQueue<Long>();
        var refused = new ConcurrentLinkedQueue<Integer>();
        var all = clients.invokeAll(IntStream.range(0, CLIENTS)
                .<Callable<Void>>mapToObj(_ -> () -> {
                    for (var form = forms.poll(); form != null; form = forms.poll()) {
                        long begin = System.nanoTime();
                        int status = ParticipationScenario.send(http, form);
                        nanos.add(System.nanoTime() - begin);
                        if (status != 303) refused.add(status);
                    }
                    return null;
                })
                .toList());
        for (var one : all) one.get();
        return new Met(nanos.stream().sorted().toList(), refused.size());
    }

    private record Met(List<Long> nanos, int refused) {
        double millisAt(int percent) {
            return nanos.get(Math.min(nanos.size() - 1, nanos.size() * percent / 100)) / 1e6;
        }
    }

    /** Asks all the while whether anything is sold twice. */
    private static final class Watch implements AutoCloseable {
        private final AtomicBoolean going = new AtomicBoolean(true);
        private final ExecutorService eye = Executors.newSingleThreadExecutor();
        private final Future<long[]> seen;

        Watch(Instance parvis) {
            seen = eye.submit(() -> {
                long looks = 0, breaches = 0;
                try (var database = parvis.database("parvis_owner")) {
                    while (going.get()) {
                        breaches += count(database, BREACHES);
                        looks++;
                        Thread.sleep(100);
                    }
                    return new long[] {breaches + count(database, BREACHES), looks + 1};
                }
            });
        }

        long[] end() throws Exception {
            going.set(false);
            return seen.get();
        }

        @Override
        public void close() {
            going.set(false);
            eye.close();
        }
    }

    private void watched(Watch watch, String measure) throws Exception {
        long[] seen = watch.end();
        report.add(measure, text("%d in %,d looks", seen[0], seen[1]), "0", seen[0] == 0);
    }

    /** Whoever has a place and those who wait first, in any order: seats change hands all the time. */
    private void leave(Instance parvis, Connection database, HttpClient http, ExecutorService clients)
            throws Exception {
        PlanScenario.say("Leaving");
        var leaving = new ArrayList<HttpRequest>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery("""
                        select r.secret, split_part(split_part(r.email, '@', 1), '-', 2)::int as person
                        from registration r join gathering g on g.id = r.gathering_id join place p on p.registration_id = r.id and p.slot = 0
                        where g.slug = 'mesure' order by p.standing, p.turn limit %d""".formatted(LEAVING))) {
            while (rows.next()) {
                String path = "/agenda/mesure/inscription", secret = rows.getString("secret");
                leaving.add(ParticipationScenario.form(
                        parvis,
                        http,
                        rows.getInt("person"),
                        path + "/billet?jeton=" + secret,
                        path + "/annulation",
                        "&jeton=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)));
            }
        }
        Collections.shuffle(leaving, new Random(2022));
        try (var watch = new Watch(parvis)) {
            long begin = System.nanoTime();
            var met = answered(clients, new ConcurrentLinkedQueue<>(leaving), http);
            double seconds = (System.nanoTime() - begin) / 1e9;
            report.add(
                    text("%d of those who came first leave, in any order", LEAVING),
                    text(
                            "%.1f s, p99 %.0f ms (p50 %.0f ms), %d refused",
                            seconds, met.millisAt(99), met.millisAt(50), met.refused()));
            watched(watch, "… breaches seen meanwhile");
        }
        long placed = count(database, places("CONFIRMED", 0)), free = count(database, LEFT_FREE);
        // Turns are given as addresses are confirmed, seats in the order of turns: nobody waits before one who was
        // promoted.
        long overtaken = count(database, """
                select count(*) from place w where w.slot = 0 and w.standing = 'WAITING' and w.quota_id in (
                        select q.id from quota q join gathering g on g.id = q.gathering_id where g.slug = 'mesure')
                    and exists (select from place p where p.quota_id = w.quota_id and p.standing = 'CONFIRMED' and p.turn > w.turn)""");
        report.add(
                "… who has a place then, seats left free while someone waits, people overtaken on a list",
                text("%d, %d, %d", placed, free, overtaken),
                text("%d, 0, 0", PLACES),
                placed == PLACES && free == 0 && overtaken == 0);
    }

    private static void many(Connection database) throws Exception {
        execute(database, """
                insert into gathering (slug, kind, mode, standing, initiative, title_fr, title_en, summary_fr, text_fr, starts_at, ends_at,
                                       zone, place, themes)
                select 'rencontre-' || i, (array['WORKSHOP', 'FORUM', 'TALK', 'MEETING'])[1 + i %% 4],
                    (array['IN_PERSON', 'HYBRID'])[1 + i %% 2], 'PUBLISHED', (array['ADMINISTRATION', 'SOCIETY'])[1 + i %% 2],
                    'Atelier numéro ' || i, 'Workshop number ' || i, 'On s’y parle de ce que l’administration publie, et comment.',
                    repeat('Chacun y a la parole. ', 20), at, at + interval '2 hours', 'Europe/Paris', 'Paris',
                    array[(array['PARTICIPATION', 'JUSTICE'])[1 + i %% 2]]
                from (select i, now() + (i - %1$d / 2) * interval '6 hours' as at from generate_series(1, %1$d) i) days""".formatted(GATHERINGS));
        execute(
                database,
                "insert into gathering_organiser (gathering_id, position, organisation_id) select g.id, 1, o.id from gathering g, organisation o"
                        + " where o.slug = 'mesure' on conflict do nothing");
        execute(database, "vacuum analyze");
    }

    private void lists(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("Reading the agenda");
        long deep = count(database, "select id from gathering where slug = 'rencontre-" + GATHERINGS / 4 + "'");
        var paths = List.of(
                "/agenda",
                "/agenda?periode=a-venir",
                "/agenda?periode=passees&apres=" + deep,
                "/agenda?genre=forum",
                "/agenda?initiative=societe",
                "/agenda?theme=justice");
        Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 3 : 15));
        var met = Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 5 : 60));
        report.add(
                text(
                        "List page (%.0f kB) of %,d gatherings, first, deep and filtered pages, at %d requests/s: p99 (p50)",
                        met.bytesEach() / 1e3, GATHERINGS, RATE),
                text("%.0f ms (%.0f ms), %d failed", met.millisAt(99), met.millisAt(50), met.failed()),
                "≤ 50 ms",
                met.millisAt(99) <= 50 && met.failed() == 0);
        var month = Load.atRate(
                parvis.port(), List.of("/agenda?vue=mois"), List.of(), 50, Duration.ofSeconds(brief ? 3 : 20));
        report.add(
                text("A month of 120 gatherings (%.0f kB) at 50 requests/s: p99 (p50)", month.bytesEach() / 1e3),
                text("%.0f ms (%.0f ms), %d failed", month.millisAt(99), month.millisAt(50), month.failed()));
    }

    private void calendar(Instance parvis) throws Exception {
        PlanScenario.say("Reading the calendar");
        double heap = parvis.liveHeapMb(), resident = parvis.residentMb("VmHWM");
        long bytes = 0, begin = System.nanoTime();
        double most = heap;
        try (var in = new BufferedInputStream(parvis.uri("/agenda.ics").toURL().openStream(), 1 << 16)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) bytes += n;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        try (var in = parvis.uri("/agenda.ics").toURL().openStream()) {
            // In its midst, with a reader who pauses.
            in.readNBytes((int) (bytes / 3));
            most = Math.max(most, parvis.liveHeapMb());
            in.readAllBytes();
        }
        report.add(
                text("`/agenda.ics`, all of them (%.0f MB)", bytes / 1e6),
                text(
                        "%.1f s; heap %.0f MB, in its midst %.0f MB; resident memory it added at its peak %.0f MB",
                        seconds, heap, most, parvis.residentMb("VmHWM") - resident));
    }
}
