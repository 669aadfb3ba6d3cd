package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.parvis.journeys.Browser.Visitor;

/** How a commitment is followed, from the round that asks for a report to the visitor who reads two readings of it. */
@Execution(ExecutionMode.CONCURRENT)
class OfficeJourneyTest {
    private static final String PLAN = "/plans/2021-2023", ACTION = PLAN + "/actions/1";

    @RegisterExtension
    final Server server = new Server();

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path home;

    private int port;

    @Test
    void a_round_is_reported_on_with_evidence_disagreed_with_discussed_and_read_and_survives_a_kill() throws Exception {
        port = server.open(home);

        var coordinator = signedIn("coordinator");
        coordinator.opens("/pilotage").assertAccessible();
        Page steering = coordinator.page();
        steering.locator("main a[href^='/pilotage/campagnes/']").first().click();
        steering.locator("[name=motif]").fill("Le premier semestre est rendu.");
        steering.locator("form[action$='/cloture'] button").click();
        coordinator.opens("/pilotage").follows("/pilotage/campagnes/nouvelle?plan=2021-2023");
        coordinator.assertAccessible();
        steering.locator("#titre").fill("Second semestre 2022");
        steering.locator("main form button").click();
        assertThat(steering.locator("main").innerText()).contains("Second semestre 2022");

        var contributor = signedIn("contributor");
        contributor.opens("/taches").assertAccessible();
        assertThat(contributor.page().locator("main").innerText()).contains("Second semestre 2022");
        contributor.opens(ACTION).follows(ACTION + "/avancement/nouveau").assertAccessible();
        Page report = contributor.page();
        report.locator("#avancement-acheve").check();
        report.locator("#texte_fr").fill("Le centre est ouvert à tous les ministères.");
        publish(report);
        assertThat(report.locator("#erreurs a").count()).isPositive();
        assertThat(report.locator("#texte_fr").inputValue()).isEqualTo("Le centre est ouvert à tous les ministères.");
        assertThat(report.locator("#avancement-acheve").isChecked()).isTrue();
        contributor.assertAccessible();
        report.locator("#preuve_titre_1").fill("La page du centre");
        report.locator("#preuve_lien_1").fill("https://www.modernisation.gouv.fr/centre");
        report.locator("#fichier_titre").fill("Le bilan");
        report.locator("#fichier")
                .setInputFiles(new FilePayload(
                        "bilan.csv", "text/csv", "ministère;usages\nJustice;12\n".getBytes(StandardCharsets.UTF_8)));
        publish(report);
        assertThat(contributor.path()).isEqualTo(ACTION + "/avancement");
        assertThat(report.locator("main").innerText()).contains("Le centre est ouvert", "La page du centre");

        var observer = signedIn("observer");
        observer.opens(ACTION + "/evaluations")
                .follows(ACTION + "/evaluations/nouvelle")
                .assertAccessible();
        Page assessment = observer.page();
        assessment.locator("#avancement-LIMITED").check();
        assessment.locator("#verifiabilite-VERIFIABLE").check();
        assessment.locator("#valeurs-PARTICIPATION").check();
        assessment.locator("#potentiel").selectOption("MODEST");
        assessment.locator("#texte").fill("Deux ministères sur quinze l’ont utilisé.");
        assessment.locator("main form button.is-primary").click();
        assertThat(assessment.locator("main").innerText()).contains("Deux ministères sur quinze");

        var member = signedIn("member");
        member.opens(ACTION).follows(ACTION + "/discussion/nouveau").assertAccessible();
        member.page().locator("#texte").fill("Qui peut saisir le centre ?");
        member.page().locator("main form button").click();
        assertThat(member.page().locator("main").innerText()).contains("Qui peut saisir le centre ?");
        contributor.opens(member.path().replaceFirst("#.*", ""));
        report.locator(".comment:has-text('Qui peut saisir') a[href^='/commentaires/']")
                .first()
                .click();
        report.locator("#reponse").fill("Toute administration, par son site.");
        report.locator("form[action$='/reponse'] button").click();
        assertThat(report.locator("main").innerText()).contains("Toute administration, par son site.");

        server.kill();
        port = server.open(home);

        var visitor = browser.visitor(port);
        Page page = visitor.opens(ACTION).page();
        String read = page.locator("main").innerText();
        assertThat(read)
                .contains("Le centre est ouvert", "Laboratoire Arpent d’étude des délibérations constate moins")
                .contains("Qui peut saisir le centre ?", "Toute administration, par son site.");
        assertThat(page.locator("#life ~ .timeline").innerText()).contains("Le centre est ouvert");
        visitor.assertAccessible();
        visitor.follows(ACTION + "/evaluations").assertAccessible();
        assertThat(page.locator(".is-divergent").count()).isPositive();
        assertThat(page.locator("main").innerText()).contains("Deux ministères sur quinze");
        visitor.opens(ACTION + "/preuves").assertAccessible();
        assertThat(page.locator("main").innerText()).contains("La page du centre", "Le bilan");
        visitor.opens("/journal").assertAccessible();
        assertThat(page.locator("main tbody tr").count()).isGreaterThan(4);

        var back = signedIn("coordinator").opens("/pilotage?plan=2021-2023&vue=actions");
        assertThat(back.page().locator("main .late").count()).isPositive();
        assertThat(server.run(home, "verify-journal")).contains("The journal is whole");
    }

    private static void publish(Page report) {
        report.locator("main form button.is-primary").click();
    }

    private Visitor signedIn(String account) {
        return browser.signedIn(port, account);
    }
}
