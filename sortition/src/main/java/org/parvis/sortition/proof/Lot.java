package org.parvis.sortition.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who is invited out of a list: public chance picks some of its entries, each as likely as any other. Entries are known by
 * their place in the list, from 1; what stands there is committed to by a salted digest, and never public.
 *
 * @param wanted how many are picked
 * @param list the list's digest, as {@link #listDigest} has it
 * @param source where the randomness will come from, {@code notBefore} when
 */
public record Lot(int entries, int wanted, String list, String source, Instant notBefore, Instant committedAt) {
    /** What is published before chance speaks. */
    public static final String COMMITMENT = "invitations-list.txt";

    /** The same, and what followed from it. */
    public static final String FILE = "invitations.txt";

    private static final List<String> NAMES =
            List.of("format", "entries", "wanted", "list", "source of the randomness", "not before", "committed at");
    private static final List<String> DRAWN_NAMES = List.of("published at", "randomness", "seed", "picked places");

    /** @throws IllegalArgumentException where not so many can be picked, or chance would speak before the commitment */
    public Lot {
        if (wanted < 1 || wanted > entries)
            throw new IllegalArgumentException("Nobody picks %d of %d entries.".formatted(wanted, entries));
        if (notBefore.isBefore(committedAt))
            throw new IllegalArgumentException("The randomness has to come after the commitment (%s), not on %s."
                    .formatted(committedAt, notBefore));
    }

    /**
     * A lot that was replayed.
     *
     * @param places that were picked, in their order
     */
    public record Drawn(Lot lot, Randomness randomness, List<Integer> places) {
        public Drawn {
            places = List.copyOf(places);
        }
    }

    /**
     * SHA-256 of netstrings: the format, "list", the salt, then each entry.
     *
     * @param salt 32 random bytes, in hexadecimal: without them a guess at the list could be tested
     * @param entries in the order of their places
     */
    public static String listDigest(String salt, List<String> entries) {
        var texts = new ArrayList<>(List.of(Commitment.FORMAT, "list", salt));
        texts.addAll(entries);
        return Sha256.hex(Sha256.of(Sha256.texts(texts)));
    }

    /** The text of {@link #COMMITMENT}. */
    public String text() {
        return lines().text();
    }

    private Lines.Builder lines() {
        Object[] values = {Commitment.FORMAT, entries, wanted, list, source, notBefore, committedAt};
        var lines = new Lines.Builder();
        for (int i = 0; i < values.length; i++) lines.add(NAMES.get(i), values[i]);
        return lines;
    }

    /** All that has to be announced. */
    public String digest() {
        return PublishedDraw.fileDigest(text());
    }

    /**
     * The places that this randomness picks, in their order.
     *
     * @throws IllegalArgumentException where it is not of the announced source, or came too early
     */
    public List<Integer> pick(Randomness randomness) {
        var chance = new Chance(seed(randomness));
        int[] places = IntStream.rangeClosed(1, entries).toArray();
        for (int i = 0; i < wanted; i++) {
            int j = i + chance.below(entries - i);
            int picked = places[j];
            places[j] = places[i];
            places[i] = picked;
        }
        return Arrays.stream(places, 0, wanted).sorted().boxed().toList();
    }

    private byte[] seed(Randomness randomness) {
        if (!randomness.source().equals(source))
            throw new IllegalArgumentException("The commitment names “%s” as the source of the randomness, not “%s”."
                    .formatted(source, randomness.source()));
        if (randomness.publishedAt().isBefore(notBefore))
            throw new IllegalArgumentException("Randomness of %s is refused: the commitment says not before %s."
                    .formatted(randomness.publishedAt(), notBefore));
        return Sha256.of(Sha256.texts(List.of(
                Commitment.FORMAT,
                "lot",
                digest(),
                randomness.source(),
                randomness.publishedAt().toString(),
                randomness.hex())));
    }

    /** The text of {@link #FILE}; its seed depends on every line before it, so that none can be changed alone. */
    public String text(Randomness randomness) {
        return lines().add("published at", randomness.publishedAt())
                .add("randomness", randomness.hex())
                .add("seed", Sha256.hex(seed(randomness)))
                .add(
                        "picked places",
                        pick(randomness).stream().map(String::valueOf).collect(Collectors.joining(" ")))
                .text();
    }

    /**
     * What was fixed, of files by their names; nothing where none of them is of a lot.
     *
     * @throws Differs where a file is not what it was, or does not follow from the other
     */
    public static Optional<Lot> read(Map<String, String> files) {
        var drawn = replay(files);
        String text = files.get(COMMITMENT);
        if (text == null) return drawn.map(Drawn::lot);
        Lot lot = read(COMMITMENT, Lines.read(COMMITMENT, text, NAMES));
        if (!lot.text().equals(text)) throw new Differs(COMMITMENT, "it is not written as it was");
        if (drawn.isPresent() && !drawn.get().lot().equals(lot))
            throw new Differs(COMMITMENT, "the lot of %s was drawn from another commitment".formatted(FILE));
        return Optional.of(lot);
    }

    /**
     * The lot, replayed; nothing where there was none yet.
     *
     * @throws Differs where {@link #FILE} does not follow from itself
     */
    public static Optional<Drawn> replay(Map<String, String> files) {
        String text = files.get(FILE);
        if (text == null) return Optional.empty();
        var names = new ArrayList<>(NAMES);
        names.addAll(DRAWN_NAMES);
        Lines lines = Lines.read(FILE, text, names);
        Lot lot = read(FILE, lines);
        try {
            var randomness =
                    new Randomness(lot.source(), Instant.parse(lines.get("published at")), lines.get("randomness"));
            if (!lot.text(randomness).equals(text))
                throw new Differs(FILE, "its randomness leads to something else than it says");
            return Optional.of(new Drawn(lot, randomness, lot.pick(randomness)));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Differs(FILE, String.valueOf(e.getMessage()));
        }
    }

    private static Lot read(String file, Lines lines) {
        if (!lines.get("format").equals(Commitment.FORMAT))
            throw new Differs(file, "this verifier reads " + Commitment.FORMAT);
        try {
            return new Lot(
                    Integer.parseInt(lines.get("entries")),
                    Integer.parseInt(lines.get("wanted")),
                    lines.get("list"),
                    lines.get("source of the randomness"),
                    Instant.parse(lines.get("not before")),
                    Instant.parse(lines.get("committed at")));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Differs(file, String.valueOf(e.getMessage()));
        }
    }
}
