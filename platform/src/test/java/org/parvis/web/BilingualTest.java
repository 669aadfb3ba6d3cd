package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BilingualTest {
    @Test
    void a_missing_translation_is_the_french_text() {
        var text = new Bilingual("Bonjour", null);
        assertThat(text.in(Language.EN)).isEqualTo("Bonjour");
        assertThat(text.isIn(Language.EN)).isFalse();
        assertThat(text.isIn(Language.FR)).isTrue();
    }

    @Test
    void a_translation_that_is_only_space_is_missing() {
        assertThat(new Bilingual("Bonjour", " ").isIn(Language.EN)).isFalse();
    }

    @Test
    void a_translation_is_shown_in_its_language_alone() {
        var text = new Bilingual("Bonjour", "Hello");
        assertThat(text.in(Language.EN)).isEqualTo("Hello");
        assertThat(text.in(Language.FR)).isEqualTo("Bonjour");
    }

    @Test
    void no_text_is_none() {
        assertThat(Bilingual.ofNullable(null, "Hello")).isNull();
        assertThat(Bilingual.ofNullable("", null)).isNull();
    }
}
