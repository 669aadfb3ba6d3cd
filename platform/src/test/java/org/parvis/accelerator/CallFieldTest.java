package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.web.Bilingual;

class CallFieldTest {
    private static final Bilingual NOTHING = new Bilingual("", null);

    private static CallField field(
            long id, CallField.Kind kind, @Nullable Long shownIf, @Nullable String shownValue, String... options) {
        return new CallField(
                id,
                (int) id,
                kind,
                NOTHING,
                new Bilingual("Question " + id, null),
                NOTHING,
                List.of(options).stream().map(o -> new Bilingual(o, null)).toList(),
                false,
                shownIf,
                shownValue,
                null);
    }

    private static final List<CallField> FORM = List.of(
            field(1, CallField.Kind.CHOICE, null, null, "Oui", "Non"),
            field(2, CallField.Kind.CHOICES, 1L, "Oui", "Argent", "Conseil"),
            field(3, CallField.Kind.NUMBER, 2L, "Argent"));

    @Test
    void a_field_is_asked_of_whoever_chose_what_it_depends_on() {
        assertThat(CallField.asked(FORM, Map.of(1L, "Non"))).containsExactly(1L);
        assertThat(CallField.asked(FORM, Map.of(1L, "Oui"))).containsExactly(1L, 2L);
        assertThat(CallField.asked(FORM, Map.of(1L, "Oui", 2L, "Conseil\nArgent")))
                .containsExactly(1L, 2L, 3L);
    }

    @Test
    void what_depends_on_a_field_that_is_not_asked_is_not_asked_either() {
        assertThat(CallField.asked(FORM, Map.of(1L, "Non", 2L, "Argent", 3L, "12")))
                .containsExactly(1L);
        assertThat(CallField.asked(FORM, Map.of())).containsExactly(1L);
    }

    @Test
    void each_kind_of_answer_is_cleaned_and_checked() {
        var number = field(1, CallField.Kind.NUMBER, null, null);
        assertThat(number.clean(" 1\u202f250,5 ")).isEqualTo("1250.5");
        assertThat(number.fault("1250.5")).isNull();
        assertThat(number.fault("douze")).isEqualTo("number");
        var siret = field(1, CallField.Kind.SIRET, null, null);
        assertThat(siret.clean("732 829 320 00074")).isEqualTo("73282932000074");
        assertThat(siret.fault("73282932000074")).isNull();
        assertThat(siret.fault("73282932000075")).isEqualTo("siret");
        var rna = field(1, CallField.Kind.RNA, null, null);
        assertThat(rna.clean(" w751 234 567 ")).isEqualTo("W751234567");
        assertThat(rna.fault("W75")).isEqualTo("rna");
        var date = field(1, CallField.Kind.DATE, null, null);
        assertThat(date.fault("2022-02-29")).isEqualTo("date");
        assertThat(date.fault("2020-02-29")).isNull();
        var choice = field(1, CallField.Kind.CHOICE, null, null, "Oui", "Non");
        assertThat(choice.fault("Peut-être")).isEqualTo("choice");
        var choices = field(1, CallField.Kind.CHOICES, null, null, "Oui", "Non");
        assertThat(choices.fault("Oui\nNon")).isNull();
        assertThat(choices.fault("Oui\nPeut-être")).isEqualTo("choice");
    }
}
