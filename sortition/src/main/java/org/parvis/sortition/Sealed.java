package org.parvis.sortition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.parvis.sortition.proof.Commitment;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.sortition.proof.Table;

/**
 * How many of each quota every panel of an urn has, and the salts that hide it until one of them is drawn. Kept by the
 * organisers, never published whole.
 *
 * @param totals of each panel, in the quotas' order
 * @param salts of each panel's totals, 32 bytes in hexadecimal
 */
public record Sealed(List<List<Integer>> totals, List<String> salts) {
    /** How the file is called among those that are kept. */
    public static final String FILE = "totals.csv";

    private static final List<String> HEADER = List.of("panel", "salt", "totals");

    public Sealed {
        totals = List.copyOf(totals);
        salts = List.copyOf(salts);
    }

    /** The file's text; {@link #read} reads it back. */
    public String text() {
        var rows = new ArrayList<List<String>>();
        for (int p = 0; p < salts.size(); p++)
            rows.add(List.of(
                    String.valueOf(p + 1),
                    salts.get(p),
                    totals.get(p).stream().map(String::valueOf).collect(Collectors.joining(" "))));
        return new Table(HEADER, rows).text();
    }

    /** @throws org.parvis.sortition.proof.Differs where the text is not what {@link #text} wrote */
    public static Sealed read(String text) {
        var totals = new ArrayList<List<Integer>>();
        var salts = new ArrayList<String>();
        for (List<String> row : Table.read(FILE, text, HEADER).rows()) {
            salts.add(row.get(1));
            totals.add(
                    Arrays.stream(row.get(2).split(" ")).map(Integer::valueOf).toList());
        }
        return new Sealed(totals, salts);
    }

    /**
     * The text of {@link PublishedDraw#DRAW}: which panel this randomness picks, its totals and the alternates.
     *
     * @throws IllegalArgumentException where the panel is drawn already, or the randomness is not of the announced source, or
     *     came too early
     */
    public String draw(PublishedDraw published, Randomness randomness) {
        if (published.replay().isPresent())
            throw new IllegalArgumentException("This panel was already drawn, and is drawn once.");
        Commitment.Outcome outcome = published.outcome(randomness);
        return published.drawText(randomness, totals.get(outcome.panel()), salts.get(outcome.panel()));
    }
}
