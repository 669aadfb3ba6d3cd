package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.parvis.journeys.Browser.Visitor;

/** From the government's files to a figure that a citizen questioned and that was put right, as each of them sees it. */
@Execution(ExecutionMode.CONCURRENT)
class BarometerJourneyTest {
    private static final String INDICATOR = "/barometre/indicateurs/nb-maprimerenov-valides",
            ACTION = "/plans/2021-2023/actions/41";

    @RegisterExtension
    final Server server = new Server();

    @RegisterExtension
    final Browser browser = new Browser();

    @TempDir
    Path home;

    @TempDir
    Path files;

    private int port;

    @Test
    void results_are_imported_found_compared_questioned_and_corrected_by_a_second_person() throws Exception {
        port = server.open(home);
        assertThat(server.run(home, "import-barometer", folder().toString())).contains("figures: ", " new, 0 revised");

        var citizen = browser.signedIn(port, "member");
        find(citizen);
        compare(citizen);
        String question = ask(citizen);

        takeOver();
        String batch = correct(question);
        decide(batch);
        answer(question);

        var visitor = browser.visitor(port).opens(INDICATOR + "/lignage?territoire=DEPT-19");
        visitor.assertAccessible();
        assertThat(visitor.page().locator("#lignage s").innerText()).isNotEmpty();
        assertThat(visitor.page().locator("#lignage").innerText())
                .contains("remplacée le", "Deux dossiers étaient comptés deux fois.");
        visitor.opens(question).assertAccessible();
        assertThat(visitor.page().locator("main").innerText()).contains("Vous avez raison", "Deux dossiers");
        visitor.opens(ACTION).assertAccessible();
        assertThat(visitor.page().locator("section:has(#mesures)").innerText()).contains("MaPrimeRénov");
        visitor.opens("/en" + INDICATOR + "?territoire=DEPT-19").assertAccessible();
        print(visitor);
    }

    /** The real files where this machine has them, or two of the same form. */
    private Path folder() throws IOException {
        String data = System.getenv("PARVIS_TEST_DATA");
        if (data != null) return Path.of(data, "barometer", "2023");
        String mesure = "MaPrimeRénov',Nombre de dossiers MaPrimeRénov' validés,nb-maprimerenov-valides,";
        var detail = new StringBuilder(
                "mesure,indicateur,id_indicateur,code_departement,libelle_departement,date,valeur,unite\n");
        var synthese = new StringBuilder(
                "mesure,indicateur,id_indicateur,code_departement,libelle_departement,valeur_actuelle,"
                        + "date_valeur_actuelle,valeur_initiale,date_valeur_initiale,pourcentage_cible,cible,date_cible,unite\n");
        for (int code : new int[] {19, 23, 87}) {
            for (int month = 1; month <= 6; month++)
                detail.append(mesure)
                        .append(code)
                        .append(",,2021-0")
                        .append(month)
                        .append("-28,")
                        .append(code * month)
                        .append(",dossiers validés\n");
            synthese.append(mesure)
                    .append(code)
                    .append(",,")
                    .append(code * 9)
                    .append(",2022-02-28,")
                    .append(code)
                    .append(",2021-01-28,,")
                    .append(code * 20)
                    .append(",2022-12-31,dossiers validés\n");
        }
        Files.writeString(files.resolve("detail-departemental.csv"), detail);
        Files.writeString(files.resolve("synthese-departemental.csv"), synthese);
        return files;
    }

    private static void find(Visitor citizen) {
        citizen.opens("/").opens("/barometre").assertAccessible();
        Page page = citizen.page();
        page.locator("main #q").first().fill("19000");
        page.locator("main .find button").first().click();
        page.waitForURL("**/barometre/territoires?q=19000");
        citizen.assertAccessible();
        citizen.follows("/barometre/territoires/COM-19272");
        citizen.follows("/barometre/territoires/DEPT-19").assertAccessible();
        assertThat(citizen.heading()).startsWith("Corrèze");
        citizen.follows(INDICATOR + "?territoire=DEPT-19").assertAccessible();
    }

    private static void compare(Visitor citizen) {
        Page page = citizen.page();
        assertThat(page.locator("svg.map a").count()).isEqualTo(101);
        assertThat(page.locator("svg.map a[aria-label^='Corrèze : ']").count()).isEqualTo(1);
        assertThat(page.locator("#tableau tbody tr").count()).isEqualTo(101);
        assertThat(page.locator("#tableau tr.is-own").innerText()).contains("Corrèze");
        for (String other : new String[] {"DEPT-87", "DEPT-23"}) {
            page.locator("main select[name=territoire]").selectOption(other);
            page.locator("main .filters button").click();
            page.waitForURL("**" + other + "**");
        }
        citizen.assertAccessible();
        assertThat(page.locator("#valeurs thead").innerText()).contains("Corrèze", "Haute-Vienne", "Creuse");
        assertThat(page.locator(".chart .chart-line").count()).isEqualTo(3);
    }

    private static String ask(Visitor citizen) {
        Page page = citizen.page();
        citizen.follows(INDICATOR + "/question?territoire=DEPT-19").assertAccessible();
        page.locator("#texte").fill("   ");
        send(page, "main form button.is-primary");
        assertThat(page.locator("#erreurs a").count()).isPositive();
        page.locator("#texte")
                .fill("Deux dossiers de ma rue ont été comptés deux fois : ce chiffre en tient-il compte ?");
        send(page, "main form button.is-primary");
        assertThat(citizen.path()).startsWith("/barometre/questions/");
        citizen.assertAccessible();
        return citizen.path().replaceFirst("[?#].*", "");
    }

    /** An official who holds nothing yet: the coordination says whose the indicator is, and what it measures. */
    private void takeOver() {
        var coordinator = browser.signedIn(port, "coordinator");
        Page page = coordinator.page();
        coordinator.opens(INDICATOR).follows(INDICATOR + "/modification").assertAccessible();
        page.locator("#organisation").selectOption("ditp");
        page.locator("#definition").fill("Dossiers validés depuis le début du programme.");
        page.locator("#methode").fill("Compte des dossiers, à la fin du mois.");
        page.locator("#source").fill("Fichiers du baromètre, data.gouv.fr");
        page.locator("#motif").fill("La DITP répond de cet indicateur.");
        send(page, "main form[action$='/modification'] button.is-primary");
        assertThat(coordinator.path()).as(page.locator("main").innerText()).isEqualTo(INDICATOR);
        coordinator.follows(INDICATOR + "/liens").assertAccessible();
        page.locator("#adresse").fill(ACTION);
        page.locator("main form:has(#adresse) [name=motif]").fill("La rénovation réduit l’énergie consommée.");
        send(page, "main form:has(#adresse) button.is-primary");
        assertThat(page.locator("main").innerText()).contains("La rénovation réduit");
    }

    private String correct(String question) {
        var holder = browser.signedIn(port, "contributor");
        Page page = holder.page();
        holder.opens("/taches");
        assertThat(page.locator("main").innerText()).contains("MaPrimeRénov");
        holder.opens(INDICATOR + "/lignage?territoire=DEPT-19");
        holder.opens(INDICATOR + "/saisie?territoire=DEPT-19&question=" + question.replaceFirst(".*/", ""))
                .assertAccessible();
        page.locator("#date").fill("28/02/22");
        page.locator("#valeur").fill("beaucoup");
        page.locator("#source").fill("Registre des dossiers");
        send(page, "main form button.is-primary");
        assertThat(page.locator("#erreurs a").count()).isGreaterThanOrEqualTo(2);
        page.locator("#date").fill("28 février 2022");
        page.locator("#valeur").fill("1 234,5");
        page.locator("#motif").fill("Deux dossiers étaient comptés deux fois.");
        send(page, "main form button.is-primary");
        assertThat(holder.path()).as(page.locator("main").innerText()).startsWith("/barometre/lots/");
        holder.assertAccessible();
        assertThat(page.locator("main button[value=publier], main form:has([value=publier]) button")
                        .count())
                .isZero();
        return holder.path().replaceFirst("[?#].*", "");
    }

    private void decide(String batch) {
        var coordinator = browser.signedIn(port, "coordinator");
        Page page = coordinator.page();
        coordinator.opens("/barometre/lots").assertAccessible();
        coordinator.follows(batch).assertAccessible();
        send(page, "main form:has(input[value=publier]) button");
        assertThat(page.locator("main").innerText()).contains("Publié");
    }

    private void answer(String question) {
        var holder = browser.signedIn(port, "contributor");
        holder.opens(question + "/repondre").assertAccessible();
        holder.page().locator("#reponse").fill("Vous avez raison : la valeur de février est corrigée.");
        send(holder.page(), "main form button.is-primary");
        assertThat(holder.path()).startsWith(question);
    }

    private static void print(Visitor visitor) {
        Page page = visitor.page();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("svg.map").isVisible()).isTrue();
        assertThat(page.locator("#tableau").isVisible()).isTrue();
        assertThat(page.pdf()).hasSizeGreaterThan(20_000);
    }

    private static void send(Page page, String button) {
        page.waitForResponse(
                answer -> answer.request().isNavigationRequest()
                        && answer.request().method().equals("POST"),
                () -> page.locator(button).first().click());
        page.waitForLoadState();
    }
}
