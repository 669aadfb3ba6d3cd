package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a college's scores are worth once its severe and lenient jurors are made comparable. For each criterion, the score that
 * juror j gives to application i, divided by the criterion's scale, is taken as x = a + b + noise: a is what the application is
 * worth, b how lenient the juror is. Both are found by least squares, where λ·b² is added for each juror, so that whoever read
 * little is corrected little. Additive effects of assessors, by least squares on the graph of who read what: MacKay, Kenna, Low
 * and Parker, “Calibration with confidence: a principled method for panel assessment”, Royal Society Open Science 4:160760
 * (2017). docs/algorithms/joint-jury.md works an example.
 *
 * @param applications in ascending order; only those that somebody read
 * @param worths of each application by criterion; 0 for the lowest score, 1 for the highest, somewhat beyond after correction
 * @param leniences of each juror by criterion, in the same unit; all of them 0 where nothing is corrected
 */
record Calibration(List<Long> applications, double[][] worths, Map<Long, double[]> leniences) {
    /** λ: a juror is believed severe only in so far as more reads than this say so. */
    static final double SHRINKAGE = 2;

    /** What a juror gave to an application: a whole number for each criterion, in their order. */
    record Ballot(long application, long juror, List<Integer> scores) {}

    /** @param scales the highest score of each criterion */
    static Calibration of(int[] scales, List<Ballot> ballots, boolean normalised) {
        Map<Long, List<Ballot>> read = new TreeMap<>();
        Map<Long, Integer> jurors = new TreeMap<>();
        for (var ballot : ballots) {
            read.computeIfAbsent(ballot.application(), _ -> new ArrayList<>()).add(ballot);
            jurors.put(ballot.juror(), 0);
        }
        int next = 0;
        for (var juror : jurors.entrySet()) juror.setValue(next++);
        double[][] leniences = new double[jurors.size()][scales.length];
        if (normalised && !jurors.isEmpty()) solve(scales, read.values(), jurors, leniences);

        double[][] worths = new double[read.size()][scales.length];
        int i = 0;
        for (var own : read.values()) {
            for (var ballot : own) {
                double[] lenience = leniences[index(jurors, ballot)];
                for (int c = 0; c < scales.length; c++)
                    worths[i][c] += (share(ballot, c, scales) - lenience[c]) / own.size();
            }
            i++;
        }
        Map<Long, double[]> byJuror = new HashMap<>();
        jurors.forEach((juror, j) -> byJuror.put(juror, leniences[j]));
        return new Calibration(List.copyOf(read.keySet()), worths, byJuror);
    }

    private static int index(Map<Long, Integer> jurors, Ballot ballot) {
        return jurors.getOrDefault(ballot.juror(), 0);
    }

    private static double share(Ballot ballot, int criterion, int[] scales) {
        return (double) ballot.scores().get(criterion) / scales[criterion];
    }

    /**
     * The normal equations, once what each application is worth is put in terms of the jurors' leniences: for juror j with n
     * reads, (n + λ)·b(j) − Σ over their reads of the mean lenience of whoever read the same = Σ of (x − the mean of x).
     */
    private static void solve(
            int[] scales, Iterable<List<Ballot>> read, Map<Long, Integer> jurors, double[][] leniences) {
        double[][] matrix = new double[jurors.size()][jurors.size()];
        for (int j = 0; j < matrix.length; j++) matrix[j][j] = SHRINKAGE;
        for (var own : read) {
            double[] mean = new double[scales.length];
            for (var ballot : own)
                for (int c = 0; c < scales.length; c++) mean[c] += share(ballot, c, scales) / own.size();
            for (var ballot : own) {
                int j = index(jurors, ballot);
                matrix[j][j]++;
                for (var other : own) matrix[j][index(jurors, other)] -= 1.0 / own.size();
                for (int c = 0; c < scales.length; c++) leniences[j][c] += share(ballot, c, scales) - mean[c];
            }
        }
        cholesky(matrix);
        for (int c = 0; c < scales.length; c++) substitute(matrix, leniences, c);
    }

    /** Symmetric and positive definite, by λ; its lower triangle becomes that of its root. */
    private static void cholesky(double[][] m) {
        for (int j = 0; j < m.length; j++) {
            for (int k = 0; k < j; k++) m[j][j] -= m[j][k] * m[j][k];
            m[j][j] = Math.sqrt(m[j][j]);
            for (int i = j + 1; i < m.length; i++) {
                for (int k = 0; k < j; k++) m[i][j] -= m[i][k] * m[j][k];
                m[i][j] /= m[j][j];
            }
        }
    }

    private static void substitute(double[][] root, double[][] values, int column) {
        for (int i = 0; i < root.length; i++) {
            for (int k = 0; k < i; k++) values[i][column] -= root[i][k] * values[k][column];
            values[i][column] /= root[i][i];
        }
        for (int i = root.length - 1; i >= 0; i--) {
            for (int k = i + 1; k < root.length; k++) values[i][column] -= root[k][i] * values[k][column];
            values[i][column] /= root[i][i];
        }
    }

    /** By criterion, of one application. */
    double[] worth(long application) {
        int i = java.util.Collections.binarySearch(applications, application);
        if (i < 0) throw new IllegalArgumentException("nobody read application " + application);
        return Arrays.copyOf(worths[i], worths[i].length);
    }
}
