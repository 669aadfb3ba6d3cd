package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class BarometerEntryPagesTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenIndicator given;

    @Autowired
    JdbcClient db;

    @BeforeEach
    void nobody_has_failed_yet() {
        db.sql("delete from sign_in_failure").update();
        db.sql("delete from comment_rate").update();
    }

    private static String location(java.net.http.HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void a_holder_defines_opens_and_ties_an_indicator_by_forms() {
        var holder = Browser.of(port, "contributor");
        var bad = holder.open("/barometre/indicateurs/nouveau")
                .form("/barometre/indicateurs")
                .with("code", "nouveau")
                .send();
        assertThat(bad.statusCode()).isEqualTo(422);
        assertThat(bad.body()).contains("id=\"code-error\"", "id=\"definition-error\"");
        var form = holder.open("/barometre/indicateurs/nouveau").form("/barometre/indicateurs");
        Map.of("code", "ESSAI-PAGE", "nom", "Arbres plantés", "definition", "Ce qui pousse.", "source", "Insee")
                .forEach(form::with);
        String there = location(form.send());
        String path = "/barometre/indicateurs/ESSAI-PAGE";
        assertThat(there).isEqualTo(path + "/modification");
        assertThat(new Browser(port).get(path + "/liens").statusCode()).isEqualTo(404);
        assertThat(location(holder.open(there).form(path + "/publication").send()))
                .isEqualTo(path);
        assertThat(holder.get(path).statusCode()).isEqualTo(200);
        var tying = holder.open(path + "/liens").form(path + "/liens");
        tying.with("adresse", "https://plan.example/en/plans/2021-2023/actions/47")
                .with("poids", "2,5");
        assertThat(tying.send().statusCode()).isEqualTo(422);
        location(holder.open(path + "/liens")
                .form(path + "/liens")
                .with("adresse", "https://plan.example/en/plans/2021-2023/actions/47")
                .with("poids", "2,5")
                .with("motif", "Elle plante des arbres.")
                .send());
        var seen = new Browser(port).open(path + "/liens").html;
        assertThat(seen).contains("/plans/2021-2023/actions/47", "2,5").doesNotContain("method=\"post\"");
        var change = holder.open(path + "/modification").form(path + "/modification");
        assertThat(change.with("nom", "Arbres debout").send().statusCode()).isEqualTo(422);
        location(holder.open(path + "/modification")
                .form(path + "/modification")
                .with("nom", "Arbres debout")
                .with("motif", "Plantés ne suffit pas.")
                .send());
        assertThat(new Browser(port).open(path + "/versions").html)
                .contains("Arbres plantés", "Arbres debout", "Plantés ne suffit pas.");
        assertThat(new Browser(port).open("/en" + path + "/versions").html).contains("Version 2");
    }

    @Test
    void a_figure_is_typed_by_one_published_by_another_questioned_by_a_third_and_answered() {
        var indicator = given.open();
        String path = indicator.path();
        var holder = Browser.of(port, "contributor");
        var several = holder.open(path + "/saisie?territoire=haute")
                .form(path + "/saisie")
                .with("date", "mars 2022")
                .with("valeur", "1 234,5")
                .send();
        assertThat(several.statusCode()).isEqualTo(422);
        assertThat(several.body()).contains("DEPT-74", "Haute-Savoie");
        String batch = location(holder.open(path + "/saisie?territoire=correze")
                .form(path + "/saisie")
                .with("date", "mars 2022")
                .with("valeur", "1 234,5")
                .send());
        assertThat(new Browser(port).get(batch).statusCode()).isEqualTo(404);
        assertThat(holder.open(batch).html).contains("Retirer ce lot").doesNotContain("Publier ce lot");
        assertThat(holder.open("/barometre/lots").html).contains(batch);
        var coordinator = Browser.of(port, "coordinator");
        assertThat(coordinator.open("/taches").html).contains(batch);
        var decision = coordinator.open(batch).form(batch + "/decision").with("decision", "publier");
        assertThat(location(decision.send())).isEqualTo(batch);
        var published = new Browser(port).open(batch).html;
        assertThat(published).contains("Corrèze", "1\u202f234,5\u00a0logements").doesNotContain("method=\"post\"");
        var member = Browser.of(port, "member");
        var ask = member.open(path + "/question?territoire=DEPT-19").form(path + "/question");
        assertThat(ask.value("chiffre")).isEqualTo("CURRENT 2022-03-01");
        String question =
                location(ask.with("texte", "N’est-ce pas beaucoup <b> ?").send());
        assertThat(new Browser(port).open(question).html)
                .contains("En attente de réponse", "beaucoup &lt;b&gt;", "1\u202f234,5");
        assertThat(holder.open("/taches").html).contains(question + "/repondre");
        location(holder.open(question + "/repondre")
                .form(question + "/repondre")
                .with("reponse", "C’est exact.")
                .send());
        assertThat(new Browser(port).open(question).html).contains("C’est exact.");
        assertThat(new Browser(port).open("/en" + question).html).contains("The answer");
        var weather = holder.open(path + "/meteo?territoire=DEPT-19").form(path + "/meteo");
        assertThat(weather.send().statusCode()).isEqualTo(422);
        location(weather.with("meteo", "CLOUD")
                .with("texte", "Il manque des artisans.")
                .send());
        assertThat(holder.open(path + "/meteo?territoire=DEPT-19").html).contains("Il manque des artisans.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/barometre/lots/999999999",
                "/barometre/questions/999999999",
                "/barometre/indicateurs/RIEN/liens"
            })
    void what_is_not_there_is_not_found(String path) {
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void a_postcode_leads_to_the_departement_where_an_indicator_is_told_of_nothing_smaller() {
        var indicator = given.open();
        var holder = Browser.of(port, "contributor");
        String batch = location(holder.open(indicator.path() + "/saisie?territoire=19000")
                .form(indicator.path() + "/saisie")
                .with("date", "2022-03-01")
                .with("valeur", "12")
                .send());
        assertThat(holder.open(batch).html).contains("Corrèze");
    }
}
