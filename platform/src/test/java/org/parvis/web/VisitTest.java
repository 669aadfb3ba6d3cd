package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.annotation.Autowired;

/** What a template says, links and formats through. */
@ParvisTest
class VisitTest {
    @Autowired
    Messages messages;

    @Autowired
    Identity identity;

    @Autowired
    Assets assets;

    private Visit visit(Language language, String path, String query) {
        return new Visit(
                language,
                path,
                query,
                LocalDate.of(2022, 5, 2),
                null,
                "",
                new Visit.Instance(messages, identity, assets, "https://parvis.example", true));
    }

    private Visit fr(String path, String query) {
        return visit(Language.FR, path, query);
    }

    private Visit en(String path, String query) {
        return visit(Language.EN, path, query);
    }

    @Test
    void a_date_is_written_as_in_its_language_and_the_first_of_a_month_is_1er() {
        assertThat(fr("/", "").date(LocalDate.of(2022, 5, 1))).isEqualTo("1er mai 2022");
        assertThat(fr("/", "").date(LocalDate.of(2022, 5, 11))).isEqualTo("11 mai 2022");
        assertThat(fr("/", "").date(LocalDate.of(2022, 12, 31))).isEqualTo("31 décembre 2022");
        assertThat(en("/", "").date(LocalDate.of(2022, 5, 1))).isEqualTo("1 May 2022");
        assertThat(fr("/", "").month(LocalDate.of(2022, 8, 1))).isEqualTo("août 2022");
    }

    @Test
    void a_number_is_grouped_as_in_its_language() {
        assertThat(fr("/", "").number(12_345)).isEqualTo("12\u202f345");
        assertThat(en("/", "").number(12_345)).isEqualTo("12,345");
    }

    @Test
    void a_link_stays_in_the_language_of_its_page() {
        assertThat(fr("/plans", "").link("/")).isEqualTo("/");
        assertThat(fr("/plans", "").link("/organisations")).isEqualTo("/organisations");
        assertThat(en("/plans", "").link("/")).isEqualTo("/en");
        assertThat(en("/plans", "").link("/organisations")).isEqualTo("/en/organisations");
    }

    @Test
    void the_other_language_is_the_same_page_with_the_same_filters() {
        assertThat(fr("/plans", "a=1&b=2").here(Language.EN)).isEqualTo("/en/plans?a=1&b=2");
        assertThat(en("/plans", "a=1").here(Language.FR)).isEqualTo("/plans?a=1");
        assertThat(en("/", "").here(Language.FR)).isEqualTo("/");
        assertThat(fr("/", "").here(Language.EN)).isEqualTo("/en");
    }

    @Test
    void a_page_with_one_parameter_changed_keeps_the_others_as_they_were() {
        var visit = fr("/actions", "theme=sante&apres=20&porteur=l%27%C3%A9tat");
        assertThat(visit.with(Map.of("apres", "40"))).isEqualTo("/actions?theme=sante&porteur=l%27%C3%A9tat&apres=40");
        assertThat(visit.with(Map.of("apres", ""))).isEqualTo("/actions?theme=sante&porteur=l%27%C3%A9tat");
        assertThat(en("/actions", "").with(new TreeMap<>(Map.of("q", "a&b é"))))
                .isEqualTo("/en/actions?q=a%26b%20%C3%A9");
    }

    @Test
    void a_query_that_no_address_may_hold_does_not_break_the_page_it_came_with() {
        assertThat(fr("/actions", "theme=sante&&&").with(Map.of("apres", "40"))).contains("apres=40");
        assertThat(fr("/actions", "a=<b>&c={d}").with(Map.of("apres", "40"))).endsWith("&apres=40");
    }

    @Test
    void data_in_a_page_cannot_end_its_script() {
        assertThat(Visit.jsonLd(Map.of("name", "</script><script>alert(1)</script>")))
                .doesNotContain("<")
                .contains("\\u003c/script>");
    }
}
