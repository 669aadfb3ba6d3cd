package org.parvis.sortition.proof;

import java.nio.ByteBuffer;

/**
 * Numbers out of public bytes: SHA-256(seed ‖ counter) eight bytes at a time, and a number below {@code bound} by refusing
 * those of the last, incomplete round, so that every number is as likely as any other.
 */
final class Chance {
    private final byte[] seed;
    private long counter;

    Chance(byte[] seed) {
        this.seed = seed;
    }

    int below(int bound) {
        long limit = Long.MAX_VALUE - Long.MAX_VALUE % bound;
        while (true) {
            byte[] block =
                    Sha256.of(seed, ByteBuffer.allocate(8).putLong(counter++).array());
            long number = ByteBuffer.wrap(block).getLong() & Long.MAX_VALUE;
            if (number < limit) return (int) (number % bound);
        }
    }

    /** Fisher and Yates, from the end. */
    <T> void shuffle(T[] items) {
        for (int i = items.length - 1; i > 0; i--) {
            int j = below(i + 1);
            T kept = items[i];
            items[i] = items[j];
            items[j] = kept;
        }
    }
}
