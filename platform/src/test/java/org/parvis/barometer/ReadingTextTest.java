package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.territories.Level;

class ReadingTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234.5|1234.5",
                "1234,5|1234.5",
                "1 234,5|1234.5",
                "1\u202f234\u202f567|1234567",
                "45,2 %|45.2",
                "45.2%|45.2",
                "-3|-3",
                "\u22123,50|-3.50",
                "0|0",
                "007|7"
            })
    void numbers_are_read_as_people_write_them(String typed, String number) {
        assertThat(ReadingText.number(typed)).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "n.c.", "1.234,5", "1,234.5", "12 34", "1e5", "NaN", "--2", "5 €", "12345678901234567890"})
    void what_could_be_two_numbers_or_none_is_no_number(String typed) {
        assertThat(ReadingText.number(typed)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "2024-06-01, 2024-06-01",
        "2024-06, 2024-06-01",
        "01/06/2024, 2024-06-01",
        "1.6.2024, 2024-06-01",
        "06/2024, 2024-06-01",
        "1er juin 2024, 2024-06-01",
        "15 août 2024, 2024-08-15",
        "juin 2024, 2024-06-01",
        "1 June 2024, 2024-06-01",
        "2024-T2, 2024-04-01",
        "T4 2023, 2023-10-01",
        "Q1 2022, 2022-01-01",
        "2022-05-01T00:00:00.000Z, 2022-05-01"
    })
    void days_are_read_in_every_usual_style(String typed, LocalDate day) {
        assertThat(ReadingText.day(typed)).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "01/06/24", "2024", "31/02/2024", "2024-13-01", "bientôt", "0024-01-01", "2024-T5"})
    void what_could_be_two_days_or_none_is_no_day(String typed) {
        assertThat(ReadingText.day(typed)).isNull();
    }

    @Test
    void codes_of_files_and_of_the_office_lead_to_ours() {
        assertThat(ReadingText.code("FRANCE", null)).isEqualTo("NAT-FR");
        assertThat(ReadingText.code("R84", null)).isEqualTo("REG-84");
        assertThat(ReadingText.code("D01", null)).isEqualTo("DEPT-01");
        assertThat(ReadingText.code("d2A", null)).isEqualTo("DEPT-2A");
        assertThat(ReadingText.code("D974", null)).isEqualTo("DEPT-974");
        assertThat(ReadingText.code("C19272", null)).isEqualTo("COM-19272");
        assertThat(ReadingText.code("DEPT-01", null)).isEqualTo("DEPT-01");
        assertThat(ReadingText.code("01", Level.DEPT)).isEqualTo("DEPT-01");
        assertThat(ReadingText.code("84", Level.REG)).isEqualTo("REG-84");
        assertThat(ReadingText.code("national", Level.NAT)).isEqualTo("NAT-FR");
        assertThat(ReadingText.code("84", null)).isNull();
        assertThat(ReadingText.code("Corrèze", Level.DEPT)).isNull();
    }
}
