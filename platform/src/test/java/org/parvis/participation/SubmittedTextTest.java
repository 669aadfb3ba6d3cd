package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.house.CivicClock;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class SubmittedTextTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenConsultation given;

    @Autowired
    Consultations consultations;

    @Autowired
    SubmittedTexts texts;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    private static final Bilingual TITLE = new Bilingual("Projet d’action", "A draft commitment");

    private String draft() {
        var sheet =
                given.only(given.sheet(clock.today().plusDays(1), clock.today().plusDays(20), false), false);
        consultations.create(given.coordinator(), sheet);
        return sheet.slug();
    }

    @Test
    void a_heading_goes_with_the_paragraph_after_it_and_a_list_stays_whole() {
        assertThat(SubmittedText.split("# Titre\n\nUn.\n\n \n- a\n- b\r\n\r\n## Fin\n\n### Vraiment\n\nTrois."))
                .containsExactly("# Titre\n\nUn.", "- a\n- b", "## Fin\n\n### Vraiment\n\nTrois.");
        assertThat(SubmittedText.split(" \n\n ")).isEmpty();
    }

    @Test
    void a_consultation_that_asks_nothing_is_not_announced() {
        String slug = draft();
        assertThatThrownBy(() -> consultations.announce(given.coordinator(), slug))
                .hasMessage("participation.announce.empty");
        texts.put(given.coordinator(), slug, TITLE, "Un seul paragraphe.", "");
        consultations.announce(given.coordinator(), slug);
        assertThat(consultations.get(slug, null).paragraphs()).isOne();
    }

    @Test
    void two_languages_have_the_same_paragraphs_and_none_changes_once_it_is_open() {
        String slug = draft();
        assertThatThrownBy(() -> texts.put(given.coordinator(), slug, TITLE, "Un.\n\nDeux.", "One."))
                .hasMessage("participation.text.languages");
        texts.put(given.coordinator(), slug, TITLE, "Un.\n\nDeux.", "One.\n\nTwo.");
        consultations.announce(given.coordinator(), slug);
        texts.put(given.coordinator(), slug, TITLE, "Un.\n\nDeux.\n\nTrois.", "");
        time.pass(Duration.ofDays(2));
        assertThatThrownBy(() -> texts.put(given.coordinator(), slug, TITLE, "Autre chose.", ""))
                .hasMessage("participation.asked.late");
        assertThat(consultations.get(slug, null).paragraphs()).isEqualTo(3);
    }

    @Test
    void a_remark_on_a_paragraph_is_a_contribution_found_from_it() {
        String slug = draft(), path = "/consultations/" + slug;
        texts.put(given.coordinator(), slug, TITLE, "L’État publie ses données.\n\nIl le fait *sans délai*.", "");
        consultations.announce(given.coordinator(), slug);
        time.pass(Duration.ofDays(2));
        var browser = Browser.of(port, "member");
        assertThat(browser.get(path + "/contributions/nouvelle").headers().firstValue("Location"))
                .hasValueSatisfying(to -> assertThat(to).endsWith(path + "/texte"));
        var bad = browser.open(path + "/contributions/nouvelle?paragraphe=3").form(path + "/contributions");
        assertThat(bad.with("titre", "Ailleurs")
                        .with("texte", "Un paragraphe qui n’existe pas.")
                        .send()
                        .statusCode())
                .isEqualTo(422);
        var written = browser.open(path + "/contributions/nouvelle?paragraphe=2");
        assertThat(written.html).contains("Il le fait <em>sans délai</em>");
        var sent = written.form(path + "/contributions")
                .with("titre", "Dire quel délai")
                .with("texte", "« Sans délai » ne se mesure pas : écrivez sous trente jours.")
                .send();
        String read = sent.headers().firstValue("Location").orElseThrow();
        browser.open(read).form(read).with("acte", "publier").send();
        assertThat(browser.get(path + "/contributions?paragraphe=2").body()).contains("Dire quel délai", "§ 2");
        assertThat(browser.get(path + "/contributions?paragraphe=1").body()).doesNotContain("Dire quel délai");
        assertThat(browser.get(path + "/texte").body()).contains("Une remarque");
        assertThat(browser.get(read.replace("/redaction", "")).body()).contains("Il le fait <em>sans délai</em>");
        assertThat(browser.get(path + "/contributions.csv").body()).contains(",paragraph,", ",2,");
    }

    @Test
    void a_coordinator_begins_with_the_text_of_a_commitment() {
        String path = "/consultations/" + draft() + "/texte/modification";
        var browser = Browser.of(port, "coordinator");
        var form = browser.open(path + "?action=" + GivenConsultation.ACTION_47).form(path);
        assertThat(form.value("titre")).isNotEmpty();
        assertThat(form.send().statusCode()).isEqualTo(303);
        assertThat(browser.get(path + "?action=/plans/nulle-part/actions/1").statusCode())
                .isEqualTo(422);
    }
}
