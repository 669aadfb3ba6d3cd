package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ReducedMotion;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.ParvisTest;
import org.parvis.journeys.Browser.Visitor;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a person does on the site, in a real browser: through the plan, in any way of reading. */
@ParvisTest
@Order(3)
class JourneysTest {
    private static final String PLAN = "/plans/2021-2023";
    private static final String UNFOLD = "document.querySelectorAll('details').forEach(d => d.open = true)";

    @RegisterExtension
    final Browser browser = new Browser();

    @LocalServerPort
    int port;

    @Test
    void a_visitor_walks_from_the_plan_to_who_holds_a_commitment_reads_it_in_english_and_prints_it() {
        walk(browser.visitor(port));
    }

    @Test
    void the_same_walk_needs_no_script() {
        walk(browser.visitor(port, window -> window.setJavaScriptEnabled(false)));
    }

    @Test
    void the_same_walk_fits_a_phone() {
        walk(browser.visitor(
                port,
                window -> window.setViewportSize(360, 740).setIsMobile(true).setHasTouch(true)));
    }

    private static void walk(Visitor visitor) {
        Page page = visitor.page();
        visitor.opens("/").follows(PLAN);
        assertThat(visitor.heading()).startsWith("59 actions, ");
        visitor.follows(PLAN + "/engagements/1");
        visitor.follows(PLAN + "/actions/1");
        assertThat(visitor.heading()).startsWith("Centre interministériel de la participation citoyenne");
        assertThat(page.locator("#life ~ .timeline .step").count()).isGreaterThan(4);
        visitor.follows("/organisations/ditp");
        assertThat(page.locator("main tbody tr").count()).isGreaterThan(3);
        page.locator("a.language").click();
        page.waitForURL("**/en/organisations/ditp");
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
        visitor.follows("/en" + PLAN + "/actions/1");
        assertThat(visitor.heading()).startsWith("Interministerial Centre for Citizen Participation");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator(".navigation").isVisible()).isFalse();
        assertThat(page.locator(".language").isVisible()).isFalse();
        assertThat(page.locator("h1").isVisible()).isTrue();
        assertThat(page.locator("#milestones").isVisible()).isTrue();
        assertThat(new String(page.pdf(), 0, 5, java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo("%PDF-");
        assertThat(page.pdf()).hasSizeGreaterThan(20_000);
    }

    @Test
    void a_visitor_narrows_the_list_and_comes_back_to_all() {
        var visitor = browser.visitor(port).opens(PLAN + "/actions");
        Page page = visitor.page();
        page.locator("#theme").selectOption("numerique");
        page.locator("#retard").check();
        page.locator(".filters button").click();
        page.waitForURL("**theme=numerique**");
        assertThat(page.locator("#theme").inputValue()).isEqualTo("numerique");
        assertThat(page.locator("#retard").isChecked()).isTrue();
        int found = page.locator("main tbody tr").count();
        assertThat(found).isBetween(1, 19);
        assertThat(page.locator("main tbody .late").count()).isEqualTo(found);
        assertThat(visitor.heading()).contains(Integer.toString(found));
        page.locator("a.language").click();
        assertThat(visitor.path()).startsWith("/en" + PLAN + "/actions?").contains("theme=numerique", "retard=oui");
        assertThat(page.locator("main tbody tr").count()).isEqualTo(found);
        visitor.follows("/en" + PLAN + "/actions");
        assertThat(page.locator("main tbody tr").count()).isEqualTo(20);
        page.locator("a[rel=next]").click();
        assertThat(page.locator("main tbody tr").count()).isEqualTo(20);
        page.locator("a[rel=prev]").click();
        assertThat(page.locator("main tbody tr").count()).isEqualTo(20);
    }

    @Test
    void the_plan_can_be_walked_by_keyboard_alone_and_the_focus_is_always_seen() {
        var visitor = browser.visitor(port).opens("/");
        Page page = visitor.page();
        tabTo(page, "main a[href='" + PLAN + "']");
        page.keyboard().press("Enter");
        page.waitForURL("**" + PLAN);
        tabTo(page, "main a[href='" + PLAN + "/engagements/1']");
        page.keyboard().press("Enter");
        page.waitForURL("**/engagements/1");
        tabTo(page, "main a[href='" + PLAN + "/actions/1']");
        page.keyboard().press("Enter");
        page.waitForURL("**/actions/1");
        tabTo(page, "main a[href='/organisations/ditp']");
        page.keyboard().press("Enter");
        page.waitForURL("**/organisations/ditp");
        tabTo(page, "main a[href^='" + PLAN + "/actions/']");
        page.reload();
        tabTo(page, "a.language");
        page.keyboard().press("Enter");
        page.waitForURL("**/en/organisations/ditp");
    }

    /** Presses Tab until a link has the focus; every stop on the way must show it and be in view. */
    private static void tabTo(Page page, String wanted) {
        for (int stops = 0; stops < 200; stops++) {
            page.keyboard().press("Tab");
            assertThat(page.evaluate("""
                    () => {
                        const stop = document.activeElement;
                        if (stop === document.body) return "nothing has the focus";
                        const style = getComputedStyle(stop);
                        const card = stop.closest(".card");
                        const seen = [style, card ? getComputedStyle(card) : style].some(s =>
                            s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
                        const box = stop.getBoundingClientRect();
                        if (!seen) return "no outline on " + stop.outerHTML;
                        if (box.width < 1 || box.bottom < 0 || box.top > innerHeight) return "out of view: " + stop.outerHTML;
                        return "";
                    }""")).isEqualTo("");
            if ((boolean) page.evaluate("wanted => document.activeElement.matches(wanted)", wanted)) return;
        }
        throw new AssertionError(wanted + " cannot be reached by keyboard on " + page.url());
    }

    @Test
    void the_first_stop_of_the_keyboard_leads_past_the_menu() {
        var visitor = browser.visitor(port).opens(PLAN);
        Page page = visitor.page();
        page.keyboard().press("Tab");
        assertThat(page.locator(":focus").innerText()).isEqualTo("Aller au contenu");
        assertThat(page.locator(":focus").boundingBox().x).isNotNegative();
        page.keyboard().press("Enter");
        assertThat(page.evaluate("document.activeElement.id")).isEqualTo("contenu");
        page.keyboard().press("Tab");
        assertThat((boolean) page.evaluate("document.activeElement.closest('main') !== null"))
                .isTrue();
    }

    @Test
    void figures_under_the_picture_open_by_keyboard() {
        var visitor = browser.visitor(port).opens(PLAN);
        Page page = visitor.page();
        page.locator(".picture-table summary").focus();
        page.keyboard().press("Enter");
        assertThat(page.locator("#chiffres").isVisible()).isTrue();
        visitor.assertFitsItsWidth();
    }

    /** One of each kind, and those that show something rare: filtered, empty, failed. */
    static Stream<String> pages() {
        var both = Set.of("/", PLAN, PLAN + "/actions/47", "/barometre/indicateurs/IND-DEMO-04", "/composants");
        var french = frenchPages().toList();
        return IntStream.range(0, french.size())
                .boxed()
                .flatMap(i -> both.contains(french.get(i))
                        ? Stream.of(french.get(i), Site.english(french.get(i)))
                        : Stream.of(i % 2 == 0 ? french.get(i) : Site.english(french.get(i))));
    }

    static Stream<String> frenchPages() {
        return Stream.concat(
                // Of each trace and of each list narrowed down, one is enough.
                Site.PAGES.stream().filter(p -> !p.matches("(?!/plans|/barometre|/recherche).*(/fil|\\?.*)")),
                Stream.of(
                        PLAN + "/engagements/2",
                        PLAN + "/actions?engagement=1&theme=europe&avancement=acheve",
                        PLAN + "/actions?apres=20",
                        PLAN + "/actions?theme=poesie",
                        PLAN + "/actions/1",
                        "/plans/2018-2020",
                        "/nulle-part"));
    }

    /** One page in French on paper, the next in English on ink; those with the most in them are read both ways. */
    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_accessible_on_paper_and_on_ink(String path) {
        var scheme = path.startsWith("/en") ? ColorScheme.DARK : ColorScheme.LIGHT;
        var visitor = browser.visitor(
                        port,
                        window -> window.setReducedMotion(ReducedMotion.REDUCE).setColorScheme(scheme))
                .opens(path);
        visitor.page().evaluate(UNFOLD);
        visitor.assertAccessible();
    }

    /** 320 pixels are also a desktop at 400 %. French words are the longer ones. */
    @ParameterizedTest
    @MethodSource("frenchPages")
    void a_page_fits_every_width(String path) {
        var visitor = browser.visitor(port).opens(path);
        visitor.page().evaluate(UNFOLD);
        for (int width : List.of(320, 360, 768, 1024, 1280)) {
            visitor.page().setViewportSize(width, 800);
            visitor.assertFitsItsWidth();
        }
    }

    @Test
    void ink_and_paper_change_places_when_the_visitor_prefers_the_dark() {
        assertThat(lightness(ColorScheme.LIGHT)).isGreaterThan(200);
        assertThat(lightness(ColorScheme.DARK)).isLessThan(60);
    }

    private int lightness(ColorScheme scheme) {
        return (int) browser.visitor(port, window -> window.setColorScheme(scheme))
                .opens("/")
                .page()
                .evaluate("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])");
    }
}
