package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryNumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"73282932000074", "13002526500013", "35600000000048", "35600000049837"})
    void a_siret_passes_its_check_and_those_of_La_Poste_pass_theirs(String siret) {
        assertThat(RegistryNumbers.isSiret(siret)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "73282932000075",
                "7328293200007",
                "732829320000740",
                "00000000000000",
                "35600000049838",
                "7328293200007A",
                "",
                "73282933000081"
            })
    void a_digit_that_slipped_is_found(String siret) {
        assertThat(RegistryNumbers.isSiret(siret)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W751234567", "W000000001"})
    void an_association_is_registered_under_W_and_nine_digits(String rna) {
        assertThat(RegistryNumbers.isRna(rna)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"W75123456", "W7512345678", "751234567", "X751234567", "w751234567"})
    void anything_else_is_no_register_number(String rna) {
        assertThat(RegistryNumbers.isRna(rna)).isFalse();
    }
}
