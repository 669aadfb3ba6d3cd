package org.parvis.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Random;
import org.parvis.sortition.Allocation;
import org.parvis.sortition.Announcement;
import org.parvis.sortition.Frozen;
import org.parvis.sortition.Method;
import org.parvis.sortition.Options;
import org.parvis.sortition.Sortition;
import org.parvis.sortition.SpreadsheetFiles;
import org.parvis.sortition.Urn;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;

/** One pool in a virtual machine of its own: what was found, figure by figure, on standard output. */
final class SortitionRun {
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");

    private SortitionRun() {}

    /** @param typed a pool's folder, whose name ends with the size of its panel; the method; how many draws; where to publish */
    public static void main(String... typed) throws IOException {
        Path folder = Path.of(typed[0]);
        int size = Integer.parseInt(folder.getFileName().toString().replaceFirst(".*_", ""));
        var files = SpreadsheetFiles.read(
                folder.resolve("respondents.csv"), folder.resolve("categories.csv"), SpreadsheetFiles.Columns.USUAL);
        Allocation found = Sortition.allocate(files.pool(), files.quotas(), size, Options.of(Method.valueOf(typed[1])));
        say("seconds", found.elapsed().toNanos() / 1e9);
        say("megabytes", Instance.kilobytes(Path.of("/proc/self/status"), "VmHWM") / 1024);
        say("people", found.pool().size());
        say("types", found.types());
        say("places", size);
        say("minimum", found.minimum());
        say("gini", found.gini());
        say("gap", found.gap());
        say("difference", found.largestDifference());
        Urn urn = Urn.of(found, Urn.USUAL_SIZE, 1);
        say("moved", urn.largestDifference());
        say("faults", faults(urn));
        int draws = Integer.parseInt(typed[2]);
        if (draws > 0) draw(urn, draws, Path.of(typed[3]));
    }

    /** Panels that break a quota, counted on the people themselves, and chances that do not add up to the places. */
    private static int faults(Urn urn) {
        Allocation found = urn.allocation();
        int faults = Math.abs(Arrays.stream(found.chances()).sum() - found.panelSize()) > 1e-6 ? 1 : 0;
        for (int p = 0; p < urn.panels().size(); p++) {
            int[] totals = urn.totals(p);
            for (int q = 0; q < totals.length; q++) {
                var quota = found.quotas().list().get(q);
                if (totals[q] < quota.min() || totals[q] > quota.max()) faults++;
            }
            var there = new HashSet<Integer>();
            for (int person : urn.panels().get(p)) there.add(person);
            if (there.size() != found.panelSize()) faults++;
        }
        return faults;
    }

    /** As the public draws: from the published files, each time with other randomness, of a fixed seed. */
    private static void draw(Urn urn, int draws, Path folder) throws IOException {
        Files.createDirectories(folder);
        Frozen.of(urn, new Announcement("a measure", DAY), DAY, new Random(1)).publish(folder);
        PublishedDraw published = PublishedDraw.read(folder);
        var random = new Random(2026);
        byte[] bytes = new byte[32];
        int[] panels = new int[urn.panels().size()];
        int[] people = new int[published.ids().size()];
        for (int i = 0; i < draws; i++) {
            random.nextBytes(bytes);
            var outcome = published.outcome(
                    new Randomness("a measure", DAY, HexFormat.of().formatHex(bytes)));
            panels[outcome.panel()]++;
            for (String id : outcome.members()) people[published.ids().indexOf(id)]++;
        }
        double expected = (double) draws / panels.length;
        say(
                "chi-square",
                Arrays.stream(panels)
                        .mapToDouble(n -> (n - expected) * (n - expected) / expected)
                        .sum());
        double farthest = 0;
        for (int i = 0; i < people.length; i++) {
            double chance = (double) published.timesInUrn()[i] / panels.length;
            double deviation = Math.sqrt(draws * chance * (1 - chance));
            if (deviation > 0) farthest = Math.max(farthest, Math.abs(people[i] - draws * chance) / deviation);
        }
        say("deviations", farthest);
    }

    private static void say(String name, double value) {
        System.out.println(name + " " + value);
    }
}
