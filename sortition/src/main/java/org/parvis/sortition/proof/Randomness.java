package org.parvis.sortition.proof;

import java.time.Instant;

/**
 * Public chance: what its source published, and when.
 *
 * @param source as it was named before the draw: “drand quicknet, round 12345678”, “EuroMillions of Friday 6 March”
 * @param hex the bytes, in hexadecimal
 */
public record Randomness(String source, Instant publishedAt, String hex) {
    /** @throws IllegalArgumentException where {@code hex} is no hexadecimal, or has fewer than 16 bytes */
    public Randomness {
        if (!hex.matches("([0-9a-f]{2}){16,}"))
            throw new IllegalArgumentException(
                    "Public randomness is at least 16 bytes in lower-case hexadecimal, not “%s”.".formatted(hex));
    }
}
