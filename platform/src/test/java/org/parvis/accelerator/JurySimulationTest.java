package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** By how much three severe jurors move a ranking, with and without making scores comparable: the table of the docs. */
class JurySimulationTest {
    private static final Path DOC = Path.of("../docs/algorithms/joint-jury.md");
    private static final int SCALE = 10, SEVERE = 3;

    private record College(String name, int applications, int jurors, int readers, int places, int runs) {}

    private static final List<College> COLLEGES =
            List.of(new College("administration", 5_000, 40, 2, 150, 5), new College("citizens", 150, 15, 3, 9, 200));

    /** Means over the runs. */
    private static final class Moved {
        double ranks, lost, best;
    }

    @Test
    void three_severe_jurors_move_the_ranking_as_the_docs_say() throws IOException {
        String doc = Files.readString(DOC);
        var lines = new ArrayList<String>();
        for (var college : COLLEGES) {
            var shared = IntStream.range(0, college.runs())
                    .mapToObj(run -> share(college, run))
                    .toList();
            for (int points : new int[] {2, 4}) {
                var plain = simulate(college, shared, points, false);
                var normalised = simulate(college, shared, points, true);
                assertThat(normalised.ranks).isLessThan(plain.ranks / 2);
                assertThat(normalised.lost).isLessThan(plain.lost);
                lines.add(line(college, points, "no", plain));
                lines.add(line(college, points, "yes", normalised));
            }
        }
        assertThat(doc).contains(lines);
    }

    private static String line(College college, int points, String comparable, Moved moved) {
        return String.format(
                Locale.ROOT,
                "| %s | −%d | %s | %.1f | %.1f of %d | %.1f of %d |",
                college.name(),
                points,
                comparable,
                moved.ranks,
                moved.lost,
                college.places(),
                moved.best,
                college.places());
    }

    private static List<Sharing.Pair> share(College college, int run) {
        var entries = LongStream.rangeClosed(1, college.applications())
                .mapToObj(i -> new Sharing.Entry(i, "theme-" + i % 8))
                .toList();
        var jurors = LongStream.rangeClosed(1, college.jurors()).boxed().toList();
        return Sharing.of(entries, jurors, college.readers(), Set.of(), run).pairs();
    }

    private static Moved simulate(College college, List<List<Sharing.Pair>> shared, int points, boolean normalised) {
        var moved = new Moved();
        for (int run = 0; run < college.runs(); run++) {
            var random = new Random(run);
            double[] worths = IntStream.range(0, college.applications())
                    .mapToDouble(_ -> 5.5 + 1.5 * random.nextGaussian())
                    .toArray();
            double[] severities = IntStream.range(0, college.jurors())
                    .mapToDouble(_ -> 0.5 * random.nextGaussian())
                    .toArray();
            var fair = new ArrayList<Calibration.Ballot>();
            var severe = new ArrayList<Calibration.Ballot>();
            for (var pair : shared.get(run)) {
                int juror = (int) pair.juror() - 1;
                var typed = new ArrayList<Integer>();
                var less = new ArrayList<Integer>();
                for (int criterion = 0; criterion < 2; criterion++) {
                    double score = worths[(int) pair.application() - 1] + severities[juror] + random.nextGaussian();
                    typed.add(score(score));
                    less.add(score(juror < SEVERE ? score - points : score));
                }
                fair.add(new Calibration.Ballot(pair.application(), pair.juror(), typed));
                severe.add(new Calibration.Ballot(pair.application(), pair.juror(), less));
            }
            var before = ranks(fair, normalised);
            var after = ranks(severe, normalised);
            var truth = IntStream.range(0, worths.length)
                    .boxed()
                    .sorted((a, b) -> Double.compare(worths[b], worths[a]))
                    .limit(college.places())
                    .map(i -> i + 1)
                    .toList();
            double distance = 0;
            for (var one : before.entrySet())
                distance += Math.abs(one.getValue() - after.getOrDefault(one.getKey(), 0));
            moved.ranks += distance / before.size() / college.runs();
            moved.lost += (double) before.entrySet().stream()
                            .filter(e -> e.getValue() <= college.places()
                                    && after.getOrDefault(e.getKey(), 0) > college.places())
                            .count()
                    / college.runs();
            moved.best += (double) truth.stream()
                            .filter(n -> after.getOrDefault(n, 0) <= college.places())
                            .count()
                    / college.runs();
        }
        return moved;
    }

    private static int score(double score) {
        return (int) Math.clamp(Math.round(score), 0, SCALE);
    }

    /** By number. */
    private static Map<Integer, Integer> ranks(List<Calibration.Ballot> ballots, boolean normalised) {
        var calibrated = Calibration.of(new int[] {SCALE, SCALE}, ballots, normalised);
        var entries = new ArrayList<Standings.Entry>();
        for (int i = 0; i < calibrated.applications().size(); i++)
            entries.add(new Standings.Entry(
                    calibrated.applications().get(i),
                    calibrated.applications().get(i).intValue(),
                    calibrated.worths()[i]));
        var measures = List.of(new Standings.Measure(50), new Standings.Measure(50));
        Map<Integer, Integer> ranks = new HashMap<>();
        for (var line : Standings.of(measures, entries, 0).lines()) ranks.put(line.number(), ranks.size() + 1);
        return ranks;
    }
}
