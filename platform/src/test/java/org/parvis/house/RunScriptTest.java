package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code bin/run} as an operator types it, over the classes under test: what is wrong is one sentence and an exit code. */
@Execution(ExecutionMode.CONCURRENT)
class RunScriptTest {
    private static final Path BIN = Path.of("../bin").toAbsolutePath().normalize();

    @TempDir
    Path temporary;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            PORT                | eighty                          | 2 | PORT must be a number from 0 to 65535, not “eighty”.
            PARVIS_HOME         | /etc/passwd                     | 1 | The data folder cannot be made, because /etc/passwd is a file (PARVIS_HOME says where it goes).
            PARVIS_HOME         | /proc/parvis                    | 1 | Parvis cannot write in the data folder /proc/parvis: check its permissions, or set PARVIS_HOME to another folder.
            PARVIS_DATABASE_URL | postgresql://ann:pw@localhost/  | 2 | PARVIS_DATABASE_URL must look like postgresql://user:password@host:5432/database or jdbc:postgresql://host:5432/database?user=…&password=….
            PARVIS_DATABASE_URL | postgresql://ann:pw@db.invalid/parvis  | 1 | Parvis cannot use the database at ann@db.invalid/parvis: nobody knows this host.
            PARVIS_DATABASE_URL | postgresql://ann:pw@localhost:1/parvis | 1 | Parvis cannot use the database at ann@localhost:1/parvis: Connection to localhost:1 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.
            """)
    void a_wrong_setting_is_one_sentence(String variable, String value, int code, String sentence) throws Exception {
        var run = run(Map.of(variable, value));
        assertThat(run.errors()).containsExactly(sentence);
        assertThat(run.printed()).isEmpty();
        assertThat(run.code()).isEqualTo(code);
    }

    @Test
    void a_taken_port_is_one_sentence() throws Exception {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(0));
            var run = run(Map.of("PORT", Integer.toString(socket.getLocalPort())));
            assertThat(run.errors())
                    .containsExactly("Port " + socket.getLocalPort()
                            + " is already taken: stop what uses it, or set PORT to another one.");
            assertThat(run.code()).isEqualTo(1);
        }
    }

    @Test
    void a_second_server_on_a_folder_is_one_sentence_and_a_command_joins_the_first() throws Exception {
        Path home = temporary.resolve("data");
        Process first = start(List.of("--empty"), Map.of("PARVIS_HOME", home.toString()));
        try {
            awaitLine(first, "Parvis is open at");
            var second = run(Map.of("PARVIS_HOME", home.toString()));
            assertThat(second.errors())
                    .containsExactly("Another Parvis already runs with its data in " + home
                            + ": stop it, or set PARVIS_HOME to another folder.");
            assertThat(second.code()).isEqualTo(1);

            var command = run(Map.of("PARVIS_HOME", home.toString()), "instance");
            assertThat(command.errors()).isEmpty();
            assertThat(command.printed()).contains("data: in " + home, "demonstration: no");
            assertThat(command.code()).isZero();
        } finally {
            first.destroy();
            assertThat(first.waitFor(30, TimeUnit.SECONDS))
                    .as("it stops when asked")
                    .isTrue();
        }
        var alone = run(Map.of("PARVIS_HOME", home.toString()), "instance");
        assertThat(alone.printed()).contains("demonstration: no");
        assertThat(home.resolve("postgres/connection")).doesNotExist();
    }

    @Test
    void an_unknown_option_is_one_sentence() throws Exception {
        var run = run(Map.of(), "--full");
        assertThat(run.errors()).containsExactly("There is no option --full; bin/run --help lists what there is.");
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void help_lists_the_commands_without_opening_a_database() throws Exception {
        var run = run(Map.of("PARVIS_DATABASE_URL", "postgresql://ann@db.invalid/parvis"), "--help");
        assertThat(run.errors()).isEmpty();
        assertThat(run.printed().getFirst()).startsWith("Starts Parvis").endsWith(".");
        assertThat(run.printed()).anySatisfy(line -> assertThat(line).matches("  instance +says.*"));
        assertThat(run.code()).isZero();
    }

    @Test
    void a_panel_is_drawn_without_an_instance_and_the_verifier_that_is_packed_finds_it_valid() throws Exception {
        Path pool = Files.writeString(temporary.resolve("respondents.csv"), """
                id,age
                a,young
                b,young
                c,old
                d,old
                """);
        Path quotas = Files.writeString(temporary.resolve("categories.csv"), """
                category,feature,min,max
                age,young,1,1
                age,old,1,1
                """);
        Path out = temporary.resolve("out");
        var drawn = run(
                Map.of("PARVIS_DATABASE_URL", "postgresql://ann@db.invalid/parvis"),
                ("draw --size 2 --pool " + pool + " --quotas " + quotas + " --out " + out).split(" "));
        assertThat(drawn.errors()).isEmpty();
        assertThat(drawn.printed().getFirst()).startsWith("LEXIMIN of 4 people, 2 types: lowest chance 50.0000 %");
        assertThat(drawn.code()).isZero();
        assertThat(run(Map.of(), "verify-draw", out.toString()).printed()).endsWith("Valid.");

        Path verifier = temporary.resolve("sortition-verify.jar");
        try (var packed = getClass().getResourceAsStream("/verifier/sortition-verify.jar")) {
            Files.copy(packed, verifier);
        }
        var java = new ProcessBuilder(
                System.getProperty("java.home") + "/bin/java", "-jar", verifier.toString(), out + "/published");
        assertThat(finished(java.start()).printed()).endsWith("Valid.");
    }

    @Test
    void a_draw_that_cannot_be_made_is_one_sentence() throws Exception {
        var run = run(Map.of(), "draw", "--out", "x", "--pool", "no.csv", "--quotas", "no.csv", "--size", "2");
        assertThat(run.errors()).containsExactly("There is no file no.csv.");
        assertThat(run.printed()).isEmpty();
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void every_script_says_its_purpose_in_one_line() throws Exception {
        for (String script : List.of("check", "lib/build", "lib/rehearse", "lib/toolchain", "../.ci/run")) {
            var help = finished(
                    process(BIN.resolve(script), List.of("--help"), Map.of()).start());
            assertThat(help.printed()).as(script).singleElement().asString().endsWith(".");
            assertThat(help.code()).as(script).isZero();
        }
    }

    @Test
    void a_missing_jdk_is_one_sentence_that_says_how_to_get_one() throws Exception {
        Path tools = Files.createDirectory(temporary.resolve("tools"));
        for (String tool : List.of("bash", "dirname", "readlink", "grep", "sed", "env")) {
            Path script = Files.writeString(tools.resolve(tool), "#!/bin/sh\nexec " + program(tool) + " \"$@\"\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var run = run(Map.of("PATH", tools.toString(), "JAVA_HOME", "", "PARVIS_JDKS", "/nowhere"));
        assertThat(run.errors())
                .singleElement()
                .asString()
                .contains("needs a JDK 25")
                .contains("https://adoptium.net");
        assertThat(run.code()).isEqualTo(1);
    }

    private record Run(int code, List<String> printed, List<String> errors) {}

    private Run run(Map<String, String> variables, String... arguments) throws Exception {
        return finished(start(Arrays.asList(arguments), variables));
    }

    private Process start(List<String> arguments, Map<String, String> variables) throws IOException {
        var all = new HashMap<>(
                Map.of("PORT", "0", "PARVIS_HOME", temporary.resolve("unused").toString()));
        all.putAll(variables);
        return process(BIN.resolve("run"), arguments, all).start();
    }

    private static ProcessBuilder process(Path script, List<String> arguments, Map<String, String> variables) {
        var command = new ArrayList<>(List.of(program("bash").toString(), script.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command);
        process.environment().keySet().removeIf(name -> name.startsWith("PARVIS_"));
        process.environment().put("JAVA_HOME", System.getProperty("java.home"));
        process.environment().put("PARVIS_CLASSPATH", applicationClassPath());
        process.environment().putAll(variables);
        return process;
    }

    private static Run finished(Process process) throws Exception {
        process.getOutputStream().close();
        // Errors are short; what is printed is read to its end first.
        List<String> printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        List<String> errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), printed, errors);
    }

    private static void awaitLine(Process process, String beginning) throws IOException {
        var reader = process.inputReader(StandardCharsets.UTF_8);
        for (String line; (line = reader.readLine()) != null; ) {
            if (line.contains(beginning)) {
                return;
            }
        }
        throw new AssertionError("It ended without saying " + beginning + ": "
                + new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private static String applicationClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                // The reader of calendars brings its own time zones, and says so at every start.
                .filter(entry -> !entry.endsWith("test-classes") && !entry.contains("ical4j"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path program(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
