package org.parvis.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.web.BadInput;

class AskedTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            quoteCharacter = '\0',
            value = {
                "open data → [open, data]",
                "\"open data\" → [\"open data\"]",
                "« open data » → [\"open data\"]",
                "“open data” france → [\"open data\", france]",
                "données -santé → [données, -santé]",
                "données -\"santé publique\" → [données, -\"santé publique\"]",
                "\"jamais fermé → [\"jamais fermé\"]",
                "l’État open-data → [l’État, open-data]",
                "a:* & | ! ( ) <-> b → [a:*, b]"
            })
    void words_phrases_and_what_is_left_out_are_told_apart(String q, String terms) {
        assertThat(Asked.of(q).terms().toString()).isEqualTo(terms);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "\"\"",
                "\"",
                "- - -",
                "& | ! ( ) <-> :*",
                "«»",
                "\u0000\u0007\u001b",
                "\uE000\uE001",
                "\ud800"
            })
    void quotes_operators_and_control_characters_alone_are_nothing_to_look_for(String q) {
        assertThat(Asked.of(q).isEmpty()).isTrue();
    }

    @Test
    void what_nobody_types_is_refused_by_a_sentence() {
        assertThatThrownBy(() -> Asked.of("x".repeat(100_000))).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Asked.of("é ".repeat(101) + "é")).isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> Asked.of("a ".repeat(21))).isInstanceOf(BadInput.class);
    }

    @Test
    void a_find_is_cut_into_what_was_looked_for_and_the_rest() {
        assertThat(Find.parts("le \uE000mot\uE001 juste"))
                .containsExactly(
                        new Find.Part("le ", false), new Find.Part("mot", true), new Find.Part(" juste", false));
        assertThat(Find.parts("\uE000sans fin")).containsExactly(new Find.Part("sans fin", true));
        assertThat(Find.parts("")).isEmpty();
    }
}
