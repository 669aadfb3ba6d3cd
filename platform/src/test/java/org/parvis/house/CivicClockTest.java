package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class CivicClockTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime realTime;

    @Test
    void the_demonstration_starts_on_the_second_of_may_2022_at_nine_in_paris() {
        assertThat(clock.isDemonstration()).isTrue();
        assertThat(clock.now()).isEqualTo(Instant.parse("2022-05-02T07:00:00Z"));
        assertThat(clock.today()).isEqualTo(LocalDate.of(2022, 5, 2));
    }

    @Test
    void the_demonstration_runs_on_with_real_time() {
        realTime.pass(Duration.ofHours(15));
        assertThat(clock.today()).isEqualTo(LocalDate.of(2022, 5, 3));
        realTime.pass(Duration.ofDays(365));
        assertThat(clock.today()).isEqualTo(LocalDate.of(2023, 5, 3));
    }

    @Test
    void outside_a_demonstration_civic_time_is_real_time() {
        Instant founded = Instant.parse("2026-03-02T08:00:00Z");
        var time = new TestTime();
        var real = new CivicClock(time, PARIS, () -> Instance.real(founded));
        time.pass(Duration.ofDays(2));
        assertThat(real.now()).isEqualTo(time.instant());
        assertThat(real.isDemonstration()).isFalse();
    }

    @Test
    void the_day_changes_at_midnight_of_the_instance_and_not_of_the_machine() {
        Instant lateEvening = Instant.parse("2022-05-02T22:30:00Z");
        assertThat(CivicClock.fixed(lateEvening, PARIS).today()).isEqualTo(LocalDate.of(2022, 5, 3));
        assertThat(CivicClock.fixed(lateEvening, ZoneId.of("America/Cayenne")).today())
                .isEqualTo(LocalDate.of(2022, 5, 2));
    }
}
