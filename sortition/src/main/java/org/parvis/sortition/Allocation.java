package org.parvis.sortition;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A lottery over panels, by how many of each type they have, and the chances that it gives. The chances are recomputed from
 * the panels and their weights, whatever the search believed.
 */
public final class Allocation {
    /** A chance is given to within a millionth. */
    public static final double CERTAIN = 1e-6;

    private final Instance instance;
    private final Method method;
    private final List<int[]> panels;
    private final double[] weights;
    private final boolean[] never;
    private final FairPoint.Point point;
    private final int cuts;
    private final Duration elapsed;
    private final double[] ofType;

    Allocation(
            Instance instance,
            Method method,
            List<int[]> panels,
            double[] weights,
            boolean[] never,
            FairPoint.Point point,
            int cuts,
            Duration elapsed) {
        this.instance = instance;
        this.method = method;
        this.panels = List.copyOf(panels);
        double sum = Arrays.stream(weights).sum();
        this.weights = Arrays.stream(weights).map(weight -> weight / sum).toArray();
        this.never = never;
        this.point = point;
        this.cuts = cuts;
        this.elapsed = elapsed;
        this.ofType = new double[instance.types()];
        for (int p = 0; p < this.weights.length; p++)
            for (int t = 0; t < ofType.length; t++) ofType[t] += this.weights[p] * panels.get(p)[t] / instance.size(t);
    }

    public Method method() {
        return method;
    }

    public Pool pool() {
        return instance.pool();
    }

    public Quotas quotas() {
        return instance.quotas();
    }

    public int panelSize() {
        return instance.panelSize();
    }

    /** Everyone's chance of being drawn, in the pool's order; they add up to the panel's size. */
    public double[] chances() {
        double[] chances = new double[pool().size()];
        for (int t = 0; t < ofType.length; t++) for (int i : instance.members().get(t)) chances[i] = ofType[t];
        return chances;
    }

    /** Those whom no panel that meets the quotas can have: their chance is 0, and fairness is looked for among the others. */
    public List<Person> excluded() {
        return IntStream.range(0, never.length)
                .filter(t -> never[t])
                .flatMap(t -> Arrays.stream(instance.members().get(t)))
                .sorted()
                .mapToObj(i -> pool().people().get(i))
                .toList();
    }

    /** The lowest chance among those who can be drawn. */
    public double minimum() {
        return IntStream.range(0, never.length)
                .filter(t -> !never[t])
                .mapToDouble(t -> ofType[t])
                .min()
                .orElse(0);
    }

    /** No lottery has a higher lowest chance than this. */
    public double upperBound() {
        return point.upperBound();
    }

    /** How much higher the lowest chance could be at most: 0 up to rounding where the search is complete. */
    public double gap() {
        return Math.max(0, upperBound() - minimum());
    }

    /**
     * How far anyone's chance is, at most, from chances that no lottery betters in the sense of LEXIMIN. Where it is nothing
     * but rounding, the lottery is the fairest.
     */
    public double largestDifference() {
        return IntStream.range(0, ofType.length)
                .filter(t -> !never[t])
                .mapToDouble(t -> Math.abs(point.chances()[t] - ofType[t]))
                .max()
                .orElse(0);
    }

    /** Whether the lottery is certain to be the fairest by its method, to within {@link #CERTAIN}. */
    public boolean complete() {
        return (method == Method.MAXIMIN ? gap() : largestDifference()) <= CERTAIN;
    }

    /** The Gini coefficient of the chances: 0 where they are equal. */
    public double gini() {
        double[] sorted = Arrays.stream(chances()).sorted().toArray();
        double sum = 0;
        double ranked = 0;
        for (int i = 0; i < sorted.length; i++) {
            sum += sorted[i];
            ranked += (2.0 * (i + 1) - sorted.length - 1) * sorted[i];
        }
        return Math.max(0, ranked / (sorted.length * sum));
    }

    /** The geometric mean of the chances; 0 where someone is excluded. */
    public double geometricMean() {
        return Math.exp(Arrays.stream(chances()).map(Math::log).average().orElse(0));
    }

    /** How many panels, by their types, the lottery is over. */
    public int panelCount() {
        return panels.size();
    }

    /** How many kinds of people there are, as quotas and addresses tell them apart. */
    public int types() {
        return instance.types();
    }

    /** Inequalities that the search had to add to the quotas. */
    public int cuts() {
        return cuts;
    }

    public Duration elapsed() {
        return elapsed;
    }

    Instance instance() {
        return instance;
    }

    List<int[]> panels() {
        return panels;
    }

    double[] weights() {
        return weights;
    }
}
