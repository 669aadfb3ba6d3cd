package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What the figures were found on. */
final class Machine {
    private Machine() {}

    static String describe(double otherPercent) throws IOException {
        return Report.text(
                "%d cores (%s), %.0f GB, %s, JDK %s; other work took %.0f %% of it before the run",
                Runtime.getRuntime().availableProcessors(),
                first("/proc/cpuinfo", "model name"),
                Double.parseDouble(first("/proc/meminfo", "MemTotal").replaceAll("\\D+", "")) / 1024 / 1024,
                first("/etc/os-release", "PRETTY_NAME").replace("\"", ""),
                System.getProperty("java.version"),
                otherPercent);
    }

    /** How much of all cores others use, over a few seconds of our own rest; what a hypervisor withholds included. */
    static double busyPercent() throws IOException, InterruptedException {
        long[] before = ticks();
        TimeUnit.SECONDS.sleep(5);
        long[] after = ticks();
        return 100.0 * (after[0] - before[0]) / Math.max(1, after[1] - before[1]);
    }

    /** Busy and all, since the machine's start. */
    private static long[] ticks() throws IOException {
        long[] times = Arrays.stream(
                        Files.readAllLines(Path.of("/proc/stat")).getFirst().split("\\s+"))
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
        long all = Arrays.stream(times).sum();
        return new long[] {all - times[3] - times[4], all};
    }

    private static String first(String file, String field) throws IOException {
        return Files.readAllLines(Path.of(file)).stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.replaceFirst("^[^:=]*[:=]\\s*", ""))
                .findFirst()
                .orElse("unknown");
    }
}
