package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The application as a process of its own, killed without warning. */
class KillTest {
    private static final Pattern OPEN = Pattern.compile("Parvis is open at http://localhost:(\\d+)");
    private static final List<String> SHOWN =
            List.of("/plans", "/plans/2021-2023/actions/47", "/en/organisations/ditp");

    @TempDir
    Path home;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void pages_come_back_whole_after_a_kill() throws Exception {
        var before = new Site(open());
        Map<String, Integer> lengths = lengths(before);
        started.getLast().destroyForcibly().waitFor();

        var after = new Site(open());
        assertThat(lengths(after)).isEqualTo(lengths);
        assertThat(after.get("/plans/2021-2023.csv").text().lines().count()).isGreaterThan(59);
    }

    /** Bytes, because the address of an instance on any free port is not the same twice. */
    private static Map<String, Integer> lengths(Site site) {
        return SHOWN.stream().map(site::get).collect(Collectors.toMap(Site.Answer::path, answer -> {
            assertThat(answer.status()).isEqualTo(200);
            return answer.html().select("main").text().length();
        }));
    }

    private int open() throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "org.parvis.Parvis");
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        builder.environment().putAll(Map.of("PORT", "0", "PARVIS_HOME", home.toString()));
        var process = builder.redirectErrorStream(true).start();
        started.add(process);
        var said = new StringBuilder();
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = reader.readLine()) != null; said.append(line).append('\n')) {
            var open = OPEN.matcher(line);
            if (open.find()) return Integer.parseInt(open.group(1));
        }
        throw new AssertionError("It ended without opening: " + said);
    }
}
