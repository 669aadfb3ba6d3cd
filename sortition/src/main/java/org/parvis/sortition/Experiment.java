package org.parvis.sortition;

import java.nio.file.Path;
import java.time.Duration;
import java.util.*;

final class Experiment {
    public static void main(String[] args) {
        for (String name : args) run(name);
    }

    static void run(String name) {
        Path dir = Path.of("/work/shared/data/sortition", name);
        var files = SpreadsheetFiles.read(
                dir.resolve("respondents.csv"), dir.resolve("categories.csv"), SpreadsheetFiles.Columns.USUAL);
        int k = Integer.parseInt(name.substring(name.lastIndexOf('_') + 1));
        var in = Instance.of(files.pool(), files.quotas(), k);
        var limits = new Limits(Duration.ofMinutes(4), () -> false);
        long t0 = System.nanoTime();
        var fp = new FairPoint(in);
        var p = fp.find(limits);
        long t1 = System.nanoTime();
        double min = Arrays.stream(p.chances()).min().getAsDouble();
        System.out.printf(
                "%s types=%d min=%.6f bound=%.9f levels=%d %.2fs%n",
                name, in.types(), min, p.upperBound(), p.levels(), (t1 - t0) / 1e9);
        double[] x = new double[in.types()];
        for (int t = 0; t < x.length; t++) x[t] = p.chances()[t] * in.size(t);
        int[] lo = in.rows().stream().mapToInt(Instance.Row::min).toArray();
        int[] hi = in.rows().stream().mapToInt(Instance.Row::max).toArray();
        int tight = 0;
        for (int r = 0; r < lo.length; r++) {
            double s = 0;
            for (int t : in.rows().get(r).types()) s += x[t];
            if (Math.abs(s - lo[r]) < 1e-7) {
                hi[r] = lo[r];
                tight++;
            } else if (Math.abs(s - hi[r]) < 1e-7) {
                lo[r] = hi[r];
                tight++;
            }
        }
        int[] least = new int[x.length];
        int[] most = in.most().clone();
        for (int t = 0; t < x.length; t++) {
            if (x[t] < 1e-9) most[t] = 0;
            else if (x[t] > most[t] - 1e-9) least[t] = most[t];
        }
        System.out.printf("tight rows %d of %d%n", tight, lo.length);
        var pricing = new Pricing(in, lo, hi, least, most);
        var corral = new Corral(in, x);
        var random = new Random(1);
        double[] w = new double[x.length];
        for (int t = 0; t < w.length; t++) w[t] = random.nextDouble();
        var first = pricing.heavier(w, Double.NEGATIVE_INFINITY, limits);
        if (first.panel() == null) {
            System.out.println("no panel on face");
            return;
        }
        corral.add(first.panel());
        int it = 0;
        while (corral.largestDifference() > 1e-8) {
            it++;
            double[] d = corral.direction();
            double level = corral.level();
            var found = pricing.heavier(d, level + 1e-9 * corral.distance(), limits);
            if (it % 100 == 0)
                System.out.printf(
                        "%d dist=%.3e diff=%.3e corral=%d lp=%.2f ip=%.2f exact=%d %.2fs%n",
                        it,
                        corral.distance(),
                        corral.largestDifference(),
                        corral.panels().size(),
                        pricing.nanosLinear / 1e9,
                        pricing.nanosInteger / 1e9,
                        pricing.exactCalls,
                        (System.nanoTime() - t1) / 1e9);
            if (found.panel() == null) {
                System.out.printf(
                        "OUTSIDE dist=%.3e bound %.9f level %.9f target %.9f%n",
                        corral.distance(), found.bound(), level, level + corral.distance() * corral.distance());
                break;
            }
            if (!in.allows(found.panel())) throw new IllegalStateException("bad panel");
            if (!corral.add(found.panel())) {
                System.out.printf("STALL %.3e%n", corral.distance());
                break;
            }
        }
        System.out.printf(
                "END it=%d dist=%.3e diff=%.3e corral=%d lp=%.2f ip=%.2f exact=%d total %.2fs%n%n",
                it,
                corral.distance(),
                corral.largestDifference(),
                corral.panels().size(),
                pricing.nanosLinear / 1e9,
                pricing.nanosInteger / 1e9,
                pricing.exactCalls,
                (System.nanoTime() - t0) / 1e9);
    }
}
