package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Random;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;

/** 20,000 draws of one published urn, each with randomness of its own; the seed is fixed. */
final class ChiSquare {
    private static final int DRAWS = 20_000;

    private ChiSquare() {}

    static void assertDrawsMatch(Urn urn, Path folder) {
        Instant day = Instant.parse("2026-03-01T12:00:00Z");
        Frozen frozen = Frozen.of(urn, new Announcement("a test", day), day, new Random(1));
        frozen.publish(folder);
        PublishedDraw published = PublishedDraw.read(folder);
        var random = new Random(2026);
        byte[] bytes = new byte[32];
        int[] panels = new int[urn.panels().size()];
        var people = new HashMap<String, Integer>();
        var first = new HashMap<String, Integer>();
        for (int draw = 0; draw < DRAWS; draw++) {
            random.nextBytes(bytes);
            var outcome = published.outcome(
                    new Randomness("a test", day, HexFormat.of().formatHex(bytes)));
            panels[outcome.panel()]++;
            for (String id : outcome.members()) people.merge(id, 1, Integer::sum);
            first.merge(outcome.alternates().getFirst(), 1, Integer::sum);
        }
        double expected = (double) DRAWS / panels.length;
        double sum = 0;
        for (int count : panels) sum += (count - expected) * (count - expected) / expected;
        assertThat(sum).as("chi-square of the panels").isLessThan(critical(panels.length - 1));

        // Each person's count is binomial; those of a panel hang together, which only lowers the sum's variance here.
        int[] times = published.timesInUrn();
        double chances = 0;
        int free = 0;
        for (int i = 0; i < times.length; i++) {
            double chance = (double) times[i] / panels.length;
            if (chance == 0 || chance == 1) continue;
            double difference = people.getOrDefault(published.ids().get(i), 0) - DRAWS * chance;
            chances += difference * difference / (DRAWS * chance * (1 - chance));
            free++;
        }
        assertThat(chances).as("chi-square of the people").isLessThan(1.25 * free);
        assertThat(first.size()).as("first alternates").isGreaterThan(times.length * 9 / 10);
    }

    /** Exceeded once in a thousand (Wilson and Hilferty, 1931). */
    private static double critical(int freedom) {
        double part = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - part + 3.09 * Math.sqrt(part), 3);
    }
}
