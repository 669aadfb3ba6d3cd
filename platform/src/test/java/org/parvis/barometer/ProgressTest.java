package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.barometer.Progress.Weighted;

class ProgressTest {
    private static BigDecimal of(String number) {
        return new BigDecimal(number);
    }

    @ParameterizedTest(name = "{0}: from {1}, at {2}, towards {3} is {4}")
    @CsvSource({
        "RISE, 70, 79.58, 85, 63.87",
        "RISE, 0, 1, 3, 33.33",
        "RISE, 0, 2, 3, 66.67",
        // Half a hundredth goes up.
        "RISE, 0, 1, 16, 6.25",
        "RISE, 0, 12345, 1000000, 1.23",
        "RISE, 0, 12350, 1000000, 1.24",
        // Bounded.
        "RISE, 10, 5, 20, 0.00",
        "RISE, 10, 25, 20, 100.00",
        // No way to go: kept or not.
        "RISE, 20, 20, 20, 100.00",
        "RISE, 20, 19.99, 20, 0.00",
        "RISE, 30, 25, 20, 100.00",
        "FALL, 100, 70, 40, 50.00",
        "FALL, 100, 40, 40, 100.00",
        "FALL, 100, 30, 40, 100.00",
        "FALL, 100, 110, 40, 0.00",
        "FALL, 40, 50, 60, 100.00",
        "FALL, 40, 61, 60, 0.00",
        "KEEP, 50, 50, 50, 100.00",
        "KEEP, 50, 49, 50, 0.00",
        "KEEP, 40, 45, 50, 50.00",
        "RISE, -10, -5, 0, 50.00",
    })
    void the_rate_is_the_share_of_the_way_that_is_done(
            Direction direction, String initial, String current, String target, String rate) {
        var progress = Progress.of(direction, of(initial), of(current), of(target));
        assertThat(Objects.requireNonNull(progress).rate()).isEqualTo(of(rate));
    }

    @Test
    void a_missing_value_gives_no_rate() {
        assertThat(Progress.of(Direction.RISE, null, of("1"), of("2"))).isNull();
        assertThat(Progress.of(Direction.RISE, of("1"), null, of("2"))).isNull();
        assertThat(Progress.of(Direction.RISE, of("1"), of("1"), null)).isNull();
    }

    @Test
    void a_mean_weighs_each_rate_and_needs_all_of_them() {
        assertThat(Progress.mean(List.of(new Weighted(of("2"), of("50.00")), new Weighted(of("1"), of("25.01")))))
                .isEqualTo(of("41.67"));
        assertThat(Progress.mean(Arrays.asList(new Weighted(of("2"), of("50.00")), new Weighted(of("1"), null))))
                .isNull();
        assertThat(Progress.mean(List.of())).isNull();
    }
}
