package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.parvis.web.ComponentsTest.identity;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.house.Refusal;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

class IdentityTest {
    @ParameterizedTest
    @ValueSource(strings = {"red", "#12345", "#1b4b72;}body{display:none", "", "rgb(0,0,0)", "#ff0"})
    void an_accent_that_is_no_colour_or_cannot_be_read_stops_the_start(String accent) {
        assertThatThrownBy(() -> identity(null, accent))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("parvis.identity.accent");
    }

    @Test
    void a_neutral_instance_has_no_style_sheet_of_its_own() {
        assertThat(identity(null, null).stylesheet()).isEmpty();
        assertThat(identity(null, "#6b2142").stylesheet())
                .contains(":root{--accent:#6b2142}")
                .contains("prefers-color-scheme:dark");
    }

    @Test
    void long_pages_say_what_the_operator_has_yet_to_fill_in() {
        for (Language language : Language.values()) {
            var missing = new Prose(identity(null, null), new Messages());
            assertThat(missing.page("mentions-legales", visit(language)).html()).contains("identity.yaml", "publisher");
            var filled = new Prose(identity("Ministère <b> de l’Exemple", null), new Messages());
            ProsePage page = filled.page("mentions-legales", visit(language));
            assertThat(page.html()).contains("Ministère &lt;b&gt; de l’Exemple").doesNotContain("{");
            assertThat(page.title()).isNotBlank();
            assertThat(page.description()).hasSizeBetween(40, 320);
        }
    }

    @Test
    void a_table_of_prose_folds_into_cards_with_its_headers() {
        var prose = new Prose(identity(null, null), new Messages());
        assertThat(prose.page("gouvernement-ouvert", visit(Language.FR)).html())
                .contains(
                        "<td data-label=\"Exigence minimale\">",
                        "<th scope=\"col\">",
                        "<table aria-label=\"Cinq standards");
    }

    private static Visit visit(Language language) {
        var assets = new Assets(new ResourceUrlProvider());
        return new Visit(
                language,
                "/",
                "",
                LocalDate.of(2022, 5, 2),
                null,
                "",
                new Visit.Instance(new Messages(), identity(null, null), assets, "https://plan.example", false));
    }
}
