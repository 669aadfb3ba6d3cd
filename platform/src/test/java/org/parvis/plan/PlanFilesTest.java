package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.house.TestInstance;
import org.parvis.journeys.Site;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The plan as files, read back by the programs that people use. */
@ParvisTest
class PlanFilesTest {
    @LocalServerPort
    int port;

    @Autowired
    JdbcClient db;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    private List<NamedCsvRecord> rows(String path) {
        var answer = site.get(path);
        assertThat(answer.status()).isEqualTo(200);
        try (var csv = CsvReader.builder().ofNamedCsvRecord(answer.text())) {
            return csv.stream().toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private JsonNode json(String path) {
        return new JsonMapper().readTree(site.get(path).body());
    }

    @Test
    void the_csv_holds_every_commitment_once_with_every_field_in_both_languages() {
        var rows = rows("/plans/2021-2023.csv");
        assertThat(rows).hasSize(59);
        assertThat(rows.stream().map(r -> r.getField("number"))).doesNotHaveDuplicates();
        assertThat(rows.getFirst().getHeader())
                .startsWith("plan", "number", "engagement", "ambition", "title_fr", "title_en")
                .contains("completion", "late_since", "delay_days", "fictional", "solution_fr", "solution_en")
                .doesNotHaveDuplicates();
        var first = rows.getFirst();
        assertThat(first.getField("title_fr")).isEqualTo("Centre interministériel de la participation citoyenne");
        assertThat(first.getField("title_en")).isEqualTo("Interministerial Centre for Citizen Participation");
        assertThat(first.getField("lead")).isEqualTo("ditp");
        assertThat(first.getField("completion")).isEqualTo("substantiel");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.getField("plan")).isEqualTo("2021-2023");
            assertThat(LocalDate.parse(row.getField("starts_on"))).isBefore(LocalDate.parse(row.getField("ends_on")));
            assertThat(row.getField("late_since").isEmpty())
                    .isEqualTo(row.getField("delay_days").equals("0"));
        });
    }

    @Test
    void the_list_the_csv_and_the_json_say_the_same_of_lateness() {
        long late = rows("/plans/2021-2023.csv").stream()
                .filter(row -> !row.getField("late_since").isEmpty())
                .count();
        long lateInJson = json("/plans/2021-2023.json")
                .get("commitments")
                .valueStream()
                .filter(c -> c.get("delayDays").asLong() > 0)
                .count();
        var page = site.get("/plans/2021-2023/actions?retard=oui").html();
        assertThat(late).isPositive().isEqualTo(lateInJson);
        assertThat(page.select("h1").text()).isEqualTo(late + " actions");
    }

    @Test
    void a_title_that_a_spreadsheet_would_compute_is_only_a_text() throws SQLException {
        db.sql("""
                with p as (insert into action_plan (slug, number, title_fr, summary_fr, starts_on, ends_on)
                           values ('formules', 99, 'Formules', '+1', '2010-01-01', '2010-12-31') returning id)
                insert into plan_step (plan_id, step, taken_on) select id, 'OPEN_TO_COMMENT', '2010-01-01' from p""").update();
        try {
            db.sql("""
                    with p as (select id from action_plan where slug = 'formules'),
                         e as (insert into engagement (plan_id, number, scope, title_fr) select id, 1, 'THEMATIC', 'E' from p returning id),
                         a as (insert into ambition (engagement_id, number, title_fr) select id, 1, 'A' from e returning id)
                    insert into commitment (plan_id, ambition_id, number, title_fr, title_en, summary_fr, lead_id, starts_on, ends_on, sections)
                    select p.id, a.id, 1, '=HYPERLINK("http://evil.example";"Lire")', '@SUM(1)', E'+33 1 23, "ici"\\net là', o.id,
                           '2010-01-01', '2010-12-31', '{"PROBLEM": {"fr": "-2 %", "en": "\\tTab", "fictional": false}}'
                    from p, a, (select id from organisation where slug = 'ditp') o""").update();
            for (String file : List.of("/plans/formules.csv", "/plans.csv")) {
                var row = rows(file).stream()
                        .filter(r -> r.getField("plan").equals("formules"))
                        .findAny()
                        .orElseThrow();
                assertThat(row.getField("title_fr")).isEqualTo("'=HYPERLINK(\"http://evil.example\";\"Lire\")");
                assertThat(row.getField("title_en")).isEqualTo("'@SUM(1)");
                assertThat(row.getField("summary_fr")).isEqualTo("'+33 1 23, \"ici\"\net là");
                assertThat(row.getField("problem_fr")).isEqualTo("'-2 %");
                assertThat(row.getField("problem_en")).isEqualTo("'\tTab");
            }
            assertThat(json("/plans/formules.json")
                            .at("/commitments/0/title/fr")
                            .asString())
                    .startsWith("=HYPERLINK");
            assertThat(site.get("/plans/formules/actions/1").html().select("h1").text())
                    .startsWith("=HYPERLINK");
        } finally {
            TestInstance.asSuperuser("set session_replication_role = replica; delete from plan_step where plan_id ="
                    + " (select id from action_plan where slug = 'formules')");
            for (String delete : List.of(
                    "delete from commitment where plan_id in (select id from action_plan where slug = 'formules')",
                    "delete from ambition where engagement_id in (select e.id from engagement e join action_plan p on p.id = e.plan_id where p.slug = 'formules')",
                    "delete from engagement where plan_id in (select id from action_plan where slug = 'formules')",
                    "delete from action_plan where slug = 'formules'"))
                db.sql(delete).update();
        }
    }

    @Test
    void a_csv_is_sent_as_it_is_read() {
        var answer = site.get("/plans.csv");
        assertThat(answer.headers().firstValue("Content-Length")).isEmpty();
        assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(answer.header("Content-Disposition")).isEqualTo("attachment; filename=\"parvis-plans.csv\"");
    }

    @Test
    void the_json_has_this_shape() {
        var plan = json("/plans/2021-2023.json");
        assertThat(plan.propertyNames())
                .containsExactly("asOf", "licence", "plan", "engagements", "events", "documents", "commitments");
        assertThat(plan.get("asOf").asString()).isEqualTo("2022-05-02");
        assertThat(plan.get("licence").asString()).isEqualTo("etalab-2.0");
        assertThat(plan.at("/plan/slug").asString()).isEqualTo("2021-2023");
        assertThat(plan.at("/plan/startsOn").asString()).isEqualTo("2021-12-17");
        assertThat(plan.at("/plan/title/en").asString()).isEqualTo("National action plan 2021–2023");
        assertThat(plan.at("/plan/predecessor").asString()).isEqualTo("2018-2020");
        assertThat(plan.at("/plan").propertyNames()).doesNotContain("id");
        assertThat(plan.get("engagements").size()).isEqualTo(6);
        assertThat(plan.at("/engagements/0").propertyNames())
                .containsExactlyInAnyOrder("number", "scope", "title", "summary", "ambitions");
        assertThat(plan.at("/events/0").propertyNames())
                .containsExactlyInAnyOrder("startsOn", "endsOn", "kind", "title", "text", "fictional");
        var commitments = plan.get("commitments");
        assertThat(commitments.size()).isEqualTo(59);
        var first = commitments.get(0);
        assertThat(first.propertyNames())
                .containsExactlyInAnyOrder(
                        "plan",
                        "number",
                        "engagement",
                        "ambition",
                        "title",
                        "summary",
                        "lead",
                        "partners",
                        "startsOn",
                        "endsOn",
                        "themes",
                        "completion",
                        "lastReported",
                        "lastReportedOn",
                        "lateSince",
                        "delayDays",
                        "fictional",
                        "sections",
                        "milestones",
                        "reports");
        assertThat(first.get("themes").get(0).asString()).isEqualTo("participation");
        assertThat(first.at("/sections/PROBLEM").propertyNames()).containsExactlyInAnyOrder("fr", "en", "fictional");
        assertThat(first.at("/milestones/0").propertyNames())
                .containsExactlyInAnyOrder(
                        "position", "output", "startsOn", "dueOn", "doneOn", "fictional", "lead", "revisions");
        assertThat(first.at("/reports/0").propertyNames())
                .containsExactlyInAnyOrder("reportedOn", "completion", "text", "fictional", "blockers", "evidence");
    }

    @Test
    void nothing_later_than_the_civic_day_is_told_as_done() {
        LocalDate day =
                LocalDate.parse(json("/plans/2021-2023.json").get("asOf").asString());
        for (JsonNode commitment : json("/plans/2021-2023.json").get("commitments")) {
            for (JsonNode report : commitment.get("reports"))
                assertThat(LocalDate.parse(report.get("reportedOn").asString())).isBeforeOrEqualTo(day);
            for (JsonNode milestone : commitment.get("milestones"))
                if (!milestone.get("doneOn").isNull())
                    assertThat(LocalDate.parse(milestone.get("doneOn").asString()))
                            .isBeforeOrEqualTo(day);
        }
    }
}
