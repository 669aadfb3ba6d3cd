package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a scenario found, row by row, and where it stands in docs/benchmarks.md. */
final class Report {
    private final String scenario;
    private final String size;
    private final List<String> rows = new ArrayList<>();

    Report(String scenario, String size) {
        this.scenario = scenario;
        this.size = size;
    }

    /** A figure that nobody promised. */
    void add(String measure, String figure) {
        rows.add("| %s | %s | | |".formatted(measure, figure));
    }

    void add(String measure, String figure, String target, boolean met) {
        rows.add("| %s | %s | %s | %s |".formatted(measure, figure, target, met ? "yes" : "**no**"));
    }

    String markdown(String machine) {
        return """
                %s

                `bin/bench %s`, %s, on %s.

                | Measure | Figure | Target | Met |
                |---|---|---|---|
                %s
                """.formatted(size, scenario, LocalDate.now(), machine, String.join("\n", rows));
    }

    /** Takes the place of the scenario's last report; the words around stay. */
    void write(Path docs, String markdown) throws IOException {
        String begin = "<!-- " + scenario + ": written by bin/bench -->\n";
        String end = "<!-- end of " + scenario + " -->";
        String text = Files.readString(docs);
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from < 0 || to < from) throw new IOException(docs + " has no place for the scenario " + scenario + ".");
        Files.writeString(docs, text.substring(0, from) + begin + "\n" + markdown + "\n" + text.substring(to));
    }

    static String text(String format, Object... values) {
        return String.format(Locale.UK, format, values);
    }
}
