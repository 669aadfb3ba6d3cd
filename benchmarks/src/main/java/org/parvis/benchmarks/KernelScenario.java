package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.parvis.sortition.Kernels;

/** The inner loops of a draw, by JMH in a virtual machine of its own. */
final class KernelScenario {
    private static final Map<String, String> NAMES = new TreeMap<>(Map.of(
            "pricing", "Pricing: a panel heavier in one direction",
            "corral", "Corral: one panel more, and the nearest point again",
            "urn", "Urn: a lottery rounded to 1,000 panels of people",
            "merkle", text("Root of a Merkle tree of %,d leaves", Kernels.LEAVES)));

    private final Path root;
    private final boolean brief;
    private final Report report = new Report(
            "kernels",
            text(
                    "%d fictional people with %d features of four values each, %d places; the first %d steps of a search, replayed.",
                    Kernels.PEOPLE, Kernels.FEATURES, Kernels.PLACES, Kernels.STEPS));

    KernelScenario(Path root, boolean brief) {
        this.root = root;
        this.brief = brief;
    }

    void run() throws Exception {
        double otherPercent = Machine.busyPercent();
        PlanScenario.say("Measuring " + NAMES.size() + " kernels");
        var second = TimeValue.seconds(1);
        var found = new TreeMap<String, RunResult>();
        for (RunResult result : new Runner(new OptionsBuilder()
                        .include(Kernels.class.getName())
                        .forks(brief ? 1 : 2)
                        .warmupIterations(brief ? 1 : 3)
                        .warmupTime(second)
                        .measurementIterations(brief ? 3 : 5)
                        .measurementTime(second)
                        .jvmArgs(
                                "-XX:+UseSerialGC",
                                "-Xmx320m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run()) found.put(result.getPrimaryResult().getLabel(), result);
        NAMES.forEach((kernel, name) -> {
            var result = found.get(kernel);
            if (result == null) throw new IllegalStateException("JMH measured no " + kernel);
            var time = result.getPrimaryResult();
            report.add(name, text("%,.0f ± %,.0f µs", time.getScore(), time.getScoreError()));
        });
        String markdown = report.markdown(Machine.describe(otherPercent));
        System.out.println(markdown);
        if (!brief) report.write(root.resolve("docs/benchmarks.md"), markdown);
    }
}
