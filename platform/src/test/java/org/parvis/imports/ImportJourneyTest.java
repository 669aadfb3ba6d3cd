package org.parvis.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.house.Works;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A plan leaves as a table, is broken, and comes back into another plan. */
@ParvisTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImportJourneyTest {
    private static final AtomicInteger PLANS = new AtomicInteger();

    @LocalServerPort
    int port;

    @Autowired
    Works works;

    @Autowired
    JdbcClient db;

    private Browser coordinator;

    @BeforeAll
    void open() {
        works.start();
        coordinator = Browser.of(port, "coordinator");
    }

    @AfterAll
    void close() {
        works.stop();
    }

    private String newPlan() {
        String slug = "importe-" + PLANS.incrementAndGet();
        coordinator
                .open("/plans/nouveau")
                .form("/plans/nouveau")
                .with("slug", slug)
                .with("number", Integer.toString(500 + PLANS.get()))
                .with("title_fr", "Plan importé")
                .with("summary_fr", "Un plan venu d’un tableau.")
                .with("starts_on", "2022-01-01")
                .with("ends_on", "2023-12-31")
                .send();
        return slug;
    }

    private String send(String into, byte[] file) {
        var answer = coordinator.upload("/imports", List.of("vers", into), "fichier", "plan.csv", file);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private String checked(String path, boolean parents) {
        var form = coordinator.open(path).form(path + "/colonnes");
        if (parents) form.with("options", "parents");
        assertThat(form.send().statusCode()).isEqualTo(303);
        return settled(path, "Vérification");
    }

    private String settled(String path, String while_) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !Jsoup.parse(coordinator.get(path).body())
                        .select("h1")
                        .text()
                        .startsWith(while_));
        return coordinator.get(path).body();
    }

    private static List<List<String>> table(String csv) {
        try (var reader = CsvReader.builder().ofCsvRecord(csv)) {
            return new ArrayList<>(reader.stream()
                    .map(CsvRecord::getFields)
                    .map(ArrayList::new)
                    .toList());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static byte[] csv(List<List<String>> table, Charset charset, char separator) {
        var out = new StringWriter();
        try (var writer = CsvWriter.builder().fieldSeparator(separator).build(out)) {
            table.forEach(writer::writeRecord);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return out.toString().getBytes(charset);
    }

    @Test
    void a_plan_goes_out_is_broken_in_five_rows_told_each_mended_and_comes_in() {
        String plan = newPlan();
        var table = table(coordinator.get("/plans/2021-2023.csv").body());
        var broken =
                table.stream().map(row -> (List<String>) new ArrayList<>(row)).toList();
        var header = broken.getFirst();
        broken.get(3).set(header.indexOf("starts_on"), "le 3 mars");
        broken.get(7).set(header.indexOf("lead"), "ministere-inconnu");
        broken.get(11).set(header.indexOf("title_fr"), "");
        broken.get(20).set(header.indexOf("number"), "19");
        broken.get(30).set(header.indexOf("summary_fr"), "=cmd|' /C calc'!A0");
        String path = send("actions/" + plan, csv(broken, Charset.forName("windows-1252"), ';'));
        var page = Jsoup.parse(checked(path, true));
        assertThat(page.select("h1").text()).isEqualTo("54 lignes à écrire, 5 à corriger");
        assertThat(page.select("#fautes tbody tr").eachText())
                .satisfiesExactlyInAnyOrder(
                        row -> assertThat(row).startsWith("4 starts_on le 3 mars"),
                        row -> assertThat(row)
                                .startsWith("8 lead ministere-inconnu")
                                .contains("dinum"),
                        row -> assertThat(row).startsWith("12 title_fr").contains("obligatoire"),
                        row -> assertThat(row).startsWith("21").contains("déjà à la ligne 20"),
                        row -> assertThat(row).startsWith("31 summary_fr =cmd").contains("formule"));
        var csv = coordinator.get(path + "/erreurs.csv?lang=en").body();
        assertThat(csv).contains("line,column,value,reason").contains("'=cmd").contains("holds a formula");
        assertThat(coordinator.get("/plans/" + plan + ".json").body()).doesNotContain("\"number\":1,\"engagement\"");

        var refused = coordinator.open(path).form(path + "/confirmation").send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Il reste des lignes à corriger");

        String mended = send("actions/" + plan, csv(table, StandardCharsets.UTF_8, ','));
        assertThat(Jsoup.parse(checked(mended, true)).select("h1").text())
                .isEqualTo("59 lignes à écrire, aucune à corriger");
        coordinator.open(mended).form(mended + "/confirmation").send();
        assertThat(Jsoup.parse(settled(mended, "Écriture")).select("h1").text()).isEqualTo("59 lignes écrites");

        var out = table(coordinator.get("/plans/" + plan + ".csv").body());
        var ours = List.of(
                "number",
                "engagement",
                "ambition",
                "title_fr",
                "title_en",
                "summary_fr",
                "summary_en",
                "lead",
                "partners",
                "starts_on",
                "ends_on",
                "themes",
                "problem_fr",
                "solution_en",
                "baseline_fr");
        for (String column : ours) {
            int at = header.indexOf(column);
            assertThat(out.stream().map(row -> row.get(at)))
                    .as(column)
                    .containsExactlyElementsOf(
                            table.stream().map(row -> row.get(at)).toList());
        }
        assertThat(coordinator.get("/plans/" + plan + "/engagements/1").body()).doesNotContain("<h1>Engagement 1</h1>");

        String again = send("actions/" + plan, csv(table, StandardCharsets.UTF_8, ','));
        assertThat(checked(again, false)).contains("Tout y est déjà");
        assertThat(coordinator.get("/journal").body()).doesNotContain("/plans/" + plan);
    }

    @Test
    void two_confirmations_at_once_write_once_and_milestones_follow_by_json() {
        String plan = newPlan();
        var json = coordinator.get("/plans/2021-2023.json").body().getBytes(StandardCharsets.UTF_8);
        String path = send("actions/" + plan, json);
        checked(path, true);
        var first = coordinator.open(path).form(path + "/confirmation");
        var second = coordinator.open(path).form(path + "/confirmation");
        assertThat(first.send().statusCode()).isEqualTo(303);
        assertThat(second.send().statusCode()).isEqualTo(303);
        settled(path, "Écriture");
        assertThat(count("commitment", plan)).isEqualTo(59);

        String milestones = send("jalons/" + plan, json);
        checked(milestones, false);
        coordinator.open(milestones).form(milestones + "/confirmation").send();
        settled(milestones, "Écriture");
        assertThat(count("milestone m join commitment c on c.id = m.commitment_id", plan))
                .isEqualTo(count("milestone m join commitment c on c.id = m.commitment_id", "2021-2023"));
        String again = send("jalons/" + plan, json);
        assertThat(checked(again, false)).contains("Tout y est déjà");
    }

    private int count(String what, String plan) {
        String from = what.startsWith("commitment") ? "commitment c" : what;
        return db.sql("select count(*) from " + from + " join action_plan p on p.id = c.plan_id where p.slug = ?")
                .param(plan)
                .query(Integer.class)
                .single();
    }

    @Test
    void an_adopted_plan_is_not_changed_by_a_table() {
        var table = table(coordinator.get("/plans/2021-2023.csv").body());
        table.get(1).set(table.getFirst().indexOf("title_fr"), "Un autre titre");
        String path = send("actions/2021-2023", csv(table, StandardCharsets.UTF_8, '\t'));
        var page = Jsoup.parse(checked(path, false));
        assertThat(page.select("#fautes tbody tr").eachText())
                .singleElement()
                .satisfies(row -> assertThat(row).contains("amendement"));
    }

    @Test
    void what_is_no_table_is_refused_and_nothing_is_kept() {
        int before = db.sql("select count(*) from import").query(Integer.class).single();
        for (byte[] file : List.of(
                "PK\u0003\u0004".getBytes(StandardCharsets.ISO_8859_1),
                "a;b\n1;\"2\n".getBytes(StandardCharsets.UTF_8),
                "[{\"a\":".getBytes(StandardCharsets.UTF_8))) {
            var answer = coordinator.upload(
                    "/imports", List.of("vers", "organisations/organisations"), "fichier", "x.csv", file);
            assertThat(answer.statusCode()).isEqualTo(422);
            assertThat(Jsoup.parse(answer.body()).select("#fichier-error").text())
                    .isNotEmpty();
        }
        assertThat(db.sql("select count(*) from import").query(Integer.class).single())
                .isEqualTo(before);
    }

    @Test
    void a_file_read_wrongly_is_read_again_otherwise() {
        String plan = newPlan();
        String path = send(
                "organisations/organisations",
                "slug,name_fr,college\ncite-1,Cité,CIVIL_SOCIETY\n".getBytes(StandardCharsets.UTF_8));
        var reread = coordinator
                .open(path)
                .form(path + "/colonnes")
                .with("codage", "WINDOWS_1252")
                .send();
        assertThat(reread.statusCode()).isEqualTo(303);
        assertThat(coordinator.get(path + "?etape=colonnes").body()).contains("CitÃ©");
        coordinator.open(path).form(path + "/colonnes").with("codage", "UTF_8").send();
        assertThat(coordinator.get(path).body()).contains("Cité");
        assertThat(plan).isNotEmpty();
    }

    @Test
    void organisations_go_out_and_come_back_unchanged_and_a_cancelled_import_writes_nothing() {
        byte[] csv = new Browser(port).get("/organisations.csv").body().getBytes(StandardCharsets.UTF_8);
        assertThat(checked(send("organisations/organisations", csv), false)).contains("Tout y est déjà");

        String added = send(
                "organisations/organisations",
                "slug,name_fr,college\nvenue-1,Venue d’un tableau,COMPANY\n".getBytes(StandardCharsets.UTF_8));
        checked(added, false);
        coordinator.open(added).form(added + "/confirmation").send();
        assertThat(settled(added, "Écriture")).contains("Une ligne écrite");
        assertThat(coordinator.get("/journal").body()).contains("Import d’un tableau");

        String path = send(
                "organisations/organisations",
                "slug,name_fr,college\nannulee-1,Annulée,COMPANY\n".getBytes(StandardCharsets.UTF_8));
        assertThat(checked(path, false)).contains("Une ligne à écrire");
        var confirmation = coordinator.open(path).form(path + "/confirmation");
        coordinator
                .open(path)
                .form(path + "/confirmation")
                .to(path + "/annulation")
                .send();
        assertThat(coordinator.get(path).body()).contains("Import arrêté");
        confirmation.send();
        assertThat(coordinator.get("/organisations/annulee-1").statusCode()).isEqualTo(404);
        assertThat(coordinator.get(path).body()).contains("Import arrêté");
    }

    @Test
    void only_whoever_may_write_there_imports_and_only_the_sender_sees() {
        String path = send(
                "organisations/organisations",
                "slug,name_fr,college\nx-1,X,COMPANY\n".getBytes(StandardCharsets.UTF_8));
        assertThat(Browser.of(port, "member").get("/imports").statusCode()).isEqualTo(403);
        assertThat(Browser.of(port, "member").get(path).statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(303);
        assertThat(Pattern.compile("/imports/[0-9a-f-]{36}").matcher(path).matches())
                .isTrue();
    }
}
