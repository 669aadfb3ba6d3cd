package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, really killed: what was acknowledged is found again. */
class LocalPostgresTest {
    private static final String NOBODY = "65534";
    private static final int PROMISES = 50;

    @TempDir
    Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void reachable() throws IOException {
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwxr-xr-x"));
        folder = temporary.resolve("postgres");
    }

    @Test
    void nothing_acknowledged_is_lost_when_parvis_and_then_its_server_are_killed() throws Exception {
        int acknowledged = writeAndKill(List.of(), classPath());
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            assertThat(promises(postgres.owner())).isGreaterThanOrEqualTo(acknowledged);

            long server = postgres.pid();
            assertThat(Processes.succeeds("kill", "-KILL", Long.toString(server)))
                    .isTrue();
            assertThat(promisesOnceBack(postgres.owner())).isGreaterThanOrEqualTo(acknowledged);
            assertThat(postgres.pid()).isNotEqualTo(server);
        }
    }

    @Test
    void a_folder_serves_one_process_only_and_others_join_its_server() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            assertThat(LocalPostgres.claim(folder)).isEmpty();
            assertThat(firstLineOf(java(List.of(), classPath()))).isEqualTo("taken");
            assertThat(LocalPostgres.join(folder)).isEqualTo(postgres.application());
        }
        assertThat(folder.resolve("connection")).doesNotExist();
    }

    @Test
    void everyone_gives_a_password_and_the_application_owns_nothing() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            DatabaseAddress application = postgres.application();
            assertThatThrownBy(() -> DriverManager.getConnection(application.url(), application.user(), "guess"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
            assertThat(Files.getPosixFilePermissions(folder.resolve("passwords")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            try (Connection connection = connect(application);
                    var statement = connection.createStatement()) {
                assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    @Test
    void french_is_lowered_stemmed_and_compared_as_french() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            try (Connection connection = connect(postgres.owner());
                    var statement = connection.createStatement();
                    var row = statement.executeQuery("SELECT lower('ÉTÉ'), to_tsvector('french', 'Évaluées') @@"
                            + " to_tsquery('french', 'évaluer'), 'été' COLLATE \"fr-x-icu\" < 'étude'")) {
                assertThat(row.next()).isTrue();
                assertThat(row.getString(1)).isEqualTo("été");
                assertThat(row.getBoolean(2)).isTrue();
                assertThat(row.getBoolean(3)).isTrue();
            }
        }
    }

    @Test
    void an_ordinary_user_runs_it_and_finds_it_again_after_a_kill() throws Exception {
        assumeTrue(isRoot(), "not root: every other test here already runs as an ordinary user");
        assertThat(Processes.succeeds("chown", NOBODY, temporary.toString())).isTrue();
        List<String> asNobody = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups");
        String readable = readableClassPath();
        int acknowledged = writeAndKill(asNobody, readable);
        // Root then serves the same folder as the account that owns it.
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            assertThat(promises(postgres.owner())).isGreaterThanOrEqualTo(acknowledged);
            assertThat(ownerOf(folder.resolve("cluster"))).isEqualTo(NOBODY);
        }
    }

    @Test
    void root_without_user_namespaces_hands_the_folder_to_nobody() throws Exception {
        assumeTrue(isRoot(), "not root: PostgreSQL runs as this user");
        try (LocalPostgres postgres = LocalPostgres.claim(folder, at -> ServerAccount.of(at, false), List.of())
                .orElseThrow()) {
            postgres.start();
            assertThat(ownerOf(folder.resolve("cluster"))).isEqualTo(NOBODY);
            assertThat(ownerOf(Path.of("/proc/" + postgres.pid()))).isEqualTo(NOBODY);
        }
    }

    @Test
    void root_says_so_when_nobody_cannot_reach_the_folder() throws Exception {
        assumeTrue(isRoot(), "not root: PostgreSQL runs as this user");
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx------"));
        try (LocalPostgres postgres = LocalPostgres.claim(folder, at -> ServerAccount.of(at, false), List.of())
                .orElseThrow()) {
            assertThatThrownBy(postgres::start).isInstanceOf(Refusal.class).hasMessageContaining("set PARVIS_HOME");
        }
    }

    @Test
    void a_number_that_now_belongs_to_another_process_is_no_server() throws Exception {
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
        }
        Files.writeString(
                folder.resolve("cluster/postmaster.pid"),
                ProcessHandle.current().pid() + "\n/elsewhere\n");
        try (LocalPostgres postgres = LocalPostgres.claim(folder).orElseThrow()) {
            postgres.start();
            assertThat(connect(postgres.owner()).isValid(1)).isTrue();
        }
    }

    private int writeAndKill(List<String> launcher, String classPath) throws IOException, InterruptedException {
        Process process = java(launcher, classPath);
        int acknowledged = 0;
        try (BufferedReader printed = process.inputReader()) {
            for (String line; (line = printed.readLine()) != null; ) {
                // Anything else is a word of the log; the last line may be cut by the kill.
                if (line.matches("\\d+")) {
                    acknowledged = Math.max(acknowledged, Integer.parseInt(line));
                }
                if (acknowledged == PROMISES) {
                    // Through its handle, because what it printed until now counts.
                    process.toHandle().destroyForcibly();
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(acknowledged).as("see " + temporary.resolve("errors")).isGreaterThanOrEqualTo(PROMISES);
        return acknowledged;
    }

    private Process java(List<String> launcher, String classPath) throws IOException {
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                classPath,
                KeepsWriting.class.getName(),
                folder.toString()));
        return new ProcessBuilder(command)
                .redirectError(temporary.resolve("errors").toFile())
                .start();
    }

    private static String firstLineOf(Process process) throws IOException {
        try (BufferedReader printed = process.inputReader()) {
            return printed.lines()
                    .filter(line -> !line.contains(" INFO "))
                    .findFirst()
                    .orElse("");
        }
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(address.url(), address.user(), address.password());
    }

    private static int promises(DatabaseAddress address) throws SQLException {
        try (Connection connection = connect(address);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM promise")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int promisesOnceBack(DatabaseAddress address) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                return promises(address);
            } catch (SQLException e) {
                if (attempt == 100) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    private static String classPath() {
        return System.getProperty("java.class.path");
    }

    /** An ordinary user may not read root's own Maven repository. */
    private String readableClassPath() throws IOException {
        Path copies = Files.createDirectory(temporary.resolve("classes"));
        assertThat(Processes.succeeds("chmod", "755", copies.toString())).isTrue();
        var copied = new ArrayList<String>();
        for (String entry : classPath().split(File.pathSeparator, -1)) {
            boolean needed = Stream.of(
                            "classes", "postgres", "commons-", "xz", "slf4j", "logback", "spring-boot-", "spring-core")
                    .anyMatch(Path.of(entry).getFileName().toString()::contains);
            if (needed) {
                Path copy = copies.resolve(copied.size() + "-" + Path.of(entry).getFileName());
                Processes.run(List.of("cp", "-r", entry, copy.toString()), "");
                copied.add(copy.toString());
            }
        }
        assertThat(Processes.succeeds("chmod", "-R", "a+rX", copies.toString())).isTrue();
        return String.join(File.pathSeparator, copied);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String ownerOf(Path path) throws IOException {
        return Objects.toString(Files.getAttribute(path, "unix:uid"));
    }
}
