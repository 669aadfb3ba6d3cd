package org.parvis.sortition;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.parvis.sortition.proof.PublishedDraw;

/**
 * The inner loops of a draw, on fictional people. The first steps of one search are recorded, and replayed: each direction
 * is one that the search took, each panel the one that it met there.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Kernels {
    public static final int PEOPLE = 600, FEATURES = 6, PLACES = 60, STEPS = 64, LEAVES = 10_000;

    private record Step(double[] direction, double level, int[] panel) {}

    private final List<Step> steps = new ArrayList<>();
    private final Allocation allocation;
    private final double[] target;
    private final Pricing pricing;
    private final List<String> leaves = new ArrayList<>();

    public Kernels() {
        Pool pool = people();
        allocation = Sortition.allocate(pool, quotas(pool), PLACES, Options.of(Method.LEXIMIN));
        Instance instance = allocation.instance();
        target = new FairPoint(instance).find(Limits.NONE).chances();
        for (int t = 0; t < target.length; t++) target[t] *= instance.size(t);
        pricing = Pricing.of(instance);
        var corral = new Corral(instance, target);
        double[] direction = new Random(1).doubles(target.length).toArray();
        double level = Double.NEGATIVE_INFINITY;
        while (steps.size() < STEPS) {
            int[] panel = pricing.heavier(direction, level, Limits.NONE).panel();
            if (panel == null || !corral.add(panel)) throw new IllegalStateException("A search of too few steps");
            steps.add(new Step(direction, level, panel));
            direction = corral.direction();
            level = corral.level();
        }
        for (int i = 0; i < LEAVES; i++)
            leaves.add(
                    HexFormat.of().formatHex(ByteBuffer.allocate(32).putInt(i).array()));
    }

    @TearDown(Level.Trial)
    public void close() {
        pricing.close();
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public int pricing() {
        int found = 0;
        for (Step step : steps)
            if (pricing.heavier(step.direction, step.level, Limits.NONE).panel() != null) found++;
        return found;
    }

    @Benchmark
    @OperationsPerInvocation(STEPS)
    public double corral() {
        var corral = new Corral(allocation.instance(), target);
        for (Step step : steps) corral.add(step.panel);
        return corral.distance();
    }

    @Benchmark
    public double urn() {
        return Urn.of(allocation, Urn.USUAL_SIZE, 1).largestDifference();
    }

    @Benchmark
    public String merkle() {
        return PublishedDraw.peopleRoot(leaves);
    }

    /** Four values a feature, the first the most frequent. */
    private static Pool people() {
        var random = new Random(7);
        var features = new ArrayList<String>();
        for (int f = 0; f < FEATURES; f++) features.add("feature " + f);
        var people = new ArrayList<Person>();
        for (int i = 0; i < PEOPLE; i++)
            people.add(new Person(
                    "person " + i,
                    features.stream()
                            .map(f -> "value " + (int) (4 * Math.pow(random.nextDouble(), 1.5)))
                            .toList(),
                    null));
        return new Pool(features, people);
    }

    /** The same share for each value, give or take one place. */
    private static Quotas quotas(Pool pool) {
        int share = PLACES / 4;
        return new Quotas(pool.features().stream()
                .flatMap(f -> Arrays.stream(new int[] {0, 1, 2, 3})
                        .mapToObj(v -> new Quota(f, "value " + v, share - 1, share + 1)))
                .toList());
    }
}
