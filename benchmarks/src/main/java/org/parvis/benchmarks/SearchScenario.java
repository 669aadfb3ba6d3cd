package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The search of the whole site, over as many contributions as the Grand débat received and 20,000 gatherings. */
final class SearchScenario {
    private static final int RATE = 10, GATHERINGS = 20_000, SAMPLE = 20_000, WORDS = 12;

    private final Path root;
    private final boolean brief;
    private final ParticipationScenario contributions;
    private final Path work;
    private final Report report;

    SearchScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
        this.contributions = new ParticipationScenario(root, brief, "search");
        this.work = root.resolve("benchmarks/target/search");
        this.report = new Report(
                "search",
                text(
                        "The contributions of `bin/bench participation`, %,d gatherings with texts like theirs, every commune.",
                        GATHERINGS));
    }

    void run() throws Exception {
        PlanScenario.delete(work);
        Files.createDirectories(work);
        PlanScenario.say("Writing contributions");
        Path file = contributions.write();
        double otherPercent = Machine.busyPercent();
        try (var parvis = Instance.start(root, work.resolve("data"), "/actuator/health");
                var database = parvis.database("parvis_owner")) {
            contributions.prepare(database);
            contributions.imported(file, database);
            indexed(database);
            fresh(parvis, database);
            search(parvis, database);
        }
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }

    private void indexed(Connection database) throws Exception {
        PlanScenario.say("Indexing gatherings");
        ParticipationScenario.execute(database, text("""
                with g as (
                    insert into gathering (slug, kind, mode, standing, initiative, title_fr, summary_fr, text_fr, starts_at, ends_at, zone, place, themes)
                    select 'mesure-' || id, 'TALK', 'IN_PERSON', 'PUBLISHED', 'SOCIETY', title, left(text, 200), text, published_at,
                           published_at + interval '2 hours', 'Europe/Paris', 'Ici', array_remove(array[theme], null)
                    from contribution order by id limit %d returning id)
                insert into gathering_step (gathering_id, step, taken_at) select id, 'PUBLISHED', now() - interval '90 days' from g""", GATHERINGS));
        long begin = System.nanoTime();
        while (ParticipationScenario.count(database, "select count(*) from search_queue where due <= now()") > 0)
            TimeUnit.MILLISECONDS.sleep(200);
        double seconds = (System.nanoTime() - begin) / 1e9;
        report.add(
                text("%,d gatherings published at once: until the last is found", GATHERINGS), text("%.0f s", seconds));
        // The words of contributions are learnt after.
        while (ParticipationScenario.count(
                        database,
                        "select count(*) from search_state where contribution < (select max(id) from contribution)")
                > 0) TimeUnit.SECONDS.sleep(1);
        ParticipationScenario.execute(database, "analyze");
    }

    private void fresh(Instance parvis, Connection database) throws Exception {
        double most = 0;
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 5; i++) {
                String name = "zigomar" + "abcde".charAt(i);
                ParticipationScenario.execute(
                        database,
                        "insert into organisation (slug, name_fr, college) values ('" + name + "', '" + name
                                + "', 'RESEARCH')");
                long begin = System.nanoTime();
                while (!http.send(
                                HttpRequest.newBuilder(parvis.uri("/recherche?q=" + name))
                                        .build(),
                                BodyHandlers.ofString())
                        .body()
                        .contains("/organisations/" + name)) TimeUnit.MILLISECONDS.sleep(50);
                most = Math.max(most, (System.nanoTime() - begin) / 1e9);
            }
        }
        report.add("What is published is found after, at most", text("%.1f s", most), "≤ 5 s", most <= 5);
    }

    private void search(Instance parvis, Connection database) throws Exception {
        PlanScenario.say("Searching");
        report.add("The commonest words", measured(parvis, words(database, "ndoc desc"), ""), "≤ 500 ms", last <= 500);
        report.add("… with a theme", measured(parvis, words(database, "ndoc desc"), "&theme=justice"));
        report.add("Rare words", measured(parvis, words(database, "ndoc"), ""), "≤ 50 ms", last <= 50);
        report.add("Two common words, or a mistyped one", measured(parvis, pairs(words(database, "ndoc desc")), ""));
    }

    private double last;

    private String measured(Instance parvis, List<String> words, String filter) throws IOException {
        var paths = words.stream()
                .map(w -> "/recherche?q=" + URLEncoder.encode(w, StandardCharsets.UTF_8) + filter)
                .toList();
        Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 3 : 15));
        var met = Load.atRate(parvis.port(), paths, List.of(), RATE, Duration.ofSeconds(brief ? 5 : 60));
        last = met.failed() > 0 ? Double.MAX_VALUE : met.millisAt(95);
        return text(
                "p95 %.0f ms (p50 %.0f ms) at %d requests/s, %d failed",
                met.millisAt(95), met.millisAt(50), RATE, met.failed());
    }

    private static List<String> pairs(List<String> words) {
        var pairs = new ArrayList<String>();
        for (int i = 1; i < words.size(); i++) {
            pairs.add(words.get(i - 1) + " " + words.get(i));
            pairs.add(words.get(i) + "qz");
        }
        return pairs;
    }

    /** Stems that are their own stem, of those that contributions hold: the most or the least frequent in some thousands. */
    private static List<String> words(Connection database, String order) throws SQLException {
        var words = new ArrayList<String>();
        try (var statement = database.createStatement();
                var rows = statement.executeQuery(text("""
                        select word from ts_stat('select words from contribution_words order by contribution_id limit %d')
                        where word ~ '^[a-z]{5,14}$' and phraseto_tsquery('search_fr', word)::text = quote_literal(word)
                            and phraseto_tsquery('search_en', word)::text <> '' order by %s, word limit %d""", SAMPLE, order, WORDS))) {
            while (rows.next()) words.add(rows.getString(1));
        }
        return words;
    }
}
