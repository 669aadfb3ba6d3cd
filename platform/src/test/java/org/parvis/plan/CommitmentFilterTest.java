package org.parvis.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.territories.Theme;
import org.parvis.web.BadInput;
import org.springframework.web.util.UriComponentsBuilder;

class CommitmentFilterTest {
    private static CommitmentFilter of(String query) {
        return CommitmentFilter.of(
                UriComponentsBuilder.fromPath("/").query(query).build().getQueryParams());
    }

    @Test
    void an_address_says_the_whole_filter() {
        var filter = of("engagement=2&porteur=ditp&theme=action-publique-locale&avancement=acheve&retard=oui&apres=20");
        assertThat(filter)
                .isEqualTo(new CommitmentFilter(
                        2, "ditp", Theme.ACTION_PUBLIQUE_LOCALE, Completion.COMPLETE, true, 20, null));
        assertThat(filter.isNarrow()).isTrue();
    }

    @Test
    void an_empty_field_of_the_form_is_no_filter() {
        assertThat(of("engagement=&porteur=&theme=&avancement=")).isEqualTo(CommitmentFilter.NONE);
        assertThat(CommitmentFilter.NONE.isNarrow()).isFalse();
    }

    @Test
    void turning_the_page_does_not_narrow_the_list() {
        assertThat(of("apres=20").isNarrow()).isFalse();
        assertThat(of("avant=20").isNarrow()).isFalse();
    }

    @Test
    void every_theme_and_every_completion_can_be_asked_for() {
        for (Theme theme : Theme.values())
            assertThat(of("theme=" + theme.slug()).theme()).isEqualTo(theme);
        for (Completion completion : Completion.values())
            assertThat(of("avancement=" + completion.slug()).completion()).isEqualTo(completion);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "couleur=bleu",
                "Theme=sante",
                "theme=SANTE",
                "avancement=COMPLETE",
                "retard=non",
                "engagement=-1",
                "engagement=1234567",
                "apres=1,5",
                "apres=1&apres=2",
                "apres=1&avant=9"
            })
    void what_cannot_be_is_refused_with_a_sentence(String query) {
        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> of(query));
    }
}
