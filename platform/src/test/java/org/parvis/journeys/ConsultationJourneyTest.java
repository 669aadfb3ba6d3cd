package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.parvis.journeys.Browser.Visitor;

/** From a question to citizens to what became of their words, as each of them sees it. */
@Execution(ExecutionMode.CONCURRENT)
class ConsultationJourneyTest {
    private static final String CONSULTATION = "/consultations/soutenir-les-initiatives";

    @RegisterExtension
    final Server server = new Server();

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path home;

    private int port;

    @Test
    void words_are_proposed_supported_discussed_moderated_answered_and_followed_to_the_commitment() throws Exception {
        port = server.open(home);

        var coordinator = signedIn("coordinator");
        coordinator.opens("/consultations").follows("/consultations/nouvelle").assertAccessible();
        Page office = coordinator.page();
        office.locator("#titre").fill("Soutenir les initiatives citoyennes");
        office.locator("#question").fill("De quoi une initiative citoyenne a-t-elle besoin ?");
        office.locator("#presentation").fill("Dites-nous ce qui vous a **manqué**.");
        office.locator("#adresse").fill("soutenir-les-initiatives");
        office.locator("#objet").selectOption("/plans/2021-2023/engagements/1#ambition-1");
        office.locator("#ouverture").fill("2022-05-02");
        office.locator("#cloture").fill("2022-05-20");
        office.locator("#reponses").fill("2022-05-10");
        office.locator("#repond").selectOption("ditp");
        office.locator("main form button.is-primary").click();
        assertThat(office.locator("#erreurs a").count()).isPositive();
        assertThat(office.locator("#presentation").inputValue()).contains("manqué");
        office.locator("#reponses").fill("2022-06-30");
        office.locator("main form button.is-primary").click();
        assertThat(coordinator.path()).isEqualTo(CONSULTATION);
        office.locator("form[action$='/etapes'] button").click();
        coordinator.assertAccessible();
        assertThat(office.locator("main").innerText()).contains("Annoncée le jour de son ouverture");

        String support = writes("member", "Un local pour se réunir", "Sans local, une association ne dure pas.");
        String adviser = writes("juror", "Un référent par projet", "Une personne nommée dans une administration.");
        String insult = writes("observer", "Assez de paroles", "Mon voisin, M. Durand, est un incapable.");

        var supporter = signedIn("administrator");
        supporter.opens(adviser).follows(adviser + "/agir#soutien").assertAccessible();
        supporter.page().locator("#soutien form button").click();
        assertThat(supporter.page().locator("main").innerText()).contains("1 soutien");
        supporter.opens(adviser + "/discussion/nouveau").assertAccessible();
        supporter.page().locator("#position-FOR").check();
        supporter.page().locator("#texte").fill("Nous en avions un : cela change tout.");
        supporter.page().locator("main form button.is-primary").click();
        assertThat(supporter.page().locator("main").innerText()).contains("cela change tout", "pour");
        supporter.opens(insult + "/agir");
        supporter.page().locator("details:has(#signalement) summary").click();
        supporter.page().locator("#signalement").fill("Une personne est nommée et insultée.");
        supporter.page().locator("form[action$='/signalement'] button").click();

        var moderator = signedIn("moderator");
        moderator.opens("/moderation").assertAccessible();
        moderator.follows(insult + "/agir");
        moderator.assertAccessible();
        Page desk = moderator.page();
        desk.locator("#decision-masquer").check();
        desk.locator("#motif").fill("Elle vise une personne privée.");
        desk.locator("form[action$='/moderation'] button").click();
        assertThat(desk.locator("main").innerText())
                .contains("Elle vise une personne privée.")
                .doesNotContain("Durand");

        var lead = signedIn("contributor");
        lead.opens(CONSULTATION + "/reponses/a-donner").assertAccessible();
        Page answers = lead.page();
        for (String chosen : new String[] {support, adviser})
            answers.locator("#choix-" + chosen.replaceFirst(".*/", "")).check();
        answers.locator("main form button.is-primary").click();
        lead.assertAccessible();
        answers.locator("#issue-adopted").check();
        answers.locator("#motif").fill("Non.");
        answers.locator("#suites").fill("/plans/2021-2023/actions/47");
        answers.locator("main form button.is-primary").click();
        assertThat(answers.locator("#erreurs a").count()).isPositive();
        answers.locator("#motif").fill("L’accélérateur donne un référent et un local à chaque projet retenu.");
        answers.locator("main form button.is-primary").click();
        lead.assertAccessible();
        assertThat(answers.locator("main").innerText()).contains("répond à 2 contributions", "Action 47");

        String refused = writes("member", "Un salaire pour chacun", "Chaque porteur devrait être payé par l’État.");
        lead.opens(CONSULTATION + "/reponses/nouvelle?contribution=" + refused.replaceFirst(".*/", ""));
        answers.locator("#issue-not-adopted").check();
        answers.locator("#motif").fill("Le budget de l’action ne prévoit aucun salaire ; les fondations en versent.");
        answers.locator("main form button.is-primary").click();

        var author = signedIn("juror");
        author.opens("/taches").assertAccessible();
        assertThat(author.page().locator("main").innerText()).contains("reçu sa réponse");
        author.opens(adviser).assertAccessible();
        assertThat(author.page().locator("main").innerText()).contains("Retenue", "L’accélérateur donne un référent");

        var visitor = browser.visitor(port).opens("/plans/2021-2023/actions/47/fil");
        visitor.assertAccessible();
        assertThat(visitor.page().locator("main").innerText()).contains("Un référent par projet");
        visitor.follows(adviser).assertAccessible();
        visitor.opens(CONSULTATION + "/reponses").assertAccessible();
        assertThat(visitor.page().locator("h1").innerText()).contains("100").contains("3 contributions");
    }

    /** Writes, reads again, publishes, and says where it stands. */
    private String writes(String account, String title, String text) {
        var author = signedIn(account);
        author.opens(CONSULTATION)
                .follows(CONSULTATION + "/contributions/nouvelle")
                .assertAccessible();
        Page page = author.page();
        page.locator("#titre").fill(title);
        page.locator("#texte").fill("Court");
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("#erreurs a").count()).isPositive();
        page.locator("#texte").fill(text);
        page.locator("main form button.is-primary").click();
        author.assertAccessible();
        page.locator("button[value=publier]").click();
        author.assertAccessible();
        assertThat(page.locator("main").innerText()).contains(text);
        return author.path();
    }

    private Visitor signedIn(String account) {
        return browser.signedIn(port, account);
    }
}
