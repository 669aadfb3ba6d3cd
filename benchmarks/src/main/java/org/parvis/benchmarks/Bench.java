package org.parvis.benchmarks;

import java.nio.file.Path;

/** The door of {@code bin/bench}, which has built everything and found nginx. */
final class Bench {
    private Bench() {}

    /** @param typed the project's folder, nginx's path or nothing, the scenario, and perhaps {@code --brief} */
    public static void main(String... typed) throws Exception {
        boolean brief = typed.length > 3 && typed[3].equals("--brief");
        Path root = Path.of(typed[0]);
        switch (typed[2]) {
            case "office" -> new OfficeScenario(root, brief).run();
            case "exchange" -> new ExchangeScenario(root, brief).run();
            case "participation" -> new ParticipationScenario(root, brief).run();
            case "search" -> new SearchScenario(root, brief).run();
            case "opendata" -> new OpenDataScenario(root, brief).run();
            case "agenda" -> new AgendaScenario(root, brief).run();
            case "accelerator" -> new AcceleratorScenario(root, brief).run();
            case "barometer" -> new BarometerScenario(root, brief).run();
            case "sortition" -> new SortitionScenario(root, brief).run();
            case "kernels" -> new KernelScenario(root, brief).run();
            case "backup" -> new BackupScenario(root, brief).run();
            default -> new PlanScenario(root, typed[1].isEmpty() ? null : Path.of(typed[1]), brief).run();
        }
    }
}
