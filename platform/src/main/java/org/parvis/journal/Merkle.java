package org.parvis.journal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.parvis.house.Sha256;

/**
 * The Merkle tree of a bulk act's items (RFC 9162, section 2.1, as RFC 6962 before it): a leaf is SHA-256(0x00 ‖ item), a
 * node SHA-256(0x01 ‖ left ‖ right), so that no node can pass for an item. Items come one by one; a tree of n items keeps
 * log n hashes.
 */
public final class Merkle {
    private record Subtree(long size, byte[] root) {}

    private final Deque<Subtree> subtrees = new ArrayDeque<>();
    private long count;

    public void add(byte[] item) {
        count++;
        var tree = new Subtree(1, leaf(item));
        while (!subtrees.isEmpty() && subtrees.peek().size() == tree.size())
            tree = new Subtree(2 * tree.size(), node(subtrees.pop().root(), tree.root()));
        subtrees.push(tree);
    }

    public long count() {
        return count;
    }

    /** The root of what was added so far; of nothing, SHA-256 of nothing. */
    public byte[] root() {
        byte[] root = null;
        for (Subtree tree : subtrees) root = root == null ? tree.root() : node(tree.root(), root);
        return root == null ? Sha256.of() : root;
    }

    /** The hashes that lead from the item at {@code index} up to the root. */
    public static List<byte[]> proof(List<byte[]> items, int index) {
        if (items.size() == 1) return new ArrayList<>();
        int half = Integer.highestOneBit(items.size() - 1);
        boolean left = index < half;
        var proof =
                left ? proof(items.subList(0, half), index) : proof(items.subList(half, items.size()), index - half);
        proof.add(rootOf(left ? items.subList(half, items.size()) : items.subList(0, half)));
        return proof;
    }

    /** Whether an item stands at {@code index} among {@code count} items under this root (RFC 9162, section 2.1.3.2). */
    public static boolean proves(byte[] item, long index, long count, List<byte[]> proof, byte[] root) {
        if (index < 0 || index >= count) return false;
        long place = index;
        long last = count - 1;
        byte[] hash = leaf(item);
        for (byte[] other : proof) {
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

    private static byte[] rootOf(List<byte[]> items) {
        var tree = new Merkle();
        items.forEach(tree::add);
        return tree.root();
    }

    private static byte[] leaf(byte[] item) {
        return Sha256.of(new byte[] {0}, item);
    }

    private static byte[] node(byte[] left, byte[] right) {
        return Sha256.of(new byte[] {1}, left, right);
    }
}
