package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.TimeZone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalTime NOON = LocalTime.NOON;

    private static List<LocalDate> days(Recurrence rule, String begins) {
        return rule.days(LocalDate.parse(begins), NOON, PARIS);
    }

    private static List<LocalDate> of(String... days) {
        return Stream.of(days).map(LocalDate::parse).toList();
    }

    @Test
    void twice_a_month_is_the_first_and_the_third_same_day_of_the_week() {
        var rule = Recurrence.of(
                Recurrence.Rhythm.TWICE_A_MONTH, LocalDate.parse("2022-09-06"), LocalDate.parse("2022-11-15"));
        assertThat(rule.text()).isEqualTo("FREQ=MONTHLY;BYDAY=1TU,3TU;UNTIL=20221115");
        assertThat(days(rule, "2022-09-06"))
                .isEqualTo(of("2022-09-06", "2022-09-20", "2022-10-04", "2022-10-18", "2022-11-01", "2022-11-15"));
    }

    @ParameterizedTest
    @CsvSource({"2022-05-10, 2TU", "2022-05-31, -1TU", "2022-05-25, 4WE"})
    void monthly_keeps_the_rank_of_the_day_in_its_month(String begins, String day) {
        assertThat(Recurrence.of(Recurrence.Rhythm.MONTHLY, LocalDate.parse(begins), LocalDate.parse("2022-12-31"))
                        .text())
                .isEqualTo("FREQ=MONTHLY;BYDAY=" + day + ";UNTIL=20221231");
    }

    @ParameterizedTest
    @EnumSource(Recurrence.Rhythm.class)
    void every_rhythm_gives_its_first_day_and_ends_by_its_last(Recurrence.Rhythm rhythm) {
        var begins = LocalDate.parse("2022-06-07");
        var days = days(Recurrence.of(rhythm, begins, LocalDate.parse("2022-09-06")), "2022-06-07");
        assertThat(days).startsWith(begins).isSorted().doesNotHaveDuplicates();
        assertThat(days.getLast()).isBeforeOrEqualTo(LocalDate.parse("2022-09-06"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FREQ=WEEKLY", "FREQ=MONTHLY;BYDAY=1TU,3TU", "rrule:freq=daily;interval=2"})
    void a_rule_without_end_is_refused(String rule) {
        assertThatThrownBy(() -> Recurrence.of(rule)).hasMessage("agenda.cycle.rule.endless");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "chaque mardi",
                "FREQ=SOMETIMES;COUNT=3",
                "FREQ=HOURLY;COUNT=3",
                "FREQ=DAILY;BYHOUR=9,14;COUNT=3",
                "FREQ=DAILY;COUNT=0",
                "FREQ=DAILY;COUNT=-3",
                "FREQ=DAILY;INTERVAL=0;COUNT=3",
                "FREQ=DAILY;COUNT=3;UNTIL=20221231",
                "FREQ=DAILY;COUNT=trois",
                "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
                "COUNT=3",
                "FREQ=DAILY;UNTIL=demain",
                "FREQ=DAILY;COUNT=3;X=1"
            })
    void what_is_no_rule_of_days_is_refused(String rule) {
        assertThatThrownBy(() -> days(Recurrence.of(rule), "2022-05-10")).hasMessage("agenda.cycle.rule.bad");
    }

    @Test
    void more_than_a_hundred_days_or_three_years_are_refused() {
        assertThat(days(Recurrence.of("FREQ=DAILY;COUNT=100"), "2022-05-10")).hasSize(100);
        assertThatThrownBy(() -> days(Recurrence.of("FREQ=DAILY;COUNT=101"), "2022-05-10"))
                .hasMessage("agenda.cycle.rule.many");
        assertThatThrownBy(() -> days(Recurrence.of("FREQ=DAILY;COUNT=2000000000"), "2022-05-10"))
                .hasMessage("agenda.cycle.rule.many");
        assertThat(days(Recurrence.of("FREQ=YEARLY;COUNT=4"), "2022-05-10")).hasSize(4);
        assertThatThrownBy(() -> days(Recurrence.of("FREQ=YEARLY;COUNT=5"), "2022-05-10"))
                .hasMessage("agenda.cycle.rule.far");
        assertThatThrownBy(() -> days(Recurrence.of("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=3"), "2022-05-10"))
                .hasMessage("agenda.cycle.rule.none");
    }

    @Test
    void an_end_at_a_moment_counts_in_the_hours_of_the_place() {
        var rule = Recurrence.of("FREQ=DAILY;UNTIL=20221229T223000Z");
        var begins = LocalDate.parse("2022-12-28");
        assertThat(rule.days(begins, LocalTime.parse("23:30"), PARIS)).hasSize(2);
        assertThat(rule.days(begins, LocalTime.parse("23:31"), PARIS)).hasSize(1);
        assertThat(rule.days(begins, LocalTime.parse("20:00"), ZoneId.of("America/Guadeloupe")))
                .hasSize(1);
        assertThat(rule.days(begins, LocalTime.parse("02:00"), ZoneId.of("Indian/Reunion")))
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Paris", "America/Guadeloupe", "Pacific/Auckland", "Pacific/Tahiti"})
    void the_machine_s_own_zone_changes_nothing(String machine) {
        var before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone(machine));
            for (String end : List.of("COUNT=4", "UNTIL=20230405", "UNTIL=20230405T100000Z", "UNTIL=20230411T235959Z"))
                assertThat(days(Recurrence.of("FREQ=WEEKLY;BYDAY=WE;" + end), "2023-03-15"))
                        .isEqualTo(of("2023-03-15", "2023-03-22", "2023-03-29", "2023-04-05"));
        } finally {
            TimeZone.setDefault(before);
        }
    }
}
