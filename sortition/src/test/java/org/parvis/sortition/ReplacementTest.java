package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplacementTest {
    private final Pool pool = Pools.volunteers(120);
    private final List<Person> panel = Arrays.stream(
                    Urn.of(Pools.leximin(120), 10, 1).panels().getFirst())
            .mapToObj(pool.people()::get)
            .toList();
    private final Replacement replacement = new Replacement(pool, Pools.QUOTAS);

    @Test
    void whoever_refuses_is_replaced_within_the_quotas_by_the_first_in_order() {
        for (int refusals = 1; refusals <= 4; refusals++) {
            var staying = new ArrayList<>(panel.subList(refusals, panel.size()));
            var alternates = alternates(refusals);
            List<Person> taken = replacement.fill(staying, refusals, alternates);
            assertThat(taken).hasSize(refusals);
            staying.addAll(taken);
            int[] whole = staying.stream().mapToInt(pool.people()::indexOf).toArray();
            assertThat(People.allow(pool, Pools.QUOTAS, whole)).isTrue();
            if (refusals > 1) continue;
            for (Person before : alternates.subList(0, alternates.indexOf(taken.getFirst()))) {
                whole[whole.length - 1] = pool.people().indexOf(before);
                assertThat(People.allow(pool, Pools.QUOTAS, whole)).isFalse();
            }
        }
    }

    @Test
    void where_no_alternate_fits_the_smallest_change_is_said() {
        List<Person> staying = panel.subList(1, panel.size());
        int women = (int) panel.stream()
                .filter(p -> p.values().getFirst().equals("woman"))
                .count();
        assertThat(women).isBetween(7, 8);
        List<Person> nobody = List.of();
        assertThatThrownBy(() -> replacement.fill(staying, 1, nobody))
                .isInstanceOf(Unfeasible.class)
                .hasMessageContaining("0 alternates are left for 1 places");
        List<Person> threeMenLess = panel.stream()
                .filter(p -> p.values().getFirst().equals("man"))
                .limit(3)
                .toList();
        List<Person> women3 = alternates(0).stream()
                .filter(p -> p.values().getFirst().equals("woman"))
                .toList();
        var rest = new ArrayList<>(panel);
        rest.removeAll(threeMenLess);
        assertThatThrownBy(() -> replacement.fill(rest, 3, women3))
                .isInstanceOf(Unfeasible.class)
                .hasMessageContaining("The smallest change");
    }

    private List<Person> alternates(int refusals) {
        var others = new ArrayList<>(pool.people());
        others.removeAll(panel);
        Collections.shuffle(others, new Random(refusals));
        return others;
    }
}
