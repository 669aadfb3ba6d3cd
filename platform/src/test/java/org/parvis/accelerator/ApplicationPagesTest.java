package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.house.Sha256;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class ApplicationPagesTest {
    private static final byte[] PDF = "%PDF-1.4\nun budget\n%%EOF".getBytes(StandardCharsets.US_ASCII);

    @LocalServerPort
    int port;

    @Autowired
    GivenCall given;

    @Autowired
    Calls calls;

    @Autowired
    Submissions submissions;

    @Autowired
    Applications applications;

    private static String value(Document page, String name) {
        return page.select("[name=" + name + "]").val();
    }

    /** What an applicant types in a page, as its form sends it. */
    private List<String> typed(Call call, Document page, String title, String act) {
        var fields = new ArrayList<>(List.of(
                "edition", value(page, "edition"),
                "page", value(page, "page"),
                "nature", "ASSOCIATION",
                "nom", "Les Amis du canal",
                "titre", title,
                "resume", "Rendre le canal à ses riverains.",
                "theme", "ecologie",
                "territoire", "Roubaix",
                "acte", act));
        for (var field : calls.listFields(call))
            if (field.kind() == CallField.Kind.LONG_TEXT) fields.addAll(List.of(field.name(), "L’eau est « sale »."));
        return fields;
    }

    private String fileField(Call call) {
        return calls.listFields(call).stream()
                .filter(f -> f.kind() == CallField.Kind.FILE)
                .findFirst()
                .orElseThrow()
                .name();
    }

    private static byte[] bomb() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(new byte[60_000_000]);
        }
        return bytes.toByteArray();
    }

    @Test
    void a_lie_about_a_file_and_a_zip_bomb_are_told_and_nothing_typed_is_lost() throws IOException {
        var call = given.open();
        String path = call.path() + "/candidater";
        var browser = Browser.of(port, "member");
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(303);
        for (byte[] content : List.of("MZ\u0000\u0001".getBytes(StandardCharsets.ISO_8859_1), bomb())) {
            var page = Jsoup.parse(browser.open(path).html);
            var answer = browser.upload(
                    path, typed(call, page, "Le canal", "deposer"), fileField(call), "budget.docx", content);
            assertThat(answer.statusCode()).isEqualTo(422);
            var again = Jsoup.parse(answer.body());
            assertThat(again.select("#erreurs a").eachAttr("href")).containsExactly("#" + fileField(call));
            assertThat(value(again, "titre")).isEqualTo("Le canal");
            assertThat(again.select("textarea").eachText()).contains("L’eau est « sale ».");
        }
        assertThat(value(Jsoup.parse(browser.open(path).html), "titre"))
                .as("the draft is kept")
                .isEqualTo("Le canal");
    }

    @Test
    void a_submission_has_a_receipt_whose_file_anyone_recomputes_and_its_attachment_is_read_by_few()
            throws IOException {
        var call = given.open();
        String path = call.path() + "/candidater";
        var browser = Browser.of(port, "member");
        var page = Jsoup.parse(browser.open(path).html);
        var incomplete = browser.upload(
                path,
                List.of(
                        "edition",
                        value(page, "edition"),
                        "page",
                        value(page, "page"),
                        "acte",
                        "deposer",
                        "titre",
                        "T"),
                "rien",
                "",
                new byte[0]);
        assertThat(incomplete.statusCode()).isEqualTo(422);
        page = Jsoup.parse(incomplete.body());
        assertThat(page.select("#erreurs a").eachAttr("href")).contains("#nature", "#resume", "#theme");
        var answer = browser.upload(path, typed(call, page, "Le canal", "deposer"), fileField(call), "budget.pdf", PDF);
        assertThat(answer.statusCode()).isEqualTo(303);
        String receipt = answer.headers().firstValue("Location").orElseThrow();
        assertThat(receipt).isEqualTo(call.path() + "/candidatures/1/recu");
        String digest = Jsoup.parse(browser.open(receipt).html).select("code").text();
        var file = browser.get(receipt + ".json");
        assertThat(Sha256.hex(Sha256.of(file.body().getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(digest);
        assertThat(file.body()).contains("\"Les Amis du canal\"", "sha256:" + Sha256.hex(Sha256.of(PDF)));

        String own = call.path() + "/candidatures/1";
        String attachment = Jsoup.parse(browser.open(own).html)
                .select("a[href^=/fichiers/]")
                .attr("href");
        for (String account : List.of("member", "coordinator", "contributor")) {
            var reader = Browser.of(port, account);
            assertThat(reader.get(own).statusCode()).as(account).isEqualTo(200);
            assertThat(reader.get(attachment).statusCode()).as(account).isEqualTo(200);
        }
        for (String account : List.of("contributor-justice", "juror", "administrator")) {
            var reader = Browser.of(port, account);
            assertThat(reader.get(own).statusCode()).as(account).isEqualTo(403);
            assertThat(reader.get(attachment).statusCode()).as(account).isEqualTo(404);
        }
        assertThat(new Browser(port).get(attachment).statusCode()).isEqualTo(404);
        String csv = Browser.of(port, "coordinator")
                .get(call.path() + "/candidatures.csv")
                .body();
        assertThat(csv).contains("Les Amis du canal", "budget.pdf");
        assertThat(applications.listAnswers(applications.get(call, 1), CallCollege.CITIZENS))
                .as("the budget is for administrations alone")
                .hasSize(1);
    }

    @Test
    void the_second_of_two_pages_is_shown_what_the_first_saved_and_keeps_what_it_typed() {
        var call = given.open();
        String path = call.path() + "/candidater";
        var browser = Browser.of(port, "observer");
        var first = Jsoup.parse(browser.open(path).html);
        var second = Jsoup.parse(browser.open(path).html);
        assertThat(save(browser, call, first, "Premier")).isEqualTo(303);
        assertThat(save(browser, call, first, "Premier, suite")).isEqualTo(303);
        var told = browser.upload(path, typed(call, second, "Second", "brouillon"), "rien", "", new byte[0]);
        assertThat(told.statusCode()).isEqualTo(422);
        var page = Jsoup.parse(told.body());
        assertThat(page.select(".alert.is-warning").text()).contains("Second", "Premier, suite");
        assertThat(value(page, "titre")).isEqualTo("Second");
        assertThat(save(browser, call, page, "Second")).isEqualTo(303);
        assertThat(save(browser, call, first, "Premier encore")).isEqualTo(422);
    }

    private int save(Browser browser, Call call, Document page, String title) {
        return browser.upload(
                        call.path() + "/candidater", typed(call, page, title, "brouillon"), "rien", "", new byte[0])
                .statusCode();
    }

    @Test
    void a_call_is_prepared_built_and_published_in_its_pages() {
        var call = given.draft();
        var browser = Browser.of(port, "contributor");
        String builder = call.path() + "/formulaire";
        var wrong = browser.open(builder + "/champs/nouveau")
                .form(builder + "/champs/nouveau")
                .with("libelle", "Statut")
                .with("genre", "CHOICE")
                .with("options", "Un seul")
                .send();
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(Jsoup.parse(wrong.body()).select("#erreurs a").eachAttr("href"))
                .containsExactly("#options");
        var right = browser.open(builder + "/champs/nouveau")
                .form(builder + "/champs/nouveau")
                .with("libelle", "Statut")
                .with("genre", "CHOICE")
                .with("options", "Association / Association\nAutre / Other")
                .send();
        assertThat(right.statusCode()).isEqualTo(303);
        var criterion = browser.open(builder + "/criteres/nouveau")
                .form(builder + "/criteres/nouveau")
                .with("nom", "Impact")
                .with("college", "CITIZENS")
                .with("echelle", "400")
                .send();
        assertThat(criterion.statusCode()).isEqualTo(422);
        assertThat(browser.get(call.path() + "/modification").statusCode()).isEqualTo(200);
        var published = browser.open(call.path() + "/etapes")
                .form(call.path() + "/etapes")
                .send();
        assertThat(published.statusCode()).isEqualTo(303);
        for (String page : List.of("", "/bilan")) {
            var first = new Browser(port).get(call.path() + page);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(new Browser(port).get(call.path() + page).body()).isEqualTo(first.body());
            assertThat(new Browser(port).get("/en" + call.path() + page).statusCode())
                    .isEqualTo(200);
        }
        var json = new Browser(port).get(call.path() + "/bilan.json");
        assertThat(json.body()).contains("\"licence\":\"etalab-2.0\"").doesNotContain("\"applications\"");
        assertThat(new Browser(port).get(call.path()).body()).contains("Faisabilité", "Intérêt général");
        assertThat(browser.get(builder + "/champs/nouveau").statusCode()).isEqualTo(400);
        assertThat(browser.open(builder).html).doesNotContain("value=\"monter\"");
    }

    @Test
    void an_agent_decides_rule_by_rule_in_the_application_s_page() {
        var call = given.open();
        given.submit(call, given.person(), "À vérifier");
        given.close(call);
        String own = call.path() + "/candidatures/1";
        var browser = Browser.of(port, "contributor");
        String field = "regle_" + calls.listRules(call).getFirst().id();
        var without =
                browser.open(own).form(own + "/recevabilite").with(field, "non").send();
        assertThat(without.statusCode()).isEqualTo(422);
        var decided = browser.open(own)
                .form(own + "/recevabilite")
                .with(field, "non")
                .with(field + "_motif", "Hors sujet.")
                .send();
        assertThat(decided.statusCode()).isEqualTo(303);
        assertThat(browser.open(call.path() + "/candidatures?etat=INELIGIBLE").html)
                .contains("À vérifier");
        assertThat(browser.get(call.path() + "/candidatures?etat=AUTRE").statusCode())
                .isEqualTo(400);
        assertThat(browser.open("/taches").html).contains(call.path() + "/candidatures");
    }
}
