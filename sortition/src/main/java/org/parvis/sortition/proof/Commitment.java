package org.parvis.sortition.proof;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * What is fixed before chance speaks. Its own digest is all that has to be announced.
 *
 * @param seed decided who of those alike goes first in the urn
 * @param source where the randomness will come from, {@code notBefore} when
 * @param peopleRoot of the Merkle tree of the people's leaves; the other digests are those of the files
 */
public record Commitment(
        String algorithm,
        String version,
        int people,
        int panelSize,
        int panels,
        long seed,
        Instant frozenAt,
        String source,
        Instant notBefore,
        String peopleRoot,
        String peopleFile,
        String quotasFile,
        String urnFile,
        String totalsFile) {
    public static final String FORMAT = "parvis-sortition-1";
    private static final List<String> NAMES = List.of(
            "format",
            "algorithm",
            "version",
            "people",
            "panel size",
            "panels in the urn",
            "seed",
            "frozen at",
            "source of the randomness",
            "not before",
            "people root",
            "people.csv",
            "quotas.csv",
            "urn.csv",
            "totals.csv");

    /** @throws IllegalArgumentException where the randomness would be there before the commitment */
    public Commitment {
        if (notBefore.isBefore(frozenAt))
            throw new IllegalArgumentException(
                    "The randomness has to come after the freeze (%s), not on %s.".formatted(frozenAt, notBefore));
    }

    public String text() {
        Object[] values = {
            FORMAT,
            algorithm,
            version,
            people,
            panelSize,
            panels,
            seed,
            frozenAt,
            source,
            notBefore,
            peopleRoot,
            peopleFile,
            quotasFile,
            urnFile,
            totalsFile
        };
        var lines = new Lines.Builder();
        for (int i = 0; i < values.length; i++) lines.add(NAMES.get(i), values[i]);
        return lines.text();
    }

    static Commitment read(String file, String text) {
        Lines lines = Lines.read(file, text, NAMES);
        if (!lines.get("format").equals(FORMAT)) throw new Differs(file, "this verifier reads " + FORMAT);
        try {
            var read = new Commitment(
                    lines.get("algorithm"),
                    lines.get("version"),
                    Integer.parseInt(lines.get("people")),
                    Integer.parseInt(lines.get("panel size")),
                    Integer.parseInt(lines.get("panels in the urn")),
                    Long.parseLong(lines.get("seed")),
                    Instant.parse(lines.get("frozen at")),
                    lines.get("source of the randomness"),
                    Instant.parse(lines.get("not before")),
                    lines.get("people root"),
                    lines.get("people.csv"),
                    lines.get("quotas.csv"),
                    lines.get("urn.csv"),
                    lines.get("totals.csv"));
            if (!read.text().equals(text)) throw new Differs(file, "it is not written as it was");
            return read;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new Differs(file, String.valueOf(e.getMessage()));
        }
    }

    public String digest() {
        return Sha256.hex(Sha256.of(text().getBytes(StandardCharsets.UTF_8)));
    }

    /** The panel, from 0, and everyone else in the order in which they are asked when someone refuses. */
    Outcome outcome(Randomness randomness, List<List<String>> urn, List<String> everyone) {
        if (!randomness.source().equals(source))
            throw new IllegalArgumentException("The commitment names “%s” as the source of the randomness, not “%s”."
                    .formatted(source, randomness.source()));
        if (randomness.publishedAt().isBefore(notBefore))
            throw new IllegalArgumentException(
                    "Randomness of %s is refused: the commitment says not before %s, and whoever made the urn might have known it."
                            .formatted(randomness.publishedAt(), notBefore));
        var chance = new Chance(Sha256.of(Sha256.texts(List.of(
                FORMAT,
                "draw",
                digest(),
                randomness.source(),
                randomness.publishedAt().toString(),
                randomness.hex()))));
        int panel = chance.below(urn.size());
        String[] others =
                everyone.stream().filter(id -> !urn.get(panel).contains(id)).toArray(String[]::new);
        chance.shuffle(others);
        return new Outcome(panel, urn.get(panel), List.of(others));
    }

    /** @param panel its place in the urn, from 0 */
    public record Outcome(int panel, List<String> members, List<String> alternates) {
        public Outcome {
            members = List.copyOf(members);
            alternates = List.copyOf(alternates);
        }
    }
}
