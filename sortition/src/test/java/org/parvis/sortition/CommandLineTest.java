package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.sortition.proof.Table;

class CommandLineTest {
    private static final String MOMENT = "2026-03-01T12:00:00Z";

    @TempDir
    Path folder;

    private int code;

    @BeforeEach
    void two_files() throws IOException {
        Pool pool = Pools.volunteers(60);
        var header = new ArrayList<>(List.of("id", "address"));
        header.addAll(pool.features());
        var rows = new ArrayList<List<String>>();
        for (Person person : pool.people()) {
            var row = new ArrayList<>(List.of(person.id(), person.address() == null ? "" : person.address()));
            row.addAll(person.values());
            rows.add(row);
        }
        Files.writeString(folder.resolve("respondents.csv"), new Table(header, rows).text());
        var quotas = new ArrayList<List<String>>();
        for (Quota quota : Pools.QUOTAS.list())
            quotas.add(
                    List.of(quota.feature(), quota.value(), String.valueOf(quota.min()), String.valueOf(quota.max())));
        Files.writeString(
                folder.resolve("categories.csv"),
                new Table(List.of("category", "feature", "min", "max"), quotas).text());
    }

    @Test
    void a_panel_is_drawn_at_once_and_verified() {
        assertThat(freeze("--method", "leximin"))
                .contains("LEXIMIN of 60 people")
                .contains("which nobody can check");
        assertThat(code).isZero();
        assertThat(folder.resolve("out/private/drawn.csv")).isRegularFile();
        assertThat(run("verify-draw", folder.resolve("out").toString())).endsWith("Valid.\n");
        assertThat(freeze()).contains("holds a draw already");
        assertThat(code).isOne();
    }

    @Test
    void a_named_source_draws_later_from_what_was_frozen() {
        String out = folder.resolve("out").toString();
        assertThat(freeze("--method", "maximin", "--source", "drand, round 7", "--not-before", MOMENT))
                .contains("Then draw by what “drand, round 7” publishes");
        String random = "ab".repeat(32);
        assertThat(run("draw", "--out", out, "--randomness", random, "--published-at", "2026-02-28T12:00:00Z"))
                .contains("is refused");
        assertThat(run("verify-draw", out)).contains("Not drawn yet");
        assertThat(run("draw", "--out", out, "--randomness", random, "--published-at", MOMENT))
                .contains("is drawn: P");
        assertThat(run("verify-draw", out)).contains("Drawn: panel ").endsWith("Valid.\n");
        assertThat(run(
                        "verify-draw",
                        out,
                        "--receipt",
                        folder.resolve("out/private/receipts/P07.txt").toString()))
                .contains("is in the pool");
    }

    @Test
    void what_cannot_be_done_is_said_in_a_sentence() {
        assertThat(freeze("--method", "random")).isEqualTo("The method is leximin or maximin, not “random”.\n");
        assertThat(run("draw", "--pool", "x")).startsWith("draw --pool respondents.csv");
        assertThat(code).isEqualTo(2);
        assertThat(run("draw", "--help")).contains("verify-draw DIR");
        assertThat(code).isZero();
        assertThat(freeze("--limit", "0")).startsWith("No panel was found before the search ended");
        assertThat(code).isOne();
        assertThat(freeze("--source", "a", "--not-before", "tomorrow")).contains("A moment is written as");
        assertThat(freeze("--panels", "many")).contains("--panels is a whole number, not “many”.");
        assertThat(run(
                        "draw",
                        "--pool",
                        folder.resolve("none.csv").toString(),
                        "--quotas",
                        "none",
                        "--size",
                        "3",
                        "--out",
                        "x"))
                .contains("none");
        assertThat(code).isOne();
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void without_its_native_part_the_library_says_so_and_still_verifies() throws IOException, InterruptedException {
        freeze();
        assertThat(code).isZero();
        String out = folder.resolve("out").toString();
        assertThat(withoutNative(
                        "draw",
                        "--pool",
                        file("respondents.csv"),
                        "--quotas",
                        file("categories.csv"),
                        "--size",
                        "15",
                        "--out",
                        folder.resolve("again").toString()))
                .contains("The solver's native part (OR-Tools 9.15) does not load on");
        assertThat(withoutNative("verify-draw", out)).endsWith("Valid.\n");
    }

    private String withoutNative(String... arguments) throws IOException, InterruptedException {
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*ortools-(linux|darwin|win32).*"))
                .collect(Collectors.joining(File.pathSeparator));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                path,
                CommandLine.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return text;
    }

    private String freeze(String... more) {
        var arguments = new ArrayList<>(List.of(
                "draw",
                "--pool",
                file("respondents.csv"),
                "--quotas",
                file("categories.csv"),
                "--size",
                "15",
                "--out",
                folder.resolve("out").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private String run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var both = new PrintStream(out, true, StandardCharsets.UTF_8);
        var clock = Clock.fixed(Instant.parse("2026-02-20T09:00:00Z"), ZoneOffset.UTC);
        code = CommandLine.run(List.of(arguments), clock, both, both);
        return out.toString(StandardCharsets.UTF_8);
    }
}
