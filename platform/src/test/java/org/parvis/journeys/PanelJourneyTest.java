package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.house.Work;
import org.parvis.journeys.Browser.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A panel from its first draft to the visitor who replays its draw, as each of those who take part sees it. */
@ParvisTest
class PanelJourneyTest {
    private static final String PANEL = "/panels/panel-du-parcours";
    private static final Pattern LETTER = Pattern.compile("(/panels/\\S+jeton=\\S+)");

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    @Autowired
    List<Work> works;

    @TempDir
    Path folder;

    @Test
    void a_panel_is_opened_filled_frozen_drawn_completed_and_replayed_by_a_visitor() throws Exception {
        open();
        for (String account :
                List.of("member", "juror", "observer", "moderator", "administrator", "contributor-justice"))
            volunteer(account, account.length() % 2);
        byLetter();
        time.pass(Duration.ofDays(30));
        freeze();
        observe();
        time.pass(Duration.ofDays(3));
        draw();
        refuse();
        replay();
    }

    private void open() {
        var coordinator = signedIn("coordinator");
        coordinator.opens("/panels").follows("/panels/nouveau").assertAccessible();
        Page page = coordinator.page();
        page.locator("#titre").fill("Panel du parcours");
        page.locator("#resume").fill("Dire ce qui manque au plan.");
        page.locator("#organisation").selectOption("ditp");
        page.locator("#taille").fill("3");
        page.locator("#cloture").fill("2022-05-20");
        page.locator("#fin_mandat").fill("2022-12-31");
        page.locator("#foyer").uncheck();
        page.locator("#question_1").fill("Sexe");
        page.locator("#reponses_1").fill("Femme / Woman ; 51,6\nHomme / Man ; 58,4");
        page.locator("#source").fill("Insee, recensement");
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("#erreurs a").allInnerTexts())
                .singleElement()
                .asString()
                .contains("110");
        coordinator.assertAccessible();
        page.locator("#reponses_1").fill("Femme / Woman ; 51,6\nHomme / Man ; 48,4");
        page.locator("main form button.is-primary").click();
        assertThat(coordinator.path()).isEqualTo(PANEL);
        coordinator.assertAccessible();
        coordinator.follows(PANEL + "/etapes").assertAccessible();
        page.locator("form:has(input[value=OPENED]) button").click();
        assertThat(page.locator("main").innerText())
                .contains("Personne ne s’est encore porté volontaire pour 3 places");
        coordinator.assertAccessible();
    }

    /** Someone with an account: their address is proven already. */
    private void volunteer(String account, int answer) {
        var person = signedIn(account);
        person.opens(PANEL).follows(PANEL + "/candidature");
        person.page().locator("fieldset.field input[type=radio]").nth(answer).check();
        person.page().locator("#accord").check();
        person.page().locator("main form button.is-primary").click();
        assertThat(person.heading()).isEqualTo("Vous êtes dans le vivier");
    }

    /** Someone without one, on a phone without scripts, by a letter's link. */
    private void byLetter() {
        var visitor = browser.visitor(
                        port, window -> window.setViewportSize(360, 740).setJavaScriptEnabled(false))
                .opens(PANEL + "/candidature");
        Page page = visitor.page();
        page.locator("#nom").fill("Anne Onyme");
        page.locator("#courriel").fill("anne.onyme@panel.example");
        page.locator("fieldset.field input[type=radio]").first().press("Space");
        page.locator("#accord").press("Space");
        page.locator("main form button.is-primary").press("Enter");
        page.waitForURL("**/demandee");
        assertThat(visitor.heading()).isEqualTo("Ouvrez votre boîte aux lettres");
        visitor.opens(letter("anne.onyme@panel.example"));
        page.locator("button[value=confirmer]").press("Enter");
        page.waitForURL("**/page?jeton=*");
        assertThat(visitor.heading()).isEqualTo("Vous êtes dans le vivier");
    }

    private String letter(String recipient) {
        var link = LETTER.matcher(db.sql("select body from mail where recipient = ? order by id desc limit 1")
                .param(recipient)
                .query(String.class)
                .single());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private void freeze() throws InterruptedException {
        var coordinator = signedIn("coordinator");
        coordinator.opens("/taches").follows(PANEL + "/gel").assertAccessible();
        Page page = coordinator.page();
        page.locator("#source").fill("Loterie nationale du 3 juin, numéros dans leur ordre");
        page.locator("#pas_avant").fill("2022-05-01T20:00");
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("#erreurs").innerText()).contains("Ce moment est passé");
        page.locator("#pas_avant").fill("2022-06-03T20:00");
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("main").innerText()).contains("Le calcul est en cours");
        // What a server does by itself in the background.
        works.stream()
                .filter(work -> work.name().equals("panels.freeze"))
                .findFirst()
                .orElseThrow()
                .run(db.sql("select max(id) from freezing")
                        .query(Long.class)
                        .single()
                        .toString());
        coordinator.opens(PANEL + "/gel");
        assertThat(page.locator("main").innerText()).contains("Le vivier est figé");
        coordinator.assertAccessible();
        coordinator.opens(PANEL + "/tirage").assertAccessible();
        assertThat(coordinator.heading()).contains("L’urne est scellée");
        coordinator.follows(PANEL + "/tirage/hasard").assertAccessible();
        assertThat(page.locator("main").innerText()).contains("Le hasard n’a pas encore parlé");
    }

    private void observe() {
        var observer = signedIn("observer");
        observer.opens("/taches").follows(PANEL + "/observation").assertAccessible();
        assertThat(observer.heading()).isEqualTo("Les 7 personnes du vivier sont celles qui ont été figées");
        observer.page().locator("#verdict-oui").check();
        observer.page().locator("#constat").fill("Sept réponses relues une à une.");
        observer.page().locator("main form button.is-primary").click();
        assertThat(observer.page().locator("main").innerText()).contains("Sept réponses relues une à une.");
    }

    private void draw() {
        var coordinator = signedIn("coordinator");
        coordinator.opens(PANEL + "/tirage/hasard").assertAccessible();
        Page page = coordinator.page();
        page.locator("#hasard").fill("7 12 19 33 41");
        page.locator("#publie").fill("2022-06-03T19:00");
        page.locator("main form button.is-primary").click();
        assertThat(page.locator("#erreurs").innerText()).contains("plus ancien que le moment annoncé");
        page.locator("#publie").fill("2022-06-03T20:30");
        page.locator("main form button.is-primary").click();
        assertThat(coordinator.heading()).contains("3 personnes tirées parmi 7");
        coordinator.assertAccessible();
    }

    private void refuse() {
        record Drawn(String email, String opaque) {}
        var drawn = db.sql("""
                select v.email, v.opaque from volunteer v join panel p on p.id = v.panel_id
                where p.slug = 'panel-du-parcours' and v.rank = 0 order by v.opaque""").query(Drawn.class).list();
        var refusing = browser.visitor(port).opens(letter(drawn.getFirst().email()));
        assertThat(refusing.heading()).isEqualTo("Vous êtes tiré au sort");
        refusing.assertAccessible();
        refusing.page().locator("button[value=refuser]").click();
        assertThat(refusing.heading()).isEqualTo("Vous ne siégez pas");
        var accepting = browser.visitor(port).opens(letter(drawn.getLast().email()));
        accepting.page().locator("button[value=accepter]").click();
        assertThat(accepting.heading()).isEqualTo("Vous siégez");
        var visitor = browser.visitor(port).opens(PANEL + "/tirage");
        assertThat(visitor.page().locator("#places").innerText())
                .contains("à la place de " + drawn.getFirst().opaque(), "a refusé", "a accepté");
        var organiser = signedIn("coordinator");
        organiser.opens(PANEL + "/places").assertAccessible();
        assertThat(organiser.page().locator("#places").innerText())
                .contains(drawn.getLast().email());
    }

    /** With nothing but what the pages offer. */
    private void replay() throws IOException, InterruptedException {
        var visitor = browser.visitor(port).opens(PANEL + "/verifier");
        visitor.assertAccessible();
        assertThat(visitor.page().locator("main").innerText()).contains("Valide");
        var site = new Site(port);
        try (var zip = new ZipInputStream(
                new ByteArrayInputStream(site.get(PANEL + "/tirage.zip").body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.write(file, zip.readAllBytes());
            }
        }
        Files.write(
                folder.resolve("sortition-verify.jar"),
                site.get(PANEL + "/verifier/sortition-verify.jar").body());
        assertThat(verify()).endsWith("Valid.\n");
        Path urn = folder.resolve("panel-du-parcours").resolve("urn.csv");
        byte[] bytes = Files.readAllBytes(urn);
        assertThat(bytes).isEqualTo(site.get(PANEL + "/tirage/urn.csv").body());
        bytes[bytes.length - 2] ^= 1;
        Files.write(urn, bytes);
        assertThat(verify()).contains("Not valid. urn.csv differs");
    }

    private String verify() throws IOException, InterruptedException {
        var java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        "sortition-verify.jar",
                        "panel-du-parcours")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        java.waitFor();
        return said;
    }

    private Visitor signedIn(String account) {
        return browser.signedIn(port, account);
    }
}
