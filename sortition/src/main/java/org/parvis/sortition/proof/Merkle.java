package org.parvis.sortition.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The Merkle tree of RFC 9162, section 2.1 (as RFC 6962 before it), over leaves that are already hashed: a leaf is
 * SHA-256(0x00 ‖ item), a node SHA-256(0x01 ‖ left ‖ right), so that no node can pass for an item.
 */
final class Merkle {
    private Merkle() {}

    static byte[] leaf(byte[] item) {
        return Sha256.of(new byte[] {0}, item);
    }

    static byte[] root(List<byte[]> leaves) {
        if (leaves.isEmpty()) return Sha256.of();
        if (leaves.size() == 1) return leaves.getFirst();
        int half = Integer.highestOneBit(leaves.size() - 1);
        return node(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    /** The hashes that lead from the leaf at {@code index} up to the root. */
    static List<byte[]> path(List<byte[]> leaves, int index) {
        if (leaves.size() == 1) return new ArrayList<>();
        int half = Integer.highestOneBit(leaves.size() - 1);
        List<byte[]> left = leaves.subList(0, half);
        List<byte[]> right = leaves.subList(half, leaves.size());
        var path = index < half ? path(left, index) : path(right, index - half);
        path.add(root(index < half ? right : left));
        return path;
    }

    /** RFC 9162, section 2.1.3.2. */
    static boolean proves(byte[] leaf, int index, int count, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= count) return false;
        int place = index;
        int last = count - 1;
        byte[] hash = leaf;
        for (byte[] other : path) {
            if (last == 0) return false;
            if ((place & 1) == 1 || place == last) {
                hash = node(other, hash);
                while ((place & 1) == 0 && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = node(hash, other);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(new byte[] {1}, left, right);
    }
}
