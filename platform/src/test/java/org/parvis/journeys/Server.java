package org.parvis.journeys;

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
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Parvis in processes of its own, as it ships, on a data folder that outlives each of them. */
final class Server implements AfterEachCallback {
    private static final Pattern OPEN = Pattern.compile("open at http://localhost:(\\d+)");

    private final List<Process> started = new ArrayList<>();

    /** Starts it, and says on which port it answers. */
    int open(Path home) throws IOException {
        var process = start(home);
        started.add(process);
        var said = new StringBuilder();
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = reader.readLine()) != null; said.append(line).append('\n')) {
            var open = OPEN.matcher(line);
            if (open.find()) return Integer.parseInt(open.group(1));
        }
        throw new AssertionError("It ended without opening: " + said);
    }

    /** Ends it as {@code kill -9} does. */
    void kill() throws InterruptedException {
        started.getLast().destroyForcibly().waitFor();
    }

    /** Runs one of its commands to its end, and gives what it printed. */
    String run(Path home, String... command) throws IOException {
        return new String(start(home, command).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Begins one of its commands, which waits for what it is given. */
    Process begin(Path home, String... command) throws IOException {
        var process = start(home, command);
        started.add(process);
        return process;
    }

    private static Process start(Path home, String... command) throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                // The reader of calendars brings its own time zones, and says so at every start.
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("ical4j"))
                .collect(Collectors.joining(File.pathSeparator));
        var words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                classPath,
                "org.parvis.Parvis"));
        words.addAll(List.of(command));
        var builder = new ProcessBuilder(words);
        builder.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        builder.environment().putAll(Map.of("PORT", "0", "PARVIS_HOME", home.toString()));
        return builder.redirectErrorStream(true).start();
    }

    @Override
    public void afterEach(ExtensionContext test) throws InterruptedException {
        for (Process process : started) {
            process.destroy();
            process.waitFor();
        }
    }
}
