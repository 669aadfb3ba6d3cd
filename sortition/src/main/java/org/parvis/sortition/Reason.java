package org.parvis.sortition;

/**
 * Why no panel exists, or none was found.
 *
 * @param feature which it is about; empty where it is about none
 * @param value which value of it; empty where it is about all of them
 * @param there how many there are, or could be
 * @param wanted how many are asked for
 */
public record Reason(Kind kind, String feature, String value, int there, int wanted) {
    /** What is wrong; each reads with {@link Reason}'s other components. */
    public enum Kind {
        MINIMUMS_TOO_HIGH("The minimums of %1$s add up to %3$d for %4$d places."),
        MAXIMUMS_TOO_LOW("The maximums of %1$s add up to %3$d for %4$d places."),
        TOO_FEW("The pool has %3$d people whose %1$s is “%2$s”, and the panel wants %4$d."),
        TOO_FEW_ADDRESSES("With at most one person an address, the pool has fewer than %4$d people to take."),
        TOO_FEW_ALTERNATES("%3$d alternates are left for %4$d places."),
        NOT_FOUND("What would let one exist was not found within the time."),
        NOT_PROVEN("None was found within the solver's limit, and that none exists is not proven.");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    @Override
    public String toString() {
        return kind.sentence.formatted(feature, value, there, wanted);
    }
}
