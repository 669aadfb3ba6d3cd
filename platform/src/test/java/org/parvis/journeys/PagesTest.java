package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.ParvisTest;
import org.parvis.house.Settings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every public page, in both languages, as it leaves the server. */
@ParvisTest
@Order(1)
class PagesTest {
    /** A first visit on a slow network, compressed. */
    private static final int FIRST_VISIT_BYTES = 100_000;

    @LocalServerPort
    int port;

    @Autowired
    Settings settings;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    static Stream<String> pages() {
        return Stream.concat(Site.PAGES.stream(), Site.PAGES.stream().map(Site::english));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_stands_at_its_address_in_its_language_under_one_heading(String path) {
        var answer = site.get(path);
        assertThat(answer.status()).isEqualTo(200);
        String language = path.startsWith("/en") ? "en" : "fr";
        var page = answer.html();
        assertThat(page.select("html").attr("lang")).isEqualTo(language);
        assertThat(answer.header("Content-Language")).isEqualTo(language);
        assertThat(answer.header("Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("h1").text()).isNotBlank();
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("main")).hasSize(1);
        assertThat(page.select("[id]").eachAttr("id"))
                .doesNotHaveDuplicates()
                .noneMatch(id -> id.isEmpty() || id.contains(" "));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_names_its_own_address_and_those_of_its_two_languages(String path) {
        var page = site.get(path).html();
        String french = path.equals("/en") ? "/" : path.replaceFirst("^/en/", "/");
        assertThat(page.select("link[rel=canonical]").eachAttr("href")).containsExactly(outside(path));
        assertThat(alternate(page, "fr")).isEqualTo(outside(french));
        assertThat(alternate(page, "en")).isEqualTo(outside(Site.english(french)));
        assertThat(alternate(page, "x-default")).isEqualTo(outside(french));
        String other = path.startsWith("/en") ? french : Site.english(french);
        assertThat(page.select("a.language").eachAttr("href")).containsExactly(other);
    }

    /** Filters are ways to look at the page, not other pages. */
    private String outside(String path) {
        return settings.publicUrl() + path.replaceFirst("\\?.*", "");
    }

    private static String alternate(Document page, String language) {
        return page.select("link[rel=alternate][hreflang=" + language + "]").attr("href");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_carries_the_headers_that_protect_its_reader(String path) {
        assertProtected(site.get(path));
    }

    static void assertProtected(Site.Answer answer) {
        assertThat(answer.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(answer.header("X-Request-Id")).isNotBlank();
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.headers().firstValue("Server")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_holds_no_inline_script_or_style_and_nothing_of_a_third_party(String path) {
        var page = site.get(path).html();
        assertThat(page.select("script:not([src])").not("[type=application/ld+json]"))
                .isEmpty();
        assertThat(page.select("style, [style]")).isEmpty();
        assertThat(page.getAllElements().stream()
                        .flatMap(e -> e.attributes().asList().stream())
                        .map(a -> a.getKey())
                        .filter(name -> name.startsWith("on")))
                .isEmpty();
        assertThat(Site.parts(page)).isNotEmpty().allMatch(part -> part.startsWith("/") && !part.startsWith("//"));
        assertThat(page.select("iframe, object, embed, [src^=http]")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_page_is_the_same_for_two_anonymous_visitors_and_is_not_sent_twice_to_one(String path) {
        var first = site.get(path, "Accept-Language", "fr", "User-Agent", "one");
        var second = site.get(path, "Accept-Language", "en-GB,en;q=0.5", "User-Agent", "other");
        assertThat(second.body()).isEqualTo(first.body());
        String tag = first.header("ETag");
        assertThat(tag).isNotBlank().isEqualTo(second.header("ETag"));
        assertThat(first.header("Cache-Control")).contains("public");
        var again = site.get(path, "If-None-Match", tag);
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(site.get(path, "If-None-Match", "W/\"other\"").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void a_first_visit_weighs_at_most_100_kB(String path) {
        var page = site.get(path, "Accept-Encoding", "gzip");
        assertThat(page.header("Content-Encoding")).isEqualTo("gzip");
        int bytes = page.body().length;
        var weights = new ArrayList<>(List.of("page " + bytes));
        for (String part : Site.parts(site.get(path).html())) {
            var answer = site.get(part, "Accept-Encoding", "gzip");
            assertThat(answer.status()).as(part).isEqualTo(200);
            assertThat(answer.header("Cache-Control")).as(part).contains("max-age=31536000", "immutable");
            weights.add(part + " " + answer.body().length);
            bytes += answer.body().length;
        }
        assertThat(bytes).as("%s", weights).isLessThanOrEqualTo(FIRST_VISIT_BYTES);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void no_page_shows_a_message_key_or_a_pattern_instead_of_a_text(String path) {
        String text = site.get(path).html().text();
        assertThat(text)
                .doesNotContainPattern(
                        "\\b(web|plan|home|accounts|discussion|organisation|college|theme)\\.[a-z]+[.\\w]*\\b(?<!plan\\.fr)");
        assertThat(text).doesNotContainPattern("\\{\\d|choice,|\\bnull\\b");
    }

    @Test
    void every_link_of_the_demonstration_leads_somewhere_and_english_pages_stay_in_english() {
        var seen = site.crawl(List.of("/", "/plan-du-site"), _ -> true);
        assertThat(seen.keySet().stream().filter(p -> p.matches("/plans/2021-2023/actions/\\d+")))
                .hasSize(59);
        assertThat(seen.keySet().stream().filter(p -> p.matches("/en/plans/2021-2023/actions/\\d+")))
                .hasSize(59);
        assertThat(seen.values())
                .allSatisfy(answer -> assertThat(answer.status())
                        .as(() -> answer.path() + ", linked from " + whoLinks(seen, answer.path()))
                        .isIn(200, 303));
        for (var answer : seen.values()) if (answer.isHtml()) assertLinksKeepToTheirLanguage(answer);
    }

    private static List<String> whoLinks(Map<String, Site.Answer> seen, String path) {
        return seen.values().stream()
                .filter(Site.Answer::isHtml)
                .filter(page -> Site.internalLinks(page.html()).contains(path))
                .map(Site.Answer::path)
                .limit(3)
                .toList();
    }

    private static void assertLinksKeepToTheirLanguage(Site.Answer answer) {
        var page = answer.html();
        boolean english = answer.path().matches("/en(/.*)?");
        for (var link : page.select("a[href]:not(.language)")) {
            String href = link.attr("href");
            assertThat(href).as(answer.path()).matches("(?s)/(?!/).*|#.+|https://.*|mailto:.*|webcal://.*");
            boolean isPage = href.startsWith("/") && !href.matches("/[^?]*\\.[a-z0-9]{2,6}(\\?.*)?|/composants.*");
            if (isPage)
                assertThat(href.matches("/en([/?#].*)?"))
                        .as("%s links to %s", answer, href)
                        .isEqualTo(english);
            if (href.matches("#.+"))
                assertThat(page.getElementById(href.substring(1)))
                        .as("%s links to %s", answer, href)
                        .isNotNull();
        }
    }

    @Test
    void what_the_public_reads_in_english_is_said_in_english() {
        var found = site.crawl(List.of("/en"), path -> path.startsWith("/en/"));
        for (var answer : found.values()) {
            var page = answer.html();
            page.select("[lang=fr], a.language").remove();
            assertThat(page.body().text())
                    .as(answer.path())
                    .doesNotContain(
                            "en retard", "Institution porteuse", "sans preuve", "Point d’avancement", "jours de");
        }
    }

    @Test
    void a_missing_translation_is_shown_in_french_and_marked() {
        var untranslated = site.get("/en/plans/2021-2023/actions/10").html().select("main span[lang=fr]");
        assertThat(untranslated.eachText()).anyMatch(text -> text.startsWith("Les élèves internes vivent"));
        assertThat(site.get("/en/plans/2021-2023/actions/10").html().select("main span[lang=fr] + .tongue"))
                .hasSameSizeAs(untranslated);
        assertThat(site.get("/plans/2021-2023/actions/10").html().select("main [lang], .tongue"))
                .isEmpty();
    }

    @Test
    void what_is_invented_carries_its_mark_wherever_it_stands() {
        var page = site.get("/plans/2021-2023/actions/47").html();
        var life = page.select("#life ~ .timeline .step");
        assertThat(life.eachText().getFirst())
                .startsWith("17 décembre 2021 Début de l’action")
                .doesNotContain("fictif");
        assertThat(life.eachText().getLast()).contains("Fin prévue de l’action").doesNotContain("fictif");
        assertThat(life.select(".fictional")).isNotEmpty();
        assertThat(site.get("/plans/2021-2023").html().select(".changes .fictional"))
                .isNotEmpty();
        assertThat(site.get("/organisations").html().select(".directory .fictional"))
                .isNotEmpty();
    }

    @Test
    void a_plan_without_commitments_is_named_and_not_judged() {
        var page = site.get("/plans/2018-2020").html();
        assertThat(page.select("h1").text()).isEqualTo("Plan d’action national 2018-2020");
        assertThat(page.select("main").text()).doesNotContain("en retard", "achevée");
    }

    @Test
    void a_file_is_typed_and_carries_no_cookie() {
        for (String path : List.of("/plans/2021-2023.csv", "/plans/2021-2023.json", "/plans.csv")) {
            var answer = site.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Content-Type")).as(path).matches("text/csv;charset=UTF-8|application/json");
            assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        }
    }
}
