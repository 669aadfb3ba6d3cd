package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlugTest {
    @Test
    void an_address_is_made_of_a_title_in_whole_words() {
        assertThat(Slug.of("  L’Œuvre d’Été : à 100 % ! ")).isEqualTo("l-oeuvre-d-ete-a-100");
        assertThat(Slug.of("mot ".repeat(40))).hasSizeLessThanOrEqualTo(80).matches("mot(-mot)*");
        assertThat(Slug.of("?")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "a-", "a--b", "É", "a b", "a/b"})
    void what_is_no_address_is_refused(String typed) {
        assertThat(Slug.isOne(typed)).isFalse();
        assertThat(Slug.isOne("a1-b2")).isTrue();
        assertThat(Slug.isOne("a".repeat(81))).isFalse();
    }
}
