package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.house.Work;
import org.parvis.journeys.Browser.Visitor;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A call from its first draft to its cohort, as the coordination, applicants and the two colleges see it. */
@ParvisTest
class AcceleratorJourneyTest {
    private static final String CALL = "/accelerateur/appels/appel-du-parcours";
    private static final List<String> APPLICANTS = List.of("member", "observer", "administrator");
    private static final List<String> AGENTS = List.of("contributor", "contributor-justice");
    private static final List<String> CITIZENS = List.of("juror", "moderator");

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

    private Visitor coordinator;

    @BeforeEach
    void sign_in() {
        coordinator = browser.signedIn(port, "coordinator");
    }

    @Test
    void a_call_is_opened_judged_by_two_colleges_announced_with_reasons_and_leads_to_a_cohort() throws Exception {
        open();
        for (String applicant : APPLICANTS) apply(applicant);
        later(Duration.ofDays(10));
        check();
        invite("ADMINISTRATION", AGENTS);
        invite("CITIZENS", CITIZENS);
        share("ADMINISTRATION");
        recuse();
        for (String agent : AGENTS) read(agent);
        close("ADMINISTRATION");
        coordinator.opens(CALL + "/conduite/preselection").assertAccessible();
        click("button[value=confirmer]");
        share("CITIZENS");
        for (String citizen : CITIZENS) read(citizen);
        close("CITIZENS");
        decide();
        tell();
        follow();
    }

    /** Sessions end meanwhile. */
    private void later(Duration passed) {
        time.pass(passed);
        sign_in();
    }

    private Page page() {
        return coordinator.page();
    }

    private void click(String button) {
        send(page(), page().locator("main " + button).first());
    }

    /** Sends a form, and waits until the server has taken it. */
    private static void send(Page page, Locator button) {
        page.waitForResponse(
                response -> response.request().isNavigationRequest()
                        && response.request().method().equals("POST"),
                button::click);
        page.waitForLoadState();
    }

    private void open() {
        coordinator
                .opens("/accelerateur")
                .follows("/accelerateur/appels/nouveau")
                .assertAccessible();
        page().locator("#titre").fill("Appel du parcours");
        page().locator("#resume").fill("Des projets d’intérêt général.");
        page().locator("#regles").fill("Chacun peut candidater, une fois.");
        page().locator("#organisation").selectOption("dinum");
        page().locator("#candidats-CITIZEN").check();
        page().locator("#candidats-ASSOCIATION").check();
        page().locator("#ouverture").fill("2022-05-01T09:00");
        page().locator("#cloture").fill("2022-05-10T18:00");
        page().locator("#preselection").fill("2022-05-20");
        page().locator("#annonce").fill("2022-05-30");
        page().locator("#places").fill("1");
        page().locator("#preselectionnes").fill("3");
        page().locator("#lecteurs_administration").fill("1");
        page().locator("#lecteurs_citoyens").fill("2");
        click("form button.is-primary");
        for (String college : List.of("ADMINISTRATION", "CITIZENS")) {
            coordinator.opens(CALL + "/formulaire/criteres/nouveau").assertAccessible();
            page().locator("#college").selectOption(college);
            page().locator("#nom").fill(college.equals("CITIZENS") ? "Intérêt général" : "Solidité");
            page().locator("#echelle").fill("10");
            page().locator("#poids").fill("1");
            click("form button.is-primary");
        }
        coordinator.opens(CALL + "/formulaire").assertAccessible();
        page().locator("#regles").fill("Le projet sert l’intérêt général.");
        click("form:has(#regles) button");
        coordinator.opens(CALL + "/etapes").assertAccessible();
        click("form:has(input[value=PUBLISHED]) button");
        coordinator.opens(CALL).assertAccessible();
    }

    private void apply(String account) {
        var applicant = browser.signedIn(port, account);
        applicant.opens(CALL).follows(CALL + "/candidater").assertAccessible();
        Page page = applicant.page();
        page.locator("#nature-CITIZEN").check();
        page.locator("#nom").fill("Collectif " + account);
        send(page, page.locator("button[value=deposer]"));
        assertThat(page.locator("#erreurs a").count()).isPositive();
        assertThat(page.locator("#nom").inputValue()).isEqualTo("Collectif " + account);
        page.locator("#titre").fill("Projet de " + account);
        page.locator("#resume").fill("Ce que le projet change, et pour qui.");
        page.locator("#theme").selectOption(new SelectOption().setIndex(1));
        page.locator("#territoire").fill("Corrèze");
        page.locator("#public").check();
        send(page, page.locator("button[value=deposer]"));
        assertThat(page.locator("main").innerText()).contains("SHA-256");
        applicant.assertAccessible();
    }

    private void check() {
        for (int number = 1; number <= APPLICANTS.size(); number++) {
            coordinator.opens(CALL + "/candidatures/" + number).assertAccessible();
            page().locator("form[action$='/recevabilite'] input[value=oui]")
                    .first()
                    .check();
            click("form[action$='/recevabilite'] button");
        }
        coordinator.opens(CALL + "/etapes");
        click("form:has(input[value=CHECKED]) button");
    }

    private void invite(String college, List<String> accounts) {
        coordinator.opens(CALL + "/conduite/jures").assertAccessible();
        page().locator("#college-" + college).check();
        page().locator("#courriels")
                .fill(String.join(
                        "\n",
                        accounts.stream().map(a -> a + "@demonstration.example").toList()));
        click("button[value=inviter]");
    }

    private void share(String college) throws InterruptedException {
        coordinator.opens(CALL + "/conduite");
        click("section[aria-labelledby='college-" + college + "'] button[value=repartir]");
        // What a server does by itself in the background.
        works.stream()
                .filter(work -> work.name().equals("accelerator.share"))
                .findFirst()
                .orElseThrow()
                .run(db.sql("select max(id) from sharing")
                        .query(Long.class)
                        .single()
                        .toString());
        coordinator.opens(CALL + "/conduite").assertAccessible();
    }

    /** An agent knows one of the applicants: somebody else reads that application. */
    private void recuse() {
        var agent = browser.signedIn(port, AGENTS.getFirst());
        agent.opens(CALL + "/jury").assertAccessible();
        agent.page().locator("main a.button").first().click();
        agent.page().waitForURL("**/jury/*");
        String reading = agent.path();
        agent.assertAccessible();
        agent.page().locator("main details summary").last().click();
        agent.page().locator("form[action$='/recusation'] #motif").fill("Je connais la personne.");
        send(agent.page(), agent.page().locator("form[action$='/recusation'] button"));
        var other = browser.signedIn(port, AGENTS.getLast());
        other.opens(reading);
        assertThat(other.page().locator("button[value=remettre]").count()).isOne();
    }

    private void read(String account) {
        var juror = browser.signedIn(port, account);
        juror.opens(CALL + "/jury").assertAccessible();
        Page page = juror.page();
        Locator next = page.locator("main p > a.button");
        while (next.count() > 0) {
            next.first().click();
            page.waitForURL("**/jury/*");
            for (Locator score :
                    page.locator("form[data-draft] input[inputmode=numeric]").all()) score.fill("11");
            send(page, page.locator("button[value=remettre]"));
            assertThat(page.locator("#erreurs a").count()).isPositive();
            for (Locator score :
                    page.locator("form[data-draft] input[inputmode=numeric]").all()) score.fill("7");
            page.locator("#commentaire").fill("Lu de bout en bout.");
            send(page, page.locator("button[value=remettre]"));
            juror.opens(CALL + "/jury");
        }
    }

    private void close(String college) {
        coordinator.opens(CALL + "/conduite");
        click("section[aria-labelledby='college-" + college + "'] button[value=clore]");
        coordinator.opens(CALL + "/conduite").assertAccessible();
    }

    /** Three of one score for one place: a lot decides, then deliberation has a reason to decide otherwise. */
    private void decide() {
        coordinator.opens(CALL + "/conduite/classement").assertAccessible();
        page().locator("#source").fill("Loterie nationale du 14 mai, numéros dans leur ordre");
        page().locator("#pas_avant").fill("2022-05-14T20:00");
        click("button[value=engager]");
        coordinator.opens(CALL + "/conduite/classement").assertAccessible();
        later(Duration.ofDays(3));
        coordinator.opens(CALL + "/conduite/classement");
        page().locator("#hasard").fill("4 8 15 16 23");
        page().locator("#publie").fill("2022-05-14T20:30");
        click("button[value=tirer]");
        coordinator.opens(CALL + "/conduite/classement").assertAccessible();
        String last = page().locator("#classement tbody tr")
                .last()
                .locator("th .number")
                .first()
                .innerText()
                .replaceAll("[^0-9]", "");
        page().locator("#numero").fill(last);
        page().locator("#place").fill("1");
        page().locator("form:has(#numero) #motif")
                .fill("Seul ce projet peut commencer dès cet été, comme le jury le souhaitait.");
        click("button[value=deplacer]");
        coordinator.opens(CALL + "/conduite/classement");
        assertThat(page().locator("main").innerText()).contains("Seul ce projet peut commencer dès cet été");
        click("button[value=confirmer]");
    }

    private void tell() {
        coordinator.opens(CALL + "/conduite/avis").assertAccessible();
        click("button[value=preparer]");
        var agent = browser.signedIn(port, AGENTS.getLast());
        agent.opens(CALL + "/conduite/avis").assertAccessible();
        for (Locator verdict : agent.page().locator("input[name=avis]").all()) verdict.check();
        send(agent.page(), agent.page().locator("button[value=approuver]"));
        coordinator.opens(CALL + "/conduite");
        click("button[value=annoncer]");
        for (String applicant : APPLICANTS)
            assertThat(db.sql("""
                            select count(*) from mail where recipient = ? and body like '%Appel du parcours%'
                            and body like '%Notre conseil%'""")
                            .param(applicant + "@demonstration.example")
                            .query(Integer.class)
                            .single())
                    .as("reasons and advice to " + applicant)
                    .isPositive();
    }

    private void follow() {
        coordinator.opens(CALL + "/promotion").assertAccessible();
        page().locator("#titre").fill("Promotion du parcours");
        page().locator("#resume").fill("Trois mois pour avancer.");
        page().locator("#debut").fill("2022-06-01");
        page().locator("#fin").fill("2022-08-31");
        page().locator("#adresse").fill("promotion-du-parcours");
        click("form button.is-primary");
        coordinator.opens("/accelerateur/promotions/promotion-du-parcours").assertAccessible();
        assertThat(page().locator("main").innerText()).contains("Projet de ");
        var visitor = browser.visitor(port).opens(CALL + "/resultats");
        visitor.assertAccessible();
        assertThat(visitor.page().locator("main").innerText()).contains("Projet de ");
    }
}
