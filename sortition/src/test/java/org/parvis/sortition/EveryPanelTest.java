package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small pools, where every panel can be listed and the fairest lottery found by another way, person by person. */
class EveryPanelTest {
    private static final int POOLS = 60;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void the_fairest_lottery_is_the_one_found_among_all_panels(boolean households) {
        int feasible = 0;
        int cut = 0;
        for (int seed = 0; seed < POOLS; seed++) {
            var random = new Random(seed);
            Pool pool = pool(random, households);
            int k = 2 + random.nextInt(4);
            Quotas quotas = quotas(random, pool, k);
            List<int[]> panels = panels(pool, quotas, k);
            if (panels.isEmpty()) {
                try {
                    Sortition.allocate(pool, quotas, k, Options.of(Method.LEXIMIN));
                    throw new AssertionError("Pool " + seed + " has no panel");
                } catch (Unfeasible expected) {
                    assertThat(expected.getMessage()).contains("No panel meets these quotas");
                }
                continue;
            }
            feasible++;
            double[] fairest = leximin(panels, pool.size());
            Allocation leximin = Sortition.allocate(pool, quotas, k, Options.of(Method.LEXIMIN));
            assertThat(leximin.complete()).isTrue();
            double[] chances = leximin.chances();
            for (int i = 0; i < chances.length; i++)
                assertThat(chances[i])
                        .as("pool %d, person %d", seed, i)
                        .isBetween(fairest[i] - 1e-6, fairest[i] + 1e-6);
            assertThat(leximin.gap()).isLessThan(1e-6);
            Allocation maximin = Sortition.allocate(pool, quotas, k, Options.of(Method.MAXIMIN));
            assertThat(maximin.complete()).isTrue();
            assertThat(maximin.minimum()).isBetween(leximin.minimum() - 1e-6, leximin.minimum() + 1e-6);
            if (leximin.cuts() > 0 || !leximin.excluded().isEmpty()) cut++;
        }
        assertThat(feasible).isGreaterThan(POOLS / 4);
        assertThat(cut)
                .as("pools where quotas over real numbers promise too much")
                .isPositive();
    }

    private static Pool pool(Random random, boolean households) {
        var people = new ArrayList<Person>();
        int n = 8 + random.nextInt(6);
        for (int i = 0; i < n; i++)
            people.add(new Person(
                    "p" + i,
                    List.of("a" + random.nextInt(2), "b" + random.nextInt(3), "c" + random.nextInt(2)),
                    households && random.nextInt(3) > 0 ? "home " + random.nextInt(4) : null));
        return new Pool(List.of("a", "b", "c"), people);
    }

    private static Quotas quotas(Random random, Pool pool, int k) {
        var quotas = new ArrayList<Quota>();
        for (int f = 0; f < 3; f++) {
            int at = f;
            for (String value : pool.people().stream()
                    .map(p -> p.values().get(at))
                    .distinct()
                    .sorted()
                    .toList()) {
                int share = (int) Math.round(k
                        * pool.people().stream()
                                .filter(p -> p.values().get(at).equals(value))
                                .count()
                        / (double) pool.size());
                int min = Math.max(0, share - random.nextInt(2));
                quotas.add(new Quota(pool.features().get(f), value, min, min + random.nextInt(2)));
            }
        }
        return new Quotas(quotas);
    }

    private static List<int[]> panels(Pool pool, Quotas quotas, int k) {
        var panels = new ArrayList<int[]>();
        for (int set = 0; set < 1 << pool.size(); set++) {
            if (Integer.bitCount(set) != k) continue;
            int[] panel = new int[k];
            for (int i = 0, at = 0; i < pool.size(); i++) if ((set >> i & 1) == 1) panel[at++] = i;
            if (People.allow(pool, quotas, panel)) panels.add(panel);
        }
        return panels;
    }

    /** By definition: raise the lowest; keep whoever cannot be raised alone; go on. */
    private static double[] leximin(List<int[]> panels, int n) {
        double[] chances = new double[n];
        Arrays.fill(chances, Double.NaN);
        var possible = new HashSet<Integer>();
        for (int[] panel : panels) for (int i : panel) possible.add(i);
        for (int i = 0; i < n; i++) if (!possible.contains(i)) chances[i] = 0;
        while (Arrays.stream(chances).anyMatch(Double::isNaN)) {
            double level = highest(panels, chances, -1, 0);
            for (int i = 0; i < n; i++)
                if (Double.isNaN(chances[i]) && highest(panels, chances, i, level) < level + 1e-7) chances[i] = -level;
            for (int i = 0; i < n; i++) if (chances[i] < 0) chances[i] = level;
        }
        return chances;
    }

    /** The highest lowest chance of those not fixed; or of one of them, the others having the level. */
    private static double highest(List<int[]> panels, double[] fixed, int alone, double level) {
        MPSolver solver = Native.linear();
        MPVariable raised = solver.makeNumVar(0, 1, "");
        MPConstraint whole = solver.makeConstraint(1, 1);
        MPConstraint[] chance = new MPConstraint[fixed.length];
        for (int i = 0; i < fixed.length; i++) {
            boolean free = Double.isNaN(fixed[i]);
            boolean judged = free && (alone < 0 || alone == i);
            chance[i] = solver.makeConstraint(
                    judged ? 0 : (free ? level : Math.abs(fixed[i])) - 1e-9, Double.POSITIVE_INFINITY);
            if (judged) chance[i].setCoefficient(raised, -1);
        }
        for (int[] panel : panels) {
            MPVariable weight = solver.makeNumVar(0, 1, "");
            whole.setCoefficient(weight, 1);
            for (int i : panel) chance[i].setCoefficient(weight, 1);
        }
        solver.objective().setCoefficient(raised, 1);
        solver.objective().setMaximization();
        assertThat(solver.solve()).isEqualTo(MPSolver.ResultStatus.OPTIMAL);
        return raised.solutionValue();
    }
}
