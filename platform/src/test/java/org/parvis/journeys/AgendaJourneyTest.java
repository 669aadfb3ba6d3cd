package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.journeys.Browser.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A forum from its first draft to what came of it, as each of those who take part sees it. */
@ParvisTest
class AgendaJourneyTest {
    private static final String FORUM = "/agenda/forum-du-parcours";
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]{10}");

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @Test
    void a_forum_is_prepared_filled_on_both_sides_attended_reported_and_followed_to_a_commitment() {
        prepare();
        String seated = registers("juror", "1");
        assertThat(registers("member", "1")).contains("billet");
        var waiting = signedIn("observer");
        register(waiting, "2");
        assertThat(waiting.heading()).contains("liste d’attente");
        assertThat(waiting.page().locator("main").innerText()).contains("liste d’attente, rang 1");
        String turn = waiting.path();
        registers("moderator", "1");
        byLetter();

        var leaving = signedIn("juror").opens(seated);
        leaving.assertAccessible();
        leaving.page().locator("summary", having("Annuler mon inscription")).click();
        leaving.page().locator("form[action$='/annulation'] button").click();
        assertThat(leaving.heading()).isEqualTo("Votre inscription est annulée");
        waiting.opens(turn);
        assertThat(waiting.heading()).isEqualTo("Vous avez une place");
        assertThat(waiting.page().locator("main").innerText()).contains("Prouver ce qui est fait");
        var code = CODE.matcher(waiting.page().locator("figure.code").innerText());
        assertThat(code.find()).isTrue();

        time.pass(Duration.ofDays(49));
        attend(code.group());
        time.pass(Duration.ofDays(1));
        conclude();
    }

    private static Page.LocatorOptions having(String text) {
        return new Page.LocatorOptions().setHasText(text);
    }

    private void prepare() {
        var organiser = signedIn("contributor");
        organiser.opens("/agenda").follows("/agenda/nouvelle").assertAccessible();
        Page page = organiser.page();
        page.locator("#titre").fill("Forum du parcours");
        page.locator("#resume").fill("Où en est-on, ensemble ?");
        page.locator("#genre").selectOption("FORUM");
        page.locator("#debut").fill("2022-06-20T09:00");
        page.locator("#fin").fill("2022-06-20T08:00");
        page.locator("#forme").selectOption("IN_PERSON");
        page.locator("#lieu").fill("Une salle");
        page.locator("#organisateurs-ditp").check();
        page.locator("#places").fill("4");
        page.locator("#partage-PARITY").check();
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("#erreurs a").count()).isPositive();
        page.locator("#fin").fill("2022-06-20T17:00");
        page.locator("main form button.is-primary").click();
        assertThat(organiser.path()).isEqualTo(FORUM);
        organiser.follows(FORUM + "/programme").assertAccessible();
        page.locator("form[action$='/creneaux'] #debut").fill("2022-06-20T10:00");
        page.locator("form[action$='/creneaux'] #fin").fill("2022-06-20T12:00");
        page.locator("form[action$='/creneaux'] button").click();
        for (String title : new String[] {"Répondre", "Prouver ce qui est fait", "Compter", "La parité"}) {
            page.locator("form[action$='/ateliers'] #titre").fill(title);
            page.locator("form[action$='/ateliers'] #places").fill("4");
            page.locator("form[action$='/ateliers'] button").click();
            page.locator("article", having(title)).waitFor();
        }
        organiser.assertAccessible();
        organiser.opens(FORUM).follows(FORUM + "/etapes").assertAccessible();
        page.locator("main form button").first().click();
        organiser.assertAccessible();
        assertThat(page.locator("main").innerText()).contains("4 ateliers au choix", "0 prises sur 2");
    }

    /** Someone with an account takes a place, and is led to their ticket. */
    private String registers(String account, String workshop) {
        var person = signedIn(account);
        register(person, workshop);
        person.assertAccessible();
        return person.path();
    }

    private static void register(Visitor person, String workshop) {
        person.opens(FORUM).follows(FORUM + "/inscription").assertAccessible();
        person.page().locator("#creneau_1-" + workshop).check();
        person.page().locator("main form button.is-primary").click();
    }

    /** Someone without an account confirms by a letter's link. */
    private void byLetter() {
        var visitor = browser.visitor(port).opens(FORUM);
        visitor.follows(FORUM + "/inscription");
        Page page = visitor.page();
        page.locator("#nom").fill("Anne Onyme");
        page.locator("#courriel").fill("anne.onyme@parcours.example");
        page.locator("#college-ELECTED").check();
        page.locator("main form button.is-primary").click();
        assertThat(visitor.heading()).isEqualTo("Ouvrez votre boîte aux lettres");
        visitor.assertAccessible();
        visitor.opens("/boite-aux-lettres");
        page.locator("article.mail", having("anne.onyme"))
                .first()
                .locator("a")
                .first()
                .click();
        visitor.assertAccessible();
        page.locator("main form button.is-primary").click();
        assertThat(visitor.heading()).isEqualTo("Vous avez une place");
    }

    private void attend(String code) {
        var steward = signedIn("contributor");
        steward.opens(FORUM + "/emargement?code=" + code).assertAccessible();
        Page page = steward.page();
        page.locator("button[value=pointer]").click();
        steward.opens(FORUM + "/emargement?code=" + code);
        assertThat(page.locator("main").innerText()).contains("Déjà pointé");
        steward.opens(FORUM + "/emargement?q=onyme");
        page.locator("button[value=pointer]").click();
        steward.opens(FORUM + "/emargement?code=0000000000").assertAccessible();
        assertThat(page.locator("[role=alert]").count()).isPositive();
        steward.opens(FORUM + "/inscrits").assertAccessible();
    }

    private void conclude() {
        var organiser = signedIn("contributor");
        Page page = organiser.page();
        writes(organiser, "MINUTES", "Compte rendu de l’atelier", "1");
        writes(organiser, "CONTRIBUTION", "Dire ce que devient chaque proposition", "1");
        writes(organiser, "CONTRIBUTION", "Montrer les preuves sur un téléphone", "2");
        organiser.opens(FORUM + "/compte-rendu").assertAccessible();
        page.locator("#texte").fill("Deux côtés, une salle.");
        page.locator("main form button.is-primary").click();
        organiser.opens(FORUM).assertAccessible();
        assertThat(page.locator("main").innerText()).contains("2 personnes sont venues", "Deux côtés, une salle.");

        var coordinator = signedIn("coordinator");
        for (int outcome = 2; outcome <= 3; outcome++) {
            coordinator.opens("/fil/nouveau?de=" + FORUM + "/suites/" + outcome).assertAccessible();
            coordinator.page().locator("#nature").selectOption("ADOPTED_IN");
            coordinator.page().locator("#vers").fill("/plans/2021-2023/actions/47");
            coordinator.page().locator("#motif").fill("L’action reprend cette demande.");
            coordinator.page().locator("main form button.is-primary").click();
        }
        var visitor = browser.visitor(port).opens("/plans/2021-2023/actions/47/fil");
        visitor.assertAccessible();
        assertThat(visitor.page().locator("main").innerText())
                .contains("Dire ce que devient chaque proposition", "Montrer les preuves", "Forum du parcours");
        visitor.opens("/agenda/bilan?annee=2022").assertAccessible();
    }

    private static void writes(Visitor organiser, String kind, String title, String workshop) {
        organiser.opens(FORUM + "/suites/nouvelle").assertAccessible();
        Page page = organiser.page();
        page.locator("#nature-" + kind).check();
        page.locator("#atelier").selectOption(workshop);
        page.locator("#titre").fill(title);
        page.locator("#texte").fill("Ce que l’atelier en a dit.");
        page.locator("button[value=garder]").click();
    }

    @Test
    void an_association_proposes_a_workshop_and_the_coordination_accepts_it_in_public() {
        var association = signedIn("member");
        association.opens("/agenda").follows("/agenda/propositions");
        association.assertAccessible();
        association.follows("/agenda/propositions/nouvelle").assertAccessible();
        Page page = association.page();
        page.locator("#titre").fill("Atelier du parcours");
        page.locator("#resume").fill("Lire une action ensemble.");
        page.locator("#genre").selectOption("WORKSHOP");
        page.locator("#debut").fill("2022-07-01T18:00");
        page.locator("#fin").fill("2022-07-01T20:00");
        page.locator("#forme").selectOption("ONLINE");
        page.locator("#organisateurs-cercle-mirabelle").check();
        page.locator("main form button.is-primary").click();
        assertThat(association.path()).isEqualTo("/agenda/propositions");

        var coordinator = signedIn("coordinator");
        coordinator
                .opens("/agenda/propositions")
                .follows("/agenda/atelier-du-parcours/etapes")
                .assertAccessible();
        coordinator.page().locator("#reponse").fill("Oui : un agent viendra répondre.");
        coordinator.page().locator("button[value=ACCEPTED]").click();
        var visitor = browser.visitor(port).opens("/agenda/propositions");
        assertThat(visitor.page().locator("main").innerText()).contains("Oui : un agent viendra répondre.");

        association.opens("/agenda/atelier-du-parcours/etapes");
        page.locator("main form button").first().click();
        visitor.opens("/agenda/atelier-du-parcours").assertAccessible();
        assertThat(visitor.page().locator("main").innerText()).contains("À l’initiative de la société civile");
    }

    private Visitor signedIn(String account) {
        db.sql("delete from sign_in_failure").update();
        return browser.signedIn(port, account);
    }
}
