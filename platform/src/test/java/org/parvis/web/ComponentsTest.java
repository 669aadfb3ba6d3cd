package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class ComponentsTest {
    private static final TemplateEngine TEMPLATES =
            TemplateEngine.createPrecompiled(null, ContentType.Html, null, "org.parvis");
    private static final Messages MESSAGES = new Messages();
    private static final Assets ASSETS = new Assets(new ResourceUrlProvider()) {
        @Override
        public String url(String name) {
            return "/static/" + name;
        }
    };

    private static Visit visit(Language language, String path, boolean demonstration) {
        return new Visit(
                language,
                path,
                "",
                LocalDate.of(2022, 5, 1),
                null,
                "",
                new Visit.Instance(MESSAGES, identity(null, null), ASSETS, "https://plan.example", demonstration));
    }

    static Identity identity(@Nullable String publisher, @Nullable String accent) {
        return new Identity(
                "Parvis", null, publisher, null, null, null, null, accent, null, Identity.Conformity.PARTIAL);
    }

    private static String render(String template, Map<String, Object> parameters) {
        var html = new StringOutput();
        TEMPLATES.render("web/" + template + ".jte", new HashMap<>(parameters), html);
        return html.toString();
    }

    private static String page(Language language) {
        return render(
                "ComponentsPage", Map.of("visit", visit(language, "/composants", true), "page", new ComponentsPage()));
    }

    private static List<String> all(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void every_component_is_said_labelled_and_linked(Language language) {
        String html = page(language);
        List<String> ids = all(html, " id=\"([^\"]+)\"");
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids).containsAll(all(html, "<label for=\"([^\"]+)\""));
        assertThat(ids).containsAll(all(html, " href=\"#([^\"]+)\""));
        assertThat(all(html, " aria-(?:describedby|labelledby)=\"([^\"]+)\""))
                .allSatisfy(names -> assertThat(ids).contains(names.split(" ")));
        assertThat(html).doesNotContainPattern("(web|components)\\.[a-z]+\\.").doesNotContain(" style=", "onclick");
        assertThat(all(html, "<(h1)")).hasSize(1);
        assertThat(html).startsWith("<!doctype html>").contains("<html lang=\"" + language.code() + "\">");
    }

    @Test
    void headings_skip_no_level() {
        int before = 0;
        for (String level : all(page(Language.FR), "<h([1-6])")) {
            assertThat(Integer.parseInt(level)).isLessThanOrEqualTo(before + 1);
            before = Integer.parseInt(level);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_EVIDENCE", "NOT_STARTED", "LIMITED", "SUBSTANTIAL", "COMPLETE"})
    void a_completion_is_a_shape_a_letter_and_words(String code) {
        Visit visit = visit(Language.FR, "/", false);
        String html = render("completion", Map.of("visit", visit, "code", code, "label", "Avancement"));
        assertThat(html).contains("<svg class=\"shape\"", ">" + Statuses.letter(visit, code) + "</span>", "Avancement");
        assertThat(Statuses.CODES.stream()
                        .map(c -> render("shape", Map.of("code", c)))
                        .distinct())
                .hasSize(5);
        assertThat(Statuses.CODES.stream().map(c -> Statuses.letter(visit, c)).distinct())
                .hasSize(5);
    }

    @Test
    void lateness_counts_its_days_in_each_language() {
        assertThat(late(Language.FR, 1)).contains("1 jour de retard");
        assertThat(late(Language.FR, 62)).contains("62 jours de retard");
        assertThat(late(Language.EN, 1)).contains("1 day late");
        assertThat(late(Language.EN, 1204)).contains("1,204 days late");
    }

    private static String late(Language language, long days) {
        return render("late", Map.of("visit", visit(language, "/", false), "days", days));
    }

    @Test
    void what_is_typed_is_text_never_markup() {
        String html = render(
                "field",
                Map.of(
                        "visit",
                        visit(Language.FR, "/", false),
                        "name",
                        "nom",
                        "label",
                        "Nom",
                        "value",
                        "\"><script>alert(1)</script>",
                        "error",
                        "<b>Non</b>"));
        assertThat(html)
                .doesNotContain("<script>", "<b>")
                .contains("aria-invalid=\"true\"", "aria-describedby=\"nom-error\"");
    }

    @Test
    void an_untranslated_text_is_marked_with_its_language() {
        var text = new Bilingual("Un jalon", null);
        assertThat(render("text", Map.of("visit", visit(Language.EN, "/", false), "text", text)))
                .contains("<span lang=\"fr\">Un jalon</span>", "in French");
        assertThat(render("text", Map.of("visit", visit(Language.FR, "/", false), "text", text)))
                .isEqualTo("Un jalon");
    }

    @Test
    void a_page_names_itself_in_both_languages_and_says_what_a_demonstration_is() {
        String html = page(Language.EN);
        assertThat(html)
                .contains("<link rel=\"canonical\" href=\"https://plan.example/en/composants\">")
                .contains("hreflang=\"fr\" href=\"https://plan.example/composants\"")
                .contains("hreflang=\"x-default\" href=\"https://plan.example/composants\"")
                .contains("href=\"/composants\" lang=\"fr\" hreflang=\"fr\"")
                .contains("This is a demonstration.");
        String real = render(
                "SiteMapPage",
                Map.of("visit", visit(Language.FR, "/plan-du-site", false), "page", new SiteMapPage(List.of())));
        assertThat(real).doesNotContain("démonstration").contains("1er mai 2022");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 405, 413, 500, 503})
    void a_failure_says_what_to_do_and_names_the_request_when_it_is_ours(int status) {
        for (Language language : Language.values()) {
            String html = render(
                    "FailurePage",
                    Map.of(
                            "visit",
                            visit(language, "/x", false),
                            "page",
                            new FailurePage(status, "Une phrase.", "abc-123")));
            assertThat(html).contains("Une phrase.", "noindex").doesNotContain("web.failure");
            assertThat(html.contains("abc-123")).isEqualTo(status >= 500);
        }
    }

    @Test
    void a_size_is_said_in_the_unit_of_its_language() {
        assertThat(FileSize.of(visit(Language.FR, "/", false), 2_040_300)).isEqualTo("2\u00a0Mo");
        assertThat(FileSize.of(visit(Language.EN, "/", false), 2_140_300)).isEqualTo("2.1\u00a0MB");
        assertThat(FileSize.of(visit(Language.FR, "/", false), 812)).isEqualTo("812\u00a0octets");
    }
}
