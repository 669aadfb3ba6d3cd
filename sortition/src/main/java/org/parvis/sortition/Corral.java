package org.parvis.sortition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The nearest point to a target among the mixtures of panels met so far, by P. Wolfe's method (<em>Finding the nearest
 * point in a polytope</em>, Mathematical Programming 11, 1976). A panel is a point, its coordinates {@code c[t] / √size[t]},
 * which makes distances those of the people's chances. The corral holds the panels that the nearest point needs, never more
 * than one over the dimension: a distribution over few panels comes of itself.
 */
final class Corral {
    private static final double NOTHING = 1e-12;

    private final double[] root;
    private final double[] target;
    private final List<int[]> panels = new ArrayList<>();
    private final List<double[]> points = new ArrayList<>();
    private double[] weights = new double[0];
    /** Upper triangular R, by columns, with RᵀR = 1 + PᵀP for the points P (relative to the target). */
    private final List<double[]> factor = new ArrayList<>();

    private double[] nearest;
    private boolean refreshed;

    /** @param target expected counts of each type */
    Corral(Instance instance, double[] target) {
        int types = instance.types();
        root = new double[types];
        for (int t = 0; t < types; t++) root[t] = Math.sqrt(instance.size(t));
        this.target = target.clone();
        nearest = new double[types];
        Arrays.fill(nearest, Double.NaN);
    }

    boolean isEmpty() {
        return panels.isEmpty();
    }

    /** Distance in the space of people's chances. */
    double distance() {
        return isEmpty() ? Double.POSITIVE_INFINITY : Math.sqrt(dot(nearest, nearest));
    }

    /** By how much a chance differs from its target at most. */
    double largestDifference() {
        if (isEmpty()) return Double.POSITIVE_INFINITY;
        double largest = 0;
        for (int t = 0; t < root.length; t++) largest = Math.max(largest, Math.abs(nearest[t]) / root[t]);
        return largest;
    }

    /** The weights under which a heavier panel than the target's {@link #level} comes nearer to it. */
    double[] direction() {
        double[] direction = new double[root.length];
        for (int t = 0; t < root.length; t++) direction[t] = -nearest[t] / root[t];
        return direction;
    }

    /** What the nearest point weighs under {@link #direction}. */
    double level() {
        double sum = 0;
        for (int t = 0; t < root.length; t++) sum += -nearest[t] / root[t] * (target[t] + nearest[t] * root[t]);
        return sum;
    }

    List<int[]> panels() {
        return panels;
    }

    double[] weights() {
        return weights;
    }

    boolean holds(int[] panel) {
        for (int[] held : panels) if (held == panel) return true;
        return false;
    }

    /** Takes a panel in and goes to the nearest point; false where rounding leaves nothing to win by it. */
    boolean add(int[] panel) {
        double before = distance();
        double[] point = new double[root.length];
        for (int t = 0; t < point.length; t++) point[t] = (panel[t] - target[t]) / root[t];
        double[] column = column(point);
        if (column != null) {
            take(panel, point, column);
            if (distance() < before) {
                refreshed = false;
                return true;
            }
        }
        // The factor has gathered the rounding of many updates: it is made anew, once before giving up.
        if (refreshed) return false;
        refreshed = true;
        refresh();
        return true;
    }

    private void refresh() {
        List<double[]> kept = List.copyOf(points);
        List<int[]> held = List.copyOf(panels);
        double[] shares = weights;
        points.clear();
        panels.clear();
        factor.clear();
        weights = new double[0];
        for (int i = 0; i < kept.size(); i++) {
            double[] column = column(kept.get(i));
            if (column == null) continue;
            points.add(kept.get(i));
            panels.add(held.get(i));
            factor.add(column);
            weights = Arrays.copyOf(weights, points.size());
            weights[points.size() - 1] = shares[i];
        }
        minimise();
    }

    private void take(int[] panel, double[] point, double[] column) {
        panels.add(panel);
        points.add(point);
        factor.add(column);
        weights = Arrays.copyOf(weights, panels.size());
        if (panels.size() == 1) weights[0] = 1;
        minimise();
    }

    private void minimise() {
        while (true) {
            double[] affine = affineMinimum();
            int size = affine.length;
            double step = 1;
            for (int i = 0; i < size; i++)
                if (affine[i] <= NOTHING && weights[i] - affine[i] > 0)
                    step = Math.min(step, weights[i] / (weights[i] - affine[i]));
            boolean inside = true;
            for (int i = 0; i < size; i++) {
                inside &= affine[i] > NOTHING;
                weights[i] += step * (affine[i] - weights[i]);
            }
            if (inside) break;
            boolean removed = false;
            for (int i = size - 1; i >= 0; i--)
                if (weights[i] <= NOTHING) {
                    remove(i);
                    removed = true;
                }
            if (!removed) break;
        }
        double sum = Arrays.stream(weights).sum();
        nearest = new double[root.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
            double[] of = points.get(i);
            for (int t = 0; t < nearest.length; t++) nearest[t] += weights[i] * of[t];
        }
    }

    /** The weights, of sum 1 and any sign, of the point nearest to the target in the affine hull. */
    private double[] affineMinimum() {
        int size = factor.size();
        double[] solution = new double[size];
        Arrays.fill(solution, 1);
        for (int i = 0; i < size; i++) {
            double[] column = factor.get(i);
            double value = solution[i];
            for (int j = 0; j < i; j++) value -= column[j] * solution[j];
            solution[i] = value / column[i];
        }
        for (int i = size - 1; i >= 0; i--) {
            double[] column = factor.get(i);
            solution[i] /= column[i];
            for (int j = 0; j < i; j++) solution[j] -= column[j] * solution[i];
        }
        double sum = Arrays.stream(solution).sum();
        for (int i = 0; i < size; i++) solution[i] /= sum;
        return solution;
    }

    private double @Nullable [] column(double[] point) {
        int size = factor.size();
        double[] column = new double[size + 1];
        double left = 1 + dot(point, point);
        double whole = left;
        for (int i = 0; i < size; i++) {
            double[] other = factor.get(i);
            double value = 1 + dot(points.get(i), point);
            for (int j = 0; j < i; j++) value -= other[j] * column[j];
            column[i] = value / other[i];
            left -= column[i] * column[i];
        }
        if (left <= 1e-11 * whole) return null;
        column[size] = Math.sqrt(left);
        return column;
    }

    /** Takes a column out; Givens rotations make the others triangular again. */
    private void remove(int at) {
        panels.remove(at);
        points.remove(at);
        factor.remove(at);
        double[] fewer = new double[weights.length - 1];
        System.arraycopy(weights, 0, fewer, 0, at);
        System.arraycopy(weights, at + 1, fewer, at, fewer.length - at);
        weights = fewer;
        for (int i = at; i < factor.size(); i++) {
            double a = factor.get(i)[i];
            double b = factor.get(i)[i + 1];
            double length = Math.hypot(a, b);
            double cosine = a / length;
            double sine = b / length;
            for (int j = i; j < factor.size(); j++) {
                double[] column = factor.get(j);
                double upper = column[i];
                double lower = column[i + 1];
                column[i] = cosine * upper + sine * lower;
                column[i + 1] = cosine * lower - sine * upper;
            }
            factor.set(i, Arrays.copyOf(factor.get(i), i + 1));
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int t = 0; t < a.length; t++) sum += a[t] * b[t];
        return sum;
    }
}
