package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.parvis.ParvisTest;
import org.parvis.journeys.Browser.Visitor;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A kit from its first draft to its second version, as its editor, a visitor and a member see it; from the news to the plan. */
@ParvisTest
class LibraryJourneyTest {
    private static final String KIT = "/kits/kit-du-parcours";

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    private static void send(Page page, Locator button) {
        page.waitForResponse(
                response -> response.request().isNavigationRequest()
                        && response.request().method().equals("POST"),
                button::click);
        page.waitForLoadState();
    }

    private static void send(Visitor visitor, String button) {
        send(visitor.page(), visitor.page().locator("main " + button).first());
    }

    @Test
    void a_kit_is_published_in_two_versions_and_ticked_with_and_without_an_account() {
        var editor = browser.signedIn(port, "coordinator");
        write(editor);
        var reader = browser.visitor(port);
        tick(reader);
        revise(editor);
        compare(reader);
        keep();
    }

    private void write(Visitor editor) {
        editor.opens("/kits").follows("/kits/nouveau").assertAccessible();
        Page page = editor.page();
        page.locator("#titre").fill("Kit du parcours");
        page.locator("#resume").fill("Pour conduire un projet.");
        page.locator("#texte").fill("# Le guide\n\nCommencer par la question.");
        page.locator("#etapes").fill("# Avant\nÉcrire la question\nRéserver une salle");
        send(editor, "button[value=apercu]");
        assertThat(page.locator("section[aria-labelledby=apercu]").innerText())
                .contains("Le guide", "Réserver une salle");
        editor.assertAccessible();
        send(editor, "form button.is-primary");
        assertThat(editor.path()).isEqualTo(KIT);
        editor.assertAccessible();
        editor.follows(KIT + "/etapes").assertAccessible();
        page.locator("#objet").selectOption(new SelectOption().setValue("/plans/2021-2023"));
        page.locator("#motif_lien").fill("Le kit sert ce plan.");
        send(editor, "form:has(#objet) button");
        send(editor, "form:has(input[value=PUBLISHED]) button");
        editor.assertAccessible();
    }

    private void tick(Visitor reader) {
        reader.opens("/ressources").assertAccessible();
        reader.follows(KIT).assertAccessible();
        var box = reader.page().locator(".ticks input[type=checkbox]").first();
        box.check();
        assertThat(reader.page().locator(".ticks [role=status]").innerText()).contains("1");
        reader.opens(KIT);
        assertThat(reader.page().locator(".ticks input:checked").count()).isEqualTo(1);
    }

    private void revise(Visitor editor) {
        editor.opens(KIT + "/modification").assertAccessible();
        Page page = editor.page();
        page.locator("#texte").fill("# Le guide\n\nCommencer par la question, à plusieurs.");
        page.locator("#motif").fill("Précise comment commencer.");
        send(editor, "form button.is-primary");
        editor.opens(KIT + "/etapes");
        send(editor, "form:has(input[value=PUBLISHED]) button");
        editor.opens(KIT + "/historique").assertAccessible();
        editor.opens(KIT + "/historique/2").assertAccessible();
    }

    private void compare(Visitor reader) {
        reader.opens(KIT).follows(KIT + "/versions").assertAccessible();
        Page page = reader.page();
        assertThat(page.locator("main").innerText()).contains("Précise comment commencer.");
        page.locator("main details summary").first().click();
        assertThat(page.locator("main ins").first().innerText()).contains("plusieurs");
        reader.assertAccessible();
        reader.follows(KIT + "/versions/1").assertAccessible();
        assertThat(page.locator("main").innerText())
                .contains("Commencer par la question.")
                .doesNotContain("à plusieurs");
        reader.opens(KIT).follows("/plans/2021-2023");
        assertThat(reader.path()).isEqualTo("/plans/2021-2023");
    }

    private void keep() {
        var member = browser.signedIn(port, "member");
        member.opens(KIT).follows(KIT + "/ma-liste").assertAccessible();
        member.page().locator("input[name=fait]").first().check();
        send(member, "form button");
        assertThat(member.heading()).contains("1 sur 2");
        member.opens(KIT).follows(KIT + "/avis").assertAccessible();
        member.page().locator("#note-USEFUL").check();
        send(member, "form button");
        member.assertAccessible();
        member.opens(KIT);
        assertThat(member.page().locator("main").innerText()).contains("Un avis reçu");
        var editor = browser.signedIn(port, "coordinator");
        editor.opens("/taches").follows(KIT + "/avis/recus").assertAccessible();
        send(editor, "form button");
    }

    @Test
    void the_news_lead_from_the_first_page_to_the_plan() {
        var reader = browser.visitor(port);
        reader.opens("/").follows("/actualites").assertAccessible();
        reader.follows("/actualites/le-plan-2021-2023-est-presente").assertAccessible();
        reader.follows("/plans/2021-2023");
        assertThat(reader.path()).isEqualTo("/plans/2021-2023");
        reader.follows("/documents?plan=2021-2023").assertAccessible();
        reader.follows("/documents/engagements-et-ambitions").assertAccessible();
    }
}
