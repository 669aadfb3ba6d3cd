package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

        assertPeopleMatch(published, panels, people);
        assertThat(first.size())
                .as("first alternates")
                .isGreaterThan(published.ids().size() * 9 / 10);
    }

    /**
     * Each person's count is binomial, and the counts hang together as the urn says. Their sum of squares has a mean and a
     * variance known from it, and is near to a scaled chi-square that has both (Satterthwaite, 1946).
     */
    private static void assertPeopleMatch(PublishedDraw published, int[] panels, Map<String, Integer> drawn) {
        int[] times = published.timesInUrn();
        int n = times.length;
        double[][] together = new double[n][n];
        for (List<String> panel : published.urn())
            for (String a : panel)
                for (String b : panel)
                    together[published.ids().indexOf(a)][published.ids().indexOf(b)] += 1.0 / panels.length;
        double sum = 0;
        double mean = 0;
        double variance = 0;
        for (int i = 0; i < n; i++) {
            double chance = together[i][i];
            if (chance == 0 || chance == 1) continue;
            double difference = drawn.getOrDefault(published.ids().get(i), 0) - DRAWS * chance;
            sum += difference * difference / (DRAWS * chance * (1 - chance));
            mean++;
            for (int j = 0; j < n; j++) {
                double other = together[j][j];
                if (other == 0 || other == 1) continue;
                double covariance = together[i][j] - chance * other;
                variance += 2 * covariance * covariance / (chance * (1 - chance) * other * (1 - other));
            }
        }
        double scale = variance / (2 * mean);
        assertThat(sum).as("chi-square of the people").isLessThan(scale * critical(mean / scale));
    }

    /** Exceeded once in a thousand (Wilson and Hilferty, 1931). */
    private static double critical(double freedom) {
        double part = 2.0 / (9 * freedom);
        return freedom * Math.pow(1 - part + 3.09 * Math.sqrt(part), 3);
    }
}
