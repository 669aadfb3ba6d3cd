package org.parvis.sortition;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Prints the table of docs/algorithms/sortition.md: {@code Measures METHOD SECONDS POOL…}, on PARVIS_TEST_DATA. */
final class Measures {
    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        var options = Options.of(Method.valueOf(given.get(0))).within(Duration.ofSeconds(Long.parseLong(given.get(1))));
        System.out.println(
                "| pool | types | minimum % | upper bound % | Gini % | largest difference | panels | cuts | s |");
        System.out.println("|---|---|---|---|---|---|---|---|---|");
        for (String name : given.subList(2, given.size())) {
            var real = RealPools.of(name);
            Allocation found = Sortition.allocate(real.pool(), real.quotas(), real.panelSize(), options);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %d | %.6f | %.6f | %.2f | %.1e | %d | %d | %.2f |%n",
                    name,
                    found.types(),
                    100 * found.minimum(),
                    100 * found.upperBound(),
                    100 * found.gini(),
                    found.largestDifference(),
                    found.panelCount(),
                    found.cuts(),
                    found.elapsed().toMillis() / 1000.0);
        }
    }
}
