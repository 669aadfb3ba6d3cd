package org.parvis.accelerator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static Calibration.Ballot ballot(long application, long juror, Integer... scores) {
        return new Calibration.Ballot(application, juror, List.of(scores));
    }

    /** The worked example of docs/algorithms/joint-jury.md. */
    private static final List<Calibration.Ballot> EXAMPLE = List.of(
            ballot(1, 1, 8), ballot(1, 2, 5), ballot(2, 1, 7), ballot(2, 3, 8), ballot(3, 2, 5), ballot(3, 3, 7));

    @Test
    void the_worked_example_of_the_method_holds() {
        var calibrated = Calibration.of(new int[] {10}, EXAMPLE, true);
        assertThat(Arrays.stream(calibrated.worths()).mapToDouble(w -> w[0]).toArray())
                .containsExactly(new double[] {0.671, 0.714, 0.614}, within(0.0005));
        assertThat(calibrated.leniences().values().stream()
                        .mapToDouble(b -> b[0])
                        .sum())
                .isEqualTo(0, within(1e-12));
        var plain = Calibration.of(new int[] {10}, EXAMPLE, false);
        assertThat(Arrays.stream(plain.worths()).mapToDouble(w -> w[0]).toArray())
                .containsExactly(new double[] {0.65, 0.75, 0.60}, within(1e-12));
    }

    @Test
    void severity_that_is_the_same_everywhere_is_taken_out_and_the_order_comes_back() {
        var applications = new ArrayList<Sharing.Entry>();
        for (long i = 1; i <= 60; i++) applications.add(new Sharing.Entry(i, "theme"));
        var jurors = new ArrayList<Long>();
        for (long j = 1; j <= 6; j++) jurors.add(j);
        var ballots = Sharing.of(applications, jurors, 3, Set.of(), 1).pairs().stream()
                .map(p -> ballot(p.application(), p.juror(), (int) (40 + p.application() - (p.juror() <= 2 ? 30 : 0))))
                .toList();
        int[] scale = {100};
        assertThat(inversions(Calibration.of(scale, ballots, false))).isGreaterThan(150);
        assertThat(inversions(Calibration.of(scale, ballots, true))).isLessThan(40);
    }

    private static int inversions(Calibration calibrated) {
        int inversions = 0;
        for (int i = 0; i < calibrated.worths().length; i++)
            for (int j = i + 1; j < calibrated.worths().length; j++)
                if (calibrated.worths()[i][0] >= calibrated.worths()[j][0]) inversions++;
        return inversions;
    }

    @Test
    void five_thousand_applications_are_ranked_within_two_seconds() {
        var random = new Random(5);
        var ballots = new ArrayList<Calibration.Ballot>();
        for (long i = 1; i <= 5_000; i++)
            for (int r = 0; r < 2; r++)
                ballots.add(ballot(
                        i,
                        1 + (i * 7 + r * (1 + i % 39)) % 40,
                        random.nextInt(11),
                        random.nextInt(11),
                        random.nextInt(11),
                        random.nextInt(11)));
        long before = System.nanoTime();
        var calibrated = Calibration.of(new int[] {10, 10, 10, 10}, ballots, true);
        var entries = new ArrayList<Standings.Entry>();
        for (int i = 0; i < calibrated.applications().size(); i++)
            entries.add(new Standings.Entry(
                    calibrated.applications().get(i), i + 1, calibrated.worths()[i]));
        var measures = List.of(
                new Standings.Measure(25),
                new Standings.Measure(25),
                new Standings.Measure(25),
                new Standings.Measure(25));
        assertThat(Standings.of(measures, entries, 150).lines()).hasSize(5_000);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(2));
    }

    private static Standings.Entry entry(int number, double... worths) {
        return new Standings.Entry(number, number, worths);
    }

    private static final List<Standings.Measure> HALVES = List.of(new Standings.Measure(50), new Standings.Measure(50));

    @Test
    void what_decided_adds_up_to_the_distance_from_the_nearest_one_beyond_the_line() {
        var standings = Standings.of(HALVES, List.of(entry(1, 0.2, 0.9), entry(2, 0.9, 0.7), entry(3, 0.6, 0.6)), 2);
        assertThat(standings.lines()).extracting(Standings.Line::number).containsExactly(2, 3, 1);
        assertThat(standings.lines()).extracting(Standings.Line::score).containsExactly(8_000L, 6_000L, 5_500L);
        var last = standings.lines().getLast();
        assertThat(last.margins())
                .satisfiesExactly(
                        m -> assertThat(m).isEqualTo(-20, within(1e-9)),
                        m -> assertThat(m).isEqualTo(15, within(1e-9)));
        assertThat(standings.lines().getFirst().margins().stream()
                        .mapToDouble(d -> d)
                        .sum())
                .isEqualTo(25, within(1e-9));
    }

    @Test
    void a_tie_matters_where_the_line_runs_through_it_and_whom_chance_picks_comes_first() {
        var entries =
                List.of(entry(1, 0.5, 0.5), entry(2, 0.9, 0.9), entry(3, 0.4, 0.6), entry(4, 0.6, 0.4), entry(5, 0, 0));
        assertThat(Standings.of(HALVES, entries, 4).tie().tied()).isEmpty();
        var standings = Standings.of(HALVES, entries, 2);
        assertThat(standings.tie().tied()).extracting(Standings.Line::number).containsExactly(1, 3, 4);
        assertThat(standings.tie().free()).isEqualTo(1);
        assertThat(standings.lines()).extracting(Standings.Line::rank).containsExactly(1, 2, 2, 2, 5);
        assertThat(standings.ordered(Set.of(4)))
                .extracting(Standings.Line::number)
                .containsExactly(2, 4, 1, 3, 5);
    }
}
