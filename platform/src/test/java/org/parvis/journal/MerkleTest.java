package org.parvis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.house.Sha256;

class MerkleTest {
    /** The vectors of the reference implementation of Certificate Transparency (merkle_tree_test.cc). */
    @Test
    void roots_are_those_of_certificate_transparency() {
        List<byte[]> leaves = List.of(
                        "",
                        "00",
                        "10",
                        "2021",
                        "3031",
                        "40414243",
                        "5051525354555657",
                        "606162636465666768696a6b6c6d6e6f")
                .stream()
                .map(HexFormat.of()::parseHex)
                .toList();
        List<String> roots = List.of(
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
                "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
                "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
                "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
                "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
                "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
        var tree = new Merkle();
        assertThat(Sha256.hex(tree.root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < leaves.size(); i++) {
            tree.add(leaves.get(i));
            assertThat(Sha256.hex(tree.root())).isEqualTo(roots.get(i));
        }
    }

    @Test
    void each_item_of_any_list_can_be_proven_and_no_other() {
        for (int size = 1; size <= 33; size++) {
            List<byte[]> items = items(size);
            byte[] root = root(items);
            for (int i = 0; i < size; i++) {
                var proof = Merkle.proof(items, i);
                assertThat(Merkle.proves(items.get(i), i, size, proof, root)).isTrue();
                assertThat(Merkle.proves("other".getBytes(StandardCharsets.UTF_8), i, size, proof, root))
                        .isFalse();
                assertThat(Merkle.proves(items.get(i), (i + 1) % size, size, proof, root))
                        .isEqualTo(size == 1);
                assertThat(Merkle.proves(items.get(i), i, size, lengthened(proof), root))
                        .isFalse();
            }
        }
    }

    @Test
    void a_node_cannot_pass_for_an_item() {
        var items = items(2);
        byte[] node = new byte[64];
        System.arraycopy(Sha256.of(new byte[] {0}, items.get(0)), 0, node, 0, 32);
        System.arraycopy(Sha256.of(new byte[] {0}, items.get(1)), 0, node, 32, 32);
        assertThat(root(List.of(node))).isNotEqualTo(root(items));
    }

    private static List<byte[]> items(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> ("item " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    private static byte[] root(List<byte[]> items) {
        var tree = new Merkle();
        items.forEach(tree::add);
        return tree.root();
    }

    private static List<byte[]> lengthened(List<byte[]> proof) {
        var longer = new ArrayList<>(proof);
        longer.add(new byte[32]);
        return longer;
    }
}
