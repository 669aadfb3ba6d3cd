package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.plan.GivenPlan.TODAY;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Forbidden;
import org.parvis.web.Markdown;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The government's own report: from facts to a draft, from a draft to a version that stands. */
@ParvisTest
@Import(GivenPlan.class)
class SelfAssessmentTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenPlan given;

    @Autowired
    SelfAssessments reports;

    @Autowired
    Reports progress;

    @Autowired
    JdbcClient db;

    @Test
    void a_report_is_drafted_from_the_facts_written_published_and_stands() {
        var plan = given.begun();
        String path = plan.path() + "/bilan";
        assertThat(new Browser(port).get(path).body()).contains("Aucun bilan n’est encore publié");
        var coordinator = Browser.of(port, "coordinator");
        coordinator.open(path + "/redaction").form(path + "/redaction").send();
        var draft = reports.findDraft(plan).orElseThrow();
        assertThat(draft.chapters())
                .extracting(SelfAssessment.Chapter::kind)
                .containsExactly(SelfAssessment.Kind.values());
        assertThat(draft.chapters().get(3).fr())
                .contains("Première version")
                .contains("Aucun point d’avancement publié");
        assertThat(draft.chapters().get(3).en()).contains("No progress report published");
        assertThat(draft.chapters().get(1).en()).contains("**10 January 2022** – adopted: Décidé.");
        assertThat(new Browser(port).get(path).body()).contains("Aucun bilan n’est encore publié");

        var early = coordinator.open(path + "/redaction").form(path).send();
        assertThat(early.statusCode()).isEqualTo(422);
        assertThat(early.body())
                .contains("Le chapitre 6 n’est pas écrit en français")
                .contains("href=\"#chapitre-6\"");

        coordinator
                .open(path + "/redaction/6")
                .form(path + "/redaction/6")
                .with("texte_fr", "## Leçon\n\nDialoguer *plus tôt*. <script>alert(1)</script>")
                .send();
        assertThat(coordinator.open(path + "/redaction").form(path).send().statusCode())
                .isEqualTo(303);
        var page = Jsoup.parse(new Browser(port).get(path).body());
        assertThat(page.select("h3").eachText()).contains("Leçon");
        assertThat(page.select(".written script")).isEmpty();
        assertThat(page.text()).contains("Version 1, publiée le 2 mai 2022").contains("<script>alert(1)</script>");
        var file = new Browser(port).get(path + ".md?lang=en&version=1");
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/markdown");
        assertThat(file.body()).contains("# What we learned").contains("Dialoguer *plus tôt*");

        assertThat(new Browser(port).get(path + ".pdf?lang=en").body()).startsWith("%PDF");

        assertThatThrownBy(() -> db.sql("update self_assessment_chapter set text_fr = 'x' where self_assessment_id = ?")
                        .param(draft.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> db.sql("delete from self_assessment where id = ?")
                        .param(draft.id())
                        .update())
                .isInstanceOf(DataIntegrityViolationException.class);

        coordinator.open(path + "/redaction").form(path + "/redaction").send();
        var unsaid = coordinator.open(path + "/redaction").form(path).send();
        assertThat(unsaid.statusCode()).isEqualTo(422);
        coordinator
                .open(path + "/redaction")
                .form(path)
                .with("motif", "Une preuve de plus.")
                .send();
        assertThat(reports.listVersions(plan, TODAY))
                .extracting(SelfAssessment.Version::number)
                .containsExactly(2, 1);
        assertThat(new Browser(port).get(path).body()).contains("Une preuve de plus.");
        assertThat(new Browser(port).get(path + "?version=1").statusCode()).isEqualTo(200);
        assertThat(new Browser(port).get(path + "?version=7").statusCode()).isEqualTo(404);
        assertThat(new Browser(port).get("/journal").body()).contains("Bilan publié");
    }

    @Test
    void facts_of_the_day_are_added_after_what_was_typed() {
        var plan = given.begun();
        String path = plan.path() + "/bilan/redaction";
        var coordinator = Browser.of(port, "coordinator");
        coordinator.open(path).form(path).send();
        progress.publish(
                given.lead(),
                plan,
                given.commitment(plan),
                ReportRule.read(GivenPlan.report("substantiel"), null, TODAY),
                null,
                TODAY);
        var shown = coordinator
                .open(path + "/4")
                .form(path + "/4")
                .with("texte_fr", "Nos mots.")
                .with("acte", "faits")
                .send();
        assertThat(Jsoup.parse(shown.body()).select("#texte_fr").val())
                .startsWith("Nos mots.")
                .contains("[La page](<https://example.org/preuve>)");
        assertThat(reports.findDraft(plan).orElseThrow().chapters().get(3).fr()).doesNotContain("Nos mots.");
    }

    @Test
    void of_two_who_write_a_chapter_the_second_is_shown_the_first_and_loses_nothing() {
        var plan = given.begun();
        String path = plan.path() + "/bilan/redaction";
        var coordinator = Browser.of(port, "coordinator");
        coordinator.open(path).form(path).send();
        var mine = coordinator.open(path + "/1").form(path + "/1").with("texte_fr", "Le mien.");
        coordinator
                .open(path + "/1")
                .form(path + "/1")
                .with("texte_fr", "L’autre.")
                .send();
        var shown = mine.send();
        assertThat(shown.statusCode()).isEqualTo(409);
        assertThat(shown.body()).contains("Le mien.").contains("L’autre.");
    }

    @Test
    void only_the_coordination_writes_it_and_only_of_an_adopted_plan() {
        var draft = given.draft(TODAY);
        assertThatThrownBy(() -> reports.begin(given.coordinator(), draft, List.of(), TODAY))
                .isInstanceOf(Refused.class);
        var plan = given.begun();
        for (var actor : List.of(given.lead(), given.otherLead())) {
            assertThatThrownBy(() -> reports.begin(actor, plan, List.of(), TODAY))
                    .isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> reports.save(actor, plan, 1, 0, "", "")).isInstanceOf(Forbidden.class);
            assertThatThrownBy(() -> reports.publish(actor, plan, null, TODAY)).isInstanceOf(Forbidden.class);
        }
    }

    @Test
    void plain_words_are_read_as_they_are_and_no_address_runs() {
        for (String words :
                List.of("*gras* _bas_ [lien](x) <b> | # ~ `code` \\", "- tiret", "1. un", "+ plus", "# titre"))
            assertThat(Jsoup.parse(Markdown.html(Markdown.plain(words))).text()).isEqualTo(words);
        var html = Markdown.html(
                "[a](javascript:alert(1)) ![b](https://elsewhere.example/pixel.png) <img src=x onerror=y>");
        assertThat(html).doesNotContain("javascript:").doesNotContain("<img");
        assertThat(Jsoup.parse(html)
                        .select("a[href=https://elsewhere.example/pixel.png]")
                        .text())
                .isEqualTo("b");
    }
}
