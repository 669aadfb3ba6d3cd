package org.parvis.discussion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void paragraphs_and_line_breaks_are_kept() {
        assertThat(Prose.of("un\r\ndeux\n\n\ntrois").stream().map(p -> p.lines().size()))
                .containsExactly(2, 1);
    }

    @Test
    void a_full_stop_after_an_address_belongs_to_the_sentence() {
        var pieces = Prose.of("Voir https://example.org/a(b)?c=1. Et (http://example.org).")
                .getFirst()
                .lines()
                .getFirst();
        assertThat(pieces.stream().filter(Prose.Piece::link).map(Prose.Piece::text))
                .containsExactly("https://example.org/a(b)?c=1", "http://example.org");
    }

    @Test
    void only_web_addresses_are_links() {
        assertThat(Prose.links("javascript:alert(1) data:text/html,x <a href='https:'>"))
                .isZero();
    }

    @Test
    void a_comment_says_something_of_a_bearable_length_with_few_links() {
        assertThat(Comment.fault(" \n ")).isEqualTo("empty");
        assertThat(Comment.fault("x".repeat(5_001))).isEqualTo("long");
        assertThat(Comment.fault("http://a.fr http://b.fr http://c.fr")).isEqualTo("links");
        assertThat(Comment.fault("Bonjour http://a.fr")).isNull();
    }
}
