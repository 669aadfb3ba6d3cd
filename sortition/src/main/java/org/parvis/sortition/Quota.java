package org.parvis.sortition;

/** A panel has at least {@code min} and at most {@code max} people whose {@code feature} is {@code value}. */
public record Quota(String feature, String value, int min, int max) {
    @Override
    public String toString() {
        return "%s “%s”: %d to %d".formatted(feature, value, min, max);
    }
}
