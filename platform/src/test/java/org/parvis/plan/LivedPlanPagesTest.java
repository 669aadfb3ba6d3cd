package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.parvis.plan.GivenPlan.TODAY;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

@ParvisTest
@Import(GivenPlan.class)
class LivedPlanPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenPlan given;

    @Autowired
    Milestones milestones;

    @Test
    void a_contributor_is_refused_complete_without_evidence_then_reports_with_it() {
        var plan = given.begun();
        String path = plan.path() + "/actions/1/avancement";
        var browser = Browser.of(port, "contributor");
        var form = browser.open(path + "/nouveau").form(path);
        var refused = form.with("avancement", "acheve")
                .with("texte_fr", "Tout est fait, « vraiment ».")
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("href=\"#preuve_titre_1\"").contains("Tout est fait, « vraiment ».");
        assertThat(new Browser(port).get(path).body()).doesNotContain("vraiment");
        var sent = browser.new Opened(refused.body())
                .form(path)
                .with("avancement", "acheve")
                .with("texte_fr", "Tout est fait, « vraiment ».")
                .with("preuve_titre_1", "Le rapport")
                .with("preuve_lien_1", "https://example.org/rapport")
                .send();
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(new Browser(port).get(path).body()).contains("vraiment").contains("https://example.org/rapport");
        assertThat(new Browser(port).get(plan.path() + "/actions/1/preuves").body())
                .contains("Le rapport");
        assertThat(new Browser(port)
                        .get("/en" + plan.path() + "/actions/1/preuves")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_draft_waits_for_its_writer() {
        var plan = given.begun();
        String path = plan.path() + "/actions/1/avancement";
        var browser = Browser.of(port, "contributor");
        browser.open(path + "/nouveau")
                .form(path)
                .with("texte_fr", "À finir demain")
                .with("acte", "brouillon")
                .send();
        assertThat(browser.get(path + "/nouveau").body()).contains("À finir demain");
        assertThat(Browser.of(port, "coordinator").get(path + "/nouveau").body())
                .doesNotContain("À finir demain");
    }

    @ParameterizedTest
    @CsvSource({
        "contributor-justice, 403",
        "member, 403",
        "observer, 403",
        "moderator, 403",
        "contributor, 200",
        "coordinator, 200"
    })
    void the_form_opens_to_the_lead_and_the_coordination(String account, int status) {
        var plan = given.begun();
        for (String form : new String[] {"/avancement/nouveau", "/jalons/1"})
            assertThat(Browser.of(port, account)
                            .get(plan.path() + "/actions/1" + form)
                            .statusCode())
                    .isEqualTo(status);
    }

    @Test
    void a_milestone_moves_with_its_reason_and_shows_its_slippage() {
        var plan = given.begun();
        String path = plan.path() + "/actions/1/jalons/1";
        var browser = Browser.of(port, "contributor");
        var form = browser.open(path).form(path + "/echeance").with("echeance", "2022-06-30");
        assertThat(form.send().statusCode()).isEqualTo(422);
        var sent = browser.open(path)
                .form(path + "/echeance")
                .with("echeance", "2022-06-30")
                .with("motif_fr", "Le marché a pris du retard")
                .send();
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(new Browser(port).get(plan.path() + "/actions/1").body())
                .contains("Le marché a pris du retard")
                .contains("91");
        browser.open(path)
                .form(path + "/realisation")
                .with("fait_le", "2022-05-01")
                .send();
        assertThat(new Browser(port).get(plan.path() + "/actions/1").body()).contains("1er mai 2022");
    }

    @Test
    void two_editors_choose_field_by_field() {
        var plan = given.begun();
        var mine = Browser.of(port, "coordinator");
        long id = given.commitment(plan).id();
        String path = plan.path() + "/redaction/actions/" + id;
        var form = mine.open(path).form(path).with("title_fr", "Le mien").with("motif_fr", "Préciser");
        var theirs = Browser.of(port, "coordinator");
        assertThat(theirs.open(path)
                        .form(path)
                        .with("title_fr", "Le leur")
                        .with("motif_fr", "Corriger")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        var answer = form.send();
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("Le leur").contains("Le mien").contains("Préciser");
        var chosen = mine.new Opened(answer.body())
                .form(path)
                .with("garder_title_fr", "votre")
                .with("motif_fr", "Préciser")
                .send();
        assertThat(chosen.statusCode()).isEqualTo(303);
        var page = new Browser(port).get(plan.path() + "/actions/1").body();
        assertThat(page).contains("Le mien").contains("Préciser").contains("Corriger");
    }

    @Test
    void a_plan_is_written_from_its_first_line_to_its_adoption() {
        String slug = "essai-ecrit";
        var browser = Browser.of(port, "coordinator");
        var sent = browser.open("/plans/nouveau")
                .form("/plans/nouveau")
                .with("slug", slug)
                .with("number", "99")
                .with("title_fr", "Plan écrit")
                .with("summary_fr", "En public.")
                .with("starts_on", "1980-01-01")
                .with("ends_on", "1982-01-01")
                .send();
        assertThat(sent.statusCode()).isEqualTo(303);
        String plan = "/plans/" + slug;
        for (String page : new String[] {"", ".json", ".csv", "/actions", "/calendrier"})
            assertThat(new Browser(port).get(plan + page).statusCode()).as(page).isEqualTo(404);
        assertThat(new Browser(port).get("/plans").body()).doesNotContain(slug);
        assertThat(browser.get(plan).statusCode()).isEqualTo(200);
        var early = browser.open(plan + "/redaction")
                .form(plan + "/etapes")
                .with("note_fr", "Ouvert à tous")
                .send();
        assertThat(early.statusCode()).as("an empty plan does not open").isEqualTo(422);
        assertThat(early.body()).contains("Ouvert à tous");
    }

    @Test
    void pages_are_read_as_they_stood() {
        var plan = given.begun(LocalDate.of(2022, 1, 3), LocalDate.of(2022, 1, 10));
        var commitment = given.commitment(plan);
        milestones.revise(
                given.lead(),
                plan,
                commitment,
                1,
                LocalDate.of(2022, 3, 31),
                LocalDate.of(2022, 9, 30),
                new Bilingual("Un motif tardif", null),
                TODAY);
        var browser = new Browser(port);
        for (String page :
                new String[] {"", "/actions", "/actions/1", "/engagements/1", "/calendrier", "/actions/1/avancement"}) {
            var answer = browser.get(plan.path() + page + "?au=2022-03-01");
            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .contains("telle qu’elle était au 1er mars 2022")
                    .doesNotContain("Un motif tardif");
            assertThat(browser.get("/en" + plan.path() + page + "?au=2022-03-01")
                            .body())
                    .contains("as it stood on 1 March 2022");
        }
        assertThat(browser.get(plan.path() + ".json?au=2022-03-01").body())
                .contains("\"asOf\":\"2022-03-01\"")
                .contains("2022-03-31");
        assertThat(browser.get(plan.path() + ".json").body()).contains("Un motif tardif");
        assertThat(browser.get(plan.path() + "?au=2022-01-05").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hier", "2022-13-01", "2022-05-03", "9999-12-31", "-5", "2022-02-30"})
    void a_day_that_cannot_be_read_is_a_sentence(String day) {
        for (String page : new String[] {
            "/plans/2021-2023", "/plans/2021-2023/actions", "/plans/2021-2023/actions/1", "/plans", "/"
        })
            assertThat(new Browser(port).get(page + "?au=" + day).statusCode())
                    .as(page)
                    .isEqualTo(400);
        assertThat(new Browser(port).get("/connexion?au=" + day).statusCode()).isEqualTo(200);
    }
}
