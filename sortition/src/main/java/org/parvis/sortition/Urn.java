package org.parvis.sortition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A lottery rounded to equally likely panels of people, so that one public number draws one, as Flanigan, Kehne and Procaccia
 * propose (<em>Fair sortition made transparent</em>, NeurIPS 2021). Panels by type are rounded first, each to the number of
 * balls that leaves everyone's chance nearest to what it was; then people of a type take turns. The way is ours and has no
 * theorem: {@link #largestDifference()} is measured on the urn itself, and is to stay below {@link #attainable()}.
 *
 * @param panels people as indexes in the pool, ascending
 */
public record Urn(Allocation allocation, List<int[]> panels, long seed) {
    public static final int USUAL_SIZE = 1000;

    /** @param seed decides who of those alike goes first; any will do, it is published with the urn */
    public static Urn of(Allocation allocation, int size, long seed) {
        if (size < 1) throw new InvalidInput(List.of("An urn has at least one panel, not %d.".formatted(size)));
        int[] balls = balls(allocation, size);
        var seats = new Seats(allocation.instance(), new Random(seed));
        var panels = new ArrayList<int[]>();
        for (int p = 0; p < balls.length; p++)
            for (int ball = 0; ball < balls[p]; ball++)
                panels.add(seats.fill(allocation.panels().get(p)));
        panels.sort(Arrays::compare);
        return new Urn(allocation, List.copyOf(panels), seed);
    }

    /** Everyone's chance of being on the panel that is drawn, in the pool's order. */
    public double[] chances() {
        double[] chances = new double[allocation.pool().size()];
        for (int[] panel : panels) for (int i : panel) chances[i] += 1.0 / panels.size();
        return chances;
    }

    /** By how much rounding changed anyone's chance, at most. */
    public double largestDifference() {
        double[] before = allocation.chances();
        double[] after = chances();
        double largest = 0;
        for (int i = 0; i < after.length; i++) largest = Math.max(largest, Math.abs(after[i] - before[i]));
        return largest;
    }

    /**
     * Any lottery over panels of k people rounds to m panels with no chance changed by as much as k / m (after Beck and Fiala,
     * <em>Integer-making theorems</em>, Discrete Applied Mathematics 3, 1981; proven in docs/algorithms/sortition.md).
     */
    public double attainable() {
        return (double) allocation.panelSize() / panels.size();
    }

    /** How many of each quota a panel has, in the quotas' order. */
    public int[] totals(int panel) {
        int[] totals = new int[allocation.quotas().list().size()];
        Arrays.setAll(totals, q -> {
            Quota quota = allocation.quotas().list().get(q);
            int at = allocation.pool().features().indexOf(quota.feature());
            return (int) Arrays.stream(panels.get(panel))
                    .filter(i ->
                            allocation.pool().people().get(i).values().get(at).equals(quota.value()))
                    .count();
        });
        return totals;
    }

    /**
     * Whole numbers of balls near the weights: the whole parts, then the ball that leaves the least error, one after the
     * other, then exchanges of one ball for another as long as they lessen it. The error is the sum over all people of their
     * chance's squared.
     */
    private static int[] balls(Allocation allocation, int size) {
        List<int[]> panels = allocation.panels();
        int count = panels.size();
        Instance instance = allocation.instance();
        double[][] alike = new double[count][count];
        for (int p = 0; p < count; p++)
            for (int q = 0; q <= p; q++) {
                double sum = 0;
                for (int t = 0; t < instance.types(); t++)
                    sum += (double) panels.get(p)[t] * panels.get(q)[t] / instance.size(t);
                alike[p][q] = sum;
                alike[q][p] = sum;
            }
        int[] balls = new int[count];
        int left = size;
        double[] error = new double[count];
        for (int p = 0; p < count; p++) {
            balls[p] = (int) Math.floor(allocation.weights()[p] * size + 1e-9);
            left -= balls[p];
        }
        for (int p = 0; p < count; p++)
            for (int q = 0; q < count; q++) error[p] += (balls[q] - allocation.weights()[q] * size) * alike[p][q];
        for (; left > 0; left--) {
            int best = 0;
            for (int p = 1; p < count; p++)
                if (2 * error[p] + alike[p][p] < 2 * error[best] + alike[best][best] - 1e-12) best = p;
            move(balls, error, alike, best, 1);
        }
        boolean better = true;
        while (better) {
            better = false;
            for (int from = 0; from < count; from++) {
                if (balls[from] == 0) continue;
                int best = -1;
                double least = -1e-9;
                for (int to = 0; to < count; to++) {
                    double change =
                            2 * (error[to] - error[from]) + alike[to][to] + alike[from][from] - 2 * alike[to][from];
                    if (to != from && change < least) {
                        least = change;
                        best = to;
                    }
                }
                if (best < 0) continue;
                move(balls, error, alike, from, -1);
                move(balls, error, alike, best, 1);
                better = true;
            }
        }
        return balls;
    }

    private static void move(int[] balls, double[] error, double[][] alike, int panel, int by) {
        balls[panel] += by;
        for (int p = 0; p < error.length; p++) error[p] += by * alike[p][panel];
    }

    /** Who of a type sits: whoever was on the fewest panels so far, and from a household that has nobody there yet. */
    private static final class Seats {
        private final Instance instance;
        private final Random random;
        private final int[] taken;
        private final double[] tie;

        Seats(Instance instance, Random random) {
            this.instance = instance;
            this.random = random;
            this.taken = new int[instance.pool().size()];
            this.tie = new double[taken.length];
        }

        int[] fill(int[] panel) {
            Set<String> homes = new HashSet<>();
            int[] people = new int[instance.panelSize()];
            int at = 0;
            for (int t = 0; t < panel.length; t++) {
                if (panel[t] == 0) continue;
                int[] members = instance.members().get(t);
                for (int i : members) tie[i] = random.nextDouble();
                int[] order = Arrays.stream(members)
                        .boxed()
                        .sorted(Comparator.<Integer>comparingInt(i -> taken[i]).thenComparingDouble(i -> tie[i]))
                        .mapToInt(i -> i)
                        .toArray();
                int wanted = panel[t];
                for (int i : order) {
                    if (wanted == 0) break;
                    String home = instance.pool().people().get(i).address();
                    if (home != null && !homes.add(home)) continue;
                    people[at++] = i;
                    taken[i]++;
                    wanted--;
                }
            }
            if (at != people.length) throw new IllegalStateException("A panel of types without as many people");
            Arrays.sort(people);
            return people;
        }
    }
}
