package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UrnTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1000})
    void every_panel_meets_the_quotas_and_no_chance_changes_by_more_than_can_be_attained(int size) {
        Allocation found = Pools.leximin(187);
        Urn urn = Urn.of(found, size, 1);
        assertThat(urn.panels()).hasSize(size);
        for (int[] panel : urn.panels())
            assertThat(People.allow(found.pool(), found.quotas(), panel)).isTrue();
        assertThat(urn.largestDifference()).isLessThanOrEqualTo(urn.attainable());
        assertThat(Arrays.stream(urn.chances()).sum()).isBetween(15 - 1e-9, 15 + 1e-9);
    }

    @Test
    void among_a_thousand_panels_a_chance_moves_by_two_balls_at_most() {
        assertThat(Urn.of(Pools.leximin(187), 1000, 1).largestDifference()).isLessThanOrEqualTo(0.002);
    }
}
