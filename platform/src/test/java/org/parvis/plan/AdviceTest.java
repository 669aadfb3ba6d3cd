package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** What reviewers would object to, said while it can still be mended. */
@ParvisTest
@Import(GivenPlan.class)
class AdviceTest {
    @Autowired
    GivenPlan given;

    @Autowired
    Objections objections;

    @Autowired
    Drafting drafting;

    @Autowired
    Plans plans;

    @Autowired
    JdbcClient db;

    @Autowired
    JsonMapper json;

    @LocalServerPort
    int port;

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
                    Renforcer la transparence,            -,                        renforcer
                    Le site valorise les initiatives,     -,                        valorise
                    La contribution du public renforcée,  -,                        -
                    Publier le code source,               Publish the source code,  -
                    Publier le code source,               Promoting open source,    promoting
                    Le développement durable,             Sustained improvement,    -
                    Poursuivre et AMÉLIORER,              -,                        'améliorer, poursuivre'
                    """)
    void a_vague_verb_is_found_in_either_language(String fr, String en, String found) {
        assertThat(String.join(", ", VagueVerbs.in(new Bilingual(fr, en)))).isEqualTo(found == null ? "" : found);
    }

    @Test
    void a_bare_commitment_meets_every_objection_and_a_mended_one_none() {
        var plan = given.draft(GivenPlan.TODAY);
        for (int number = 1; number <= Objection.MOST_PER_LEAD + 1; number++)
            given.create(
                    plan,
                    Sheet.COMMITMENT,
                    "ambition",
                    "1.1",
                    "number",
                    Integer.toString(number),
                    "title_fr",
                    "Renforcer la confiance",
                    "summary_fr",
                    "Un résumé.",
                    "lead",
                    "ditp",
                    "starts_on",
                    "1989-12-31",
                    "ends_on",
                    "1991-12-31");
        assertThat(kinds(plan, 1))
                .containsExactly(
                        Objection.Kind.NO_BASELINE,
                        Objection.Kind.NO_VALUE,
                        Objection.Kind.NO_PARTNER,
                        Objection.Kind.VAGUE,
                        Objection.Kind.OUTSIDE_PLAN,
                        Objection.Kind.NO_MILESTONE,
                        Objection.Kind.OVERLOADED);
        given.create(plan, Sheet.MILESTONE, "commitment", "1", "output_fr", "Poursuivre");
        assertThat(kinds(plan, 1))
                .contains(Objection.Kind.NO_OWNER, Objection.Kind.NO_DATE, Objection.Kind.UNVERIFIABLE)
                .doesNotContain(Objection.Kind.NO_MILESTONE);
        assertThat(objections.read(plan, null, 0, GivenPlan.TODAY).count(Objection.Kind.OVERLOADED))
                .isEqualTo(6);

        var mended = given.draft(GivenPlan.TODAY);
        given.create(
                mended,
                Sheet.COMMITMENT,
                "ambition",
                "1.1",
                "number",
                "1",
                "title_fr",
                "Publier les avis rendus",
                "summary_fr",
                "Chaque avis est mis en ligne sous un mois.",
                "lead",
                "ditp",
                "partners",
                society(),
                "starts_on",
                "1990-01-01",
                "ends_on",
                "1992-12-31",
                "baseline_fr",
                "Aucun avis n’est en ligne.",
                "transparency_fr",
                "Chacun lit les avis.");
        given.create(
                mended,
                Sheet.MILESTONE,
                "commitment",
                "1",
                "output_fr",
                "Les avis de 1990 en ligne",
                "lead",
                "ditp",
                "due_on",
                "1991-06-30");
        var advice = objections.read(mended, null, 0, GivenPlan.TODAY);
        assertThat(advice.advised()).isEmpty();
        assertThat(advice.objections()).isZero();
        assertThat(advice.percent()).isEqualTo(100);
    }

    @Test
    void the_score_loses_a_point_for_each_kind_that_a_commitment_meets_and_is_rounded_down() {
        var counts = Advice.noCounts();
        counts.put(Objection.Kind.VAGUE, 1);
        assertThat(new Advice(30, counts, 4, List.of(), false).percent()).isEqualTo(99);
        assertThat(new Advice(0, Advice.noCounts(), 0, List.of(), false).percent())
                .isZero();
    }

    @Test
    void each_act_of_writing_leaves_the_score_of_its_day() {
        var plan = given.draft(GivenPlan.TODAY);
        given.commitment(plan, 1);
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(objections.listScores(plan, GivenPlan.TODAY))
                        .hasSize(1)
                        .first()
                        .satisfies(score -> {
                            var now = objections.read(plan, null, 0, GivenPlan.TODAY);
                            assertThat(now.commitments()).isOne();
                            assertThat(score.on()).isEqualTo(GivenPlan.TODAY);
                            assertThat(score.objections()).isEqualTo(now.objections());
                            assertThat(score.percent()).isEqualTo(now.percent());
                        }));
    }

    @Test
    void a_coordinator_is_led_to_the_field_and_a_visitor_to_the_commitment() {
        var visitor = new Browser(port).get("/plans/2021-2023/conseils").body();
        assertThat(visitor).doesNotContain("/redaction/").contains("href=\"/plans/2021-2023/actions/");
        var coordinator = Browser.of(port, "coordinator");
        var page = coordinator.get("/plans/2021-2023/conseils").body();
        var mend = org.jsoup.Jsoup.parse(page).select("main li a[href*=/redaction/actions/]").stream()
                .map(a -> a.attr("href"))
                .findFirst()
                .orElseThrow();
        var sheet = org.jsoup.Jsoup.parse(
                coordinator.get(mend.replaceFirst("#.*", "")).body());
        assertThat(sheet.getElementById(mend.replaceFirst(".*#", ""))).isNotNull();
    }

    @Test
    void a_draft_is_advised_for_its_writers_alone() {
        var plan = given.draft(GivenPlan.TODAY);
        given.commitment(plan, 1);
        for (String address : List.of(plan.path() + "/conseils", plan.path() + "/conseils.json")) {
            assertThat(new Browser(port).get(address).statusCode()).as(address).isEqualTo(404);
            var answer = Browser.of(port, "coordinator").get(address);
            assertThat(answer.statusCode()).as(address).isEqualTo(200);
            assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        }
    }

    @Test
    void the_json_tells_the_same_as_the_page_with_why_in_both_languages() {
        var plan = plans.get("2021-2023", GivenPlan.TODAY);
        var advice = objections.read(plan, null, 0, GivenPlan.TODAY);
        var told = json.readTree(
                new Browser(port).get("/plans/2021-2023/conseils.json").body());
        assertThat(told.get("score").asInt()).isEqualTo(advice.percent());
        assertThat(told.get("objections").asInt()).isEqualTo(advice.objections());
        assertThat(told.get("kinds"))
                .hasSize(Objection.Kind.values().length)
                .allSatisfy(kind -> assertThat(kind.get("why").get("fr").asString())
                        .isNotEqualTo(kind.get("why").get("en").asString()));
        int listed = 0;
        for (var commitment : told.get("commitmentsToMend"))
            listed += commitment.get("objections").size();
        assertThat(listed).isEqualTo(advice.objections());
    }

    @Test
    void a_kind_filters_and_an_unknown_one_is_refused_with_those_there_are() {
        var browser = new Browser(port);
        var one = org.jsoup.Jsoup.parse(
                browser.get("/plans/2021-2023/conseils?conseil=verbes").body());
        assertThat(one.select("#a-reprendre ~ ul li a").eachText()).isNotEmpty().allMatch("Verbes vagues"::equals);
        var refused = browser.get("/plans/2021-2023/conseils?conseil=couleur");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("etat-initial");
        assertThat(browser.get("/plans/2021-2023/conseils?apres=x").statusCode())
                .isEqualTo(400);
    }

    private List<Objection.Kind> kinds(ActionPlan plan, int number) {
        return objections.read(plan, null, number - 1, GivenPlan.TODAY).advised().getFirst().objections().stream()
                .map(Objection::kind)
                .distinct()
                .toList();
    }

    private String society() {
        return db.sql("select slug from organisation where college = 'CIVIL_SOCIETY' order by slug limit 1")
                .query(String.class)
                .single();
    }
}
