package org.parvis.journal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;

/** Follows the chain from its first entry, and says where it breaks. Entries come in the order of their numbers. */
final class Chain {
    private long number;
    private String hash = Entry.BEFORE_THE_FIRST;
    private @Nullable String sought;
    private boolean found;

    /** A chain that must hold an entry with this hash: whoever once saw it knows when the journal was cut off. */
    static Chain holding(@Nullable String head) {
        var chain = new Chain();
        chain.sought = head;
        return chain;
    }

    /** What is wrong with the next entry, in one sentence that names it; the chain is not to be followed further. */
    Optional<String> follow(Entry entry) {
        long expected = number + 1;
        if (entry.number() > expected)
            return Optional.of("Entry " + expected + " is missing: entry " + entry.number() + " stands in its place.");
        if (entry.number() < expected)
            return Optional.of("Entry " + entry.number() + " stands where entry " + expected + " should.");
        String computed = Sha256.hex(Sha256.of(entry.canonical().getBytes(StandardCharsets.UTF_8)));
        if (!computed.equals(entry.hash()))
            return Optional.of("Entry " + expected + " is broken: its content gives the hash " + computed + ", not the "
                    + entry.hash() + " that it bears.");
        if (!entry.previous().equals(hash))
            return Optional.of("Entry " + expected + " is broken: it follows an entry with the hash " + entry.previous()
                    + ", and the one before it bears " + hash + ".");
        number = expected;
        hash = entry.hash();
        found |= hash.equals(sought);
        return Optional.empty();
    }

    /** What is wrong with where the entries end. */
    Optional<String> end() {
        return sought == null || found
                ? Optional.empty()
                : Optional.of("Entry " + (number + 1) + " is missing: the journal ends at entry " + number
                        + " and no entry bears the hash " + sought + ". What followed was cut off or written anew.");
    }

    long length() {
        return number;
    }

    String head() {
        return hash;
    }
}
