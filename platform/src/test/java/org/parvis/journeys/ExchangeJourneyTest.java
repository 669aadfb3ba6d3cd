package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.parvis.Browser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A plan goes out as a table, comes in as another, follows its advice, leaves on paper and as a backup, and comes back. */
@Execution(ExecutionMode.CONCURRENT)
class ExchangeJourneyTest {
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path temporary;

    @RegisterExtension
    final Server server = new Server();

    @Test
    void a_plan_is_exchanged_in_every_form_and_survives_the_loss_of_its_folder() throws Exception {
        Path home = temporary.resolve("data");
        var coordinator = Browser.of(server.open(home), "coordinator");
        coordinator
                .open("/plans/nouveau")
                .form("/plans/nouveau")
                .with("slug", "2024-2026")
                .with("number", "4")
                .with("title_fr", "Plan 2024-2026")
                .with("summary_fr", "Le plan suivant.")
                .with("starts_on", "2024-01-01")
                .with("ends_on", "2026-12-31")
                .send();

        var table = table(coordinator.get("/plans/2021-2023.csv").body());
        var header = table.getFirst();
        var broken =
                table.stream().map(row -> (List<String>) new ArrayList<>(row)).toList();
        for (int row = 1; row <= 5; row++) broken.get(row).set(header.indexOf("ends_on"), "bientôt");
        String first = send(coordinator, "actions/2024-2026", csv(broken));
        assertThat(check(coordinator, first, true)).contains("54 lignes à écrire, 5 à corriger");
        assertThat(coordinator.get(first + "/erreurs.csv").body().lines().count())
                .isEqualTo(6);

        String mended = send(coordinator, "actions/2024-2026", csv(table));
        assertThat(check(coordinator, mended, true)).contains("59 lignes à écrire, aucune à corriger");
        confirm(coordinator, mended);
        assertThat(objections(coordinator)).isGreaterThan(59);

        // The advice is followed in the spreadsheet, and the same plan imported again.
        follow(table);
        String advised = send(coordinator, "actions/2024-2026", csv(table));
        assertThat(check(coordinator, advised, true)).contains("59 lignes à écrire, aucune à corriger");
        confirm(coordinator, advised);
        String milestones = send(coordinator, "jalons/2024-2026", csv(milestones()));
        assertThat(check(coordinator, milestones, false)).contains("59 lignes à écrire");
        confirm(coordinator, milestones);
        assertThat(objections(coordinator)).isZero();
        assertThat(coordinator.get("/plans/2024-2026/conseils").body()).contains("100");

        for (String path : List.of("/plans/2021-2023.pdf", "/plans/2021-2023.pdf?lang=en"))
            assertThat(coordinator.get(path).body()).startsWith("%PDF-");

        Path file = temporary.resolve("parvis.zip");
        assertThat(server.run(home, "backup", file.toString(), "--verify")).contains("Read again and whole");
        String journal = server.run(home, "verify-journal");
        server.kill();
        Files.move(home, temporary.resolve("lost"));
        assertThat(server.run(home, "restore", file.toString())).contains("Restored ");
        assertThat(server.run(home, "verify-journal")).isEqualTo(journal).contains("The journal is whole");
        var again = Browser.of(server.open(home), "coordinator");
        assertThat(again.get("/plans/2024-2026.csv").body().lines().count()).isGreaterThanOrEqualTo(60);
    }

    @Test
    void a_killed_import_goes_on_where_it_was_and_writes_each_row_once() throws Exception {
        Path home = temporary.resolve("data");
        var coordinator = Browser.of(server.open(home), "coordinator");
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("slug", "name_fr", "college"));
        for (int i = 0; i < 30_000; i++) rows.add(List.of("cercle-" + i, "Cercle " + i, "CIVIL_SOCIETY"));
        String path = send(coordinator, "organisations/organisations", csv(rows));
        assertThat(check(coordinator, path, false)).contains("à écrire");
        coordinator.open(path).form(path + "/confirmation").send();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> reached(coordinator, path) > 0);
        server.kill();
        var after = Browser.of(server.open(home), "coordinator");
        await().atMost(Duration.ofSeconds(90)).until(() -> heading(after, path).endsWith("écrites"));
        String dry = server.run(home, "import-plan", write("cercles.csv", csv(rows)), "--kind", "organisations");
        assertThat(dry).contains("0 new, 0 changed, 30000 unchanged, 0 refused");
    }

    @Test
    void a_whole_plan_goes_from_one_instance_to_another_by_the_terminal() throws Exception {
        Path home = temporary.resolve("data");
        var coordinator = Browser.of(server.open(home), "coordinator");
        JsonNode plan = JSON.readTree(coordinator.get("/plans/2021-2023.json").body());
        String renamed = JSON.writeValueAsString(plan).replace("\"slug\":\"2021-2023\"", "\"slug\":\"copie\"");
        String file = write("plan.json", renamed.getBytes(StandardCharsets.UTF_8));
        String said = server.run(home, "import-plan", file);
        assertThat(said)
                .contains("plans: 1 new")
                .contains("actions: 59 new")
                .contains("etapes: ")
                .doesNotContain("nothing is written");
        JsonNode copy = JSON.readTree(coordinator.get("/plans/copie.json").body());
        for (String part : List.of("engagements", "events"))
            assertThat(copy.get(part).size()).as(part).isEqualTo(plan.get(part).size());
        for (int i = 0; i < 59; i++) {
            JsonNode theirs = plan.get("commitments").get(i),
                    ours = copy.get("commitments").get(i);
            for (String field :
                    List.of("number", "title", "summary", "lead", "partners", "themes", "startsOn", "endsOn"))
                assertThat(ours.get(field)).as("%s of %d", field, i + 1).isEqualTo(theirs.get(field));
            assertThat(ours.get("milestones").size())
                    .isEqualTo(theirs.get("milestones").size());
            assertThat(ours.get("reports").size())
                    .isEqualTo(theirs.get("reports").size());
        }
        assertThat(server.run(home, "import-plan", file)).contains("actions: 0 new, 0 changed, 59 unchanged");

        assertThat(server.run(
                        home, "import-plan", temporary.resolve("absent.csv").toString()))
                .contains("There is no file");
        assertThat(server.run(
                        home,
                        "import-plan",
                        write("table.csv", "number;title_fr\n1;x\n".getBytes(StandardCharsets.UTF_8))))
                .contains("--into");
        String bad = server.run(
                home,
                "import-plan",
                write("bad.csv", "number;title_fr;starts_on\n1;x;hier\n".getBytes(StandardCharsets.UTF_8)),
                "--into",
                "copie");
        assertThat(bad).contains("line 2, column starts_on: ").contains("nothing is written");
    }

    private String write(String name, byte[] content) throws IOException {
        return Files.write(temporary.resolve(name), content).toString();
    }

    /** Each thing that reviewers would object to, mended as a coordinator would in a spreadsheet. */
    private static void follow(List<List<String>> table) {
        var header = table.getFirst();
        var led = new TreeMap<String, Integer>();
        for (var row : table.subList(1, table.size())) {
            String number = row.get(header.indexOf("number"));
            row.set(header.indexOf("title_fr"), "Publier le livrable " + number);
            row.set(header.indexOf("title_en"), "Publish output " + number);
            row.set(header.indexOf("summary_fr"), "Le livrable " + number + " est en ligne.");
            row.set(header.indexOf("summary_en"), "");
            row.set(header.indexOf("solution_fr"), "Une page publique.");
            row.set(header.indexOf("solution_en"), "");
            row.set(header.indexOf("baseline_fr"), "Rien n’est en ligne.");
            row.set(header.indexOf("transparency_fr"), "Chacun lit le livrable.");
            row.set(header.indexOf("starts_on"), "2024-01-01");
            row.set(header.indexOf("ends_on"), "2026-12-31");
            row.set(header.indexOf("partners"), "cercle-mirabelle");
            led.merge(row.get(header.indexOf("lead")), 1, Integer::sum);
        }
        var leads = new ArrayList<>(led.keySet());
        int next = 0;
        Map<String, Integer> given = new TreeMap<>();
        for (var row : table.subList(1, table.size())) {
            String lead = leads.get(next++ % leads.size());
            given.merge(lead, 1, Integer::sum);
            row.set(header.indexOf("lead"), lead);
        }
        assertThat(given.values()).allMatch(count -> count <= 5);
    }

    private static List<List<String>> milestones() {
        var rows = new ArrayList<List<String>>();
        rows.add(List.of("commitment", "position", "output_fr", "lead", "due_on"));
        for (int number = 1; number <= 59; number++)
            rows.add(List.of(
                    Integer.toString(number), "1", "La page publique " + number + " en ligne", "ditp", "31/12/2025"));
        return rows;
    }

    private static int objections(Browser browser) {
        return JSON.readTree(browser.get("/plans/2024-2026/conseils.json").body())
                .get("objections")
                .asInt();
    }

    private static String send(Browser browser, String into, byte[] file) {
        var answer = browser.upload("/imports", List.of("vers", into), "fichier", "table.csv", file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static String check(Browser browser, String path, boolean parents) {
        var form = browser.open(path).form(path + "/colonnes");
        if (parents) form.with("options", "parents");
        form.send();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !heading(browser, path).startsWith("Vérification"));
        return heading(browser, path);
    }

    private static void confirm(Browser browser, String path) {
        browser.open(path).form(path + "/confirmation").send();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> heading(browser, path).contains("écrite"));
    }

    private static String heading(Browser browser, String path) {
        return Jsoup.parse(browser.get(path).body()).select("h1").text();
    }

    private static long reached(Browser browser, String path) {
        String value = Jsoup.parse(browser.get(path).body()).select("progress").attr("value");
        return value.isEmpty() ? 1 : Long.parseLong(value);
    }

    private static List<List<String>> table(String csv) throws IOException {
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            List<List<String>> rows = new ArrayList<>();
            for (CsvRecord row : reader) rows.add(new ArrayList<>(row.getFields()));
            return rows;
        }
    }

    private static byte[] csv(List<List<String>> table) throws IOException {
        var out = new StringWriter();
        try (var writer = CsvWriter.builder().fieldSeparator(';').build(out)) {
            table.forEach(writer::writeRecord);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }
}
