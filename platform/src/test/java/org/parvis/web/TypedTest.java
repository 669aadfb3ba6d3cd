package org.parvis.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;

class TypedTest {
    private static final ZoneId GUADELOUPE = ZoneId.of("America/Guadeloupe");

    private static Typed of(String value) {
        return new Typed(Map.of("champ", value));
    }

    @Test
    void spaces_around_a_value_and_what_no_text_holds_are_left_out() {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("champ", "  a\0b \n");
        fields.add("champ", "une autre");
        fields.add("vide", null);
        var typed = Typed.of(fields);
        assertThat(typed.get("champ")).isEqualTo("ab");
        assertThat(typed.get("vide")).isEmpty();
        assertThat(typed.orNull("absent")).isNull();
    }

    @Test
    void several_values_stand_one_a_line() {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.add("champ", "un");
        fields.add("champ", "deux\r\ntrois");
        var typed = Typed.all(fields);
        assertThat(typed.list("champ")).containsExactly("un", "deux", "trois");
        assertThat(typed.list("absent")).isEmpty();
        assertThat(typed.with("champ", "FR").one(Language.class, "champ")).isEqualTo(Language.FR);
        assertThat(typed.one(Language.class, "champ")).isNull();
    }

    @Test
    void hours_are_those_of_the_place() {
        assertThat(of("2021-12-31T23:30").moment("champ", GUADELOUPE))
                .isEqualTo(LocalDateTime.of(2021, 12, 31, 23, 30)
                        .atZone(GUADELOUPE)
                        .toInstant());
        assertThat(of("2021-12-31T23:30").moment("champ", null)).isNull();
        assertThat(of("2021-12-31").date("champ")).isEqualTo(LocalDate.of(2021, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "demain", "2021-12-31", "2021-02-30T10:00", "+999999999-12-31T23:59", "1066-10-14T09:00"})
    void what_is_no_moment_of_our_times_is_none(String value) {
        assertThat(of(value).moment("champ", GUADELOUPE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "1.5", "12345678901", "١٢"})
    void what_is_no_whole_number_is_none(String value) {
        assertThat(of(value).number("champ")).isNull();
        assertThat(of("007").number("champ")).isEqualTo(7);
    }
}
