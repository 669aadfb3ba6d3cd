package org.parvis.sortition.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChanceTest {
    @Test
    void every_number_is_as_likely_as_any_other() {
        var chance = new Chance(new byte[32]);
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) counts[chance.below(7)]++;
        double sum = Arrays.stream(counts)
                .mapToDouble(c -> (c - 10_000.0) * (c - 10_000.0) / 10_000)
                .sum();
        // The 99.9th percentile of chi-square with six degrees of freedom.
        assertThat(sum).isLessThan(22.46);
    }

    @Test
    void every_order_is_as_likely_as_any_other() {
        var chance = new Chance(new byte[] {1});
        var counts = new HashMap<List<Integer>, Integer>();
        for (int i = 0; i < 60_000; i++) {
            Integer[] items = {1, 2, 3};
            chance.shuffle(items);
            counts.merge(List.of(items), 1, Integer::sum);
        }
        assertThat(counts).hasSize(6);
        assertThat(counts.values()).allMatch(count -> count > 9_600 && count < 10_400);
    }

    @Test
    void every_leaf_is_proven_in_trees_of_every_size_and_nothing_else_is() {
        for (int size = 1; size <= 33; size++) {
            var leaves = new ArrayList<byte[]>();
            for (int i = 0; i < size; i++) leaves.add(Merkle.leaf(("item " + i).getBytes(StandardCharsets.UTF_8)));
            byte[] root = Merkle.root(leaves);
            for (int i = 0; i < size; i++) {
                List<byte[]> path = Merkle.path(leaves, i);
                assertThat(Merkle.proves(leaves.get(i), i, size, path, root)).isTrue();
                assertThat(Merkle.proves(leaves.get((i + 1) % size), i, size, path, root))
                        .isEqualTo(size == 1);
                assertThat(Merkle.proves(leaves.get(i), i, size, path, Merkle.leaf(root)))
                        .isFalse();
            }
        }
    }

    /** The known answer of RFC 6962's reference tree over no and over one empty leaf. */
    @Test
    void the_tree_is_that_of_the_rfc() {
        assertThat(Sha256.hex(Merkle.root(List.of())))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(Sha256.hex(Merkle.root(List.of(Merkle.leaf(new byte[0])))))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }
}
