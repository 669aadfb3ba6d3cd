package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pools that the papers' code, Sortition Foundation's and look-alikes of the withheld ones give. */
class RealPoolsTest {
    /** Minimum and Gini in per cent; those of look-alikes are this library's, held so that they stay. */
    @ParameterizedTest
    @CsvSource({
        "example_small_20, 3, 10.000, 0",
        "example_large_200, 3, 10.000, 0",
        "sf_scotland_fixture_22, 122, 9.091, 14.04",
        "sf_scaled300_45, 109, 15.000, 0",
        "sf_scaled300t_45, 109, 13.333, 3.57",
        "sf_scaled750_112, 122, 14.933, 0",
        "mild_like_mass_24, 56, 7.500, 52.65",
        "mild_like_nexus_170, 178, 8.046, 44.89",
        "mild_like_sf_a_35, 260, 8.209, 23.02",
        "mild_like_hd_30, 227, 6.028, 47.97"
    })
    void the_fairest_chances_are_found_and_certain(String name, int types, double minimum, double gini) {
        var real = RealPools.of(name);
        Allocation found = Sortition.allocate(real.pool(), real.quotas(), real.panelSize(), Options.of(Method.LEXIMIN));
        assertThat(found.complete()).isTrue();
        assertThat(found.types()).isEqualTo(types);
        assertThat(100 * found.minimum()).isCloseTo(minimum, within(6e-4));
        assertThat(100 * found.gini()).isCloseTo(gini, within(6e-3));
        assertThat(found.gap()).isLessThanOrEqualTo(1e-6);
        assertThat(found.largestDifference()).isLessThanOrEqualTo(1e-6);
        assertThat(found.excluded()).isEmpty();
        assertThat(Arrays.stream(found.chances()).sum()).isCloseTo(real.panelSize(), within(1e-6));
        Urn urn = Urn.of(found, Urn.USUAL_SIZE, 1);
        assertThat(urn.largestDifference()).isLessThanOrEqualTo(Math.min(0.004, urn.attainable()));
        for (int[] panel : urn.panels())
            assertThat(People.allow(real.pool(), real.quotas(), panel)).isTrue();
    }

    @Test
    void maximin_has_the_same_minimum() {
        var real = RealPools.of("sf_scotland_fixture_22");
        Allocation found = Sortition.allocate(real.pool(), real.quotas(), real.panelSize(), Options.of(Method.MAXIMIN));
        assertThat(found.gap()).isLessThanOrEqualTo(1e-6);
        assertThat(100 * found.minimum()).isCloseTo(9.091, within(6e-4));
    }

    @Test
    void twenty_thousand_draws_have_the_announced_chances(@TempDir Path folder) {
        var real = RealPools.of("sf_scaled300t_45");
        Allocation found = Sortition.allocate(real.pool(), real.quotas(), real.panelSize(), Options.of(Method.LEXIMIN));
        ChiSquare.assertDrawsMatch(Urn.of(found, Urn.USUAL_SIZE, 1), folder);
    }
}
