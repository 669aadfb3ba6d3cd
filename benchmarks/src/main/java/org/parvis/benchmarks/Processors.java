package org.parvis.benchmarks;

import static org.parvis.benchmarks.Report.text;

import java.time.Duration;

/** Processor time since a moment, of the instance, of its database and of whoever measures. */
final class Processors {
    private final Instance parvis;
    private final Duration[] before;

    private Processors(Instance parvis) {
        this.parvis = parvis;
        this.before = now();
    }

    static Processors of(Instance parvis) {
        return new Processors(parvis);
    }

    private Duration[] now() {
        return new Duration[] {
            parvis.cpu(),
            parvis.postgresCpu(),
            ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO)
        };
    }

    /** Adds the row that says where the time went. */
    void addTo(Report report) {
        var now = now();
        Object[] seconds = new Object[now.length];
        for (int i = 0; i < now.length; i++)
            seconds[i] = now[i].minus(before[i]).toMillis() / 1e3;
        report.add(
                "… of the two cores, the instance, the database, the crowd itself",
                text("%.1f s, %.1f s, %.1f s", seconds));
    }
}
