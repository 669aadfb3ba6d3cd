package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.parvis.Browser;

/** A data folder made anew from a backup: of this version, of every earlier one, and after a death in the middle. */
@Execution(ExecutionMode.CONCURRENT)
class RestoreTest {
    /** What the demonstrations of those releases did not tell yet. */
    private static final String LATER =
            "/(consultations/.+|contributions/.*|reponses/.*|agenda/(forum|hackathon|cycles).*|panels/.+|accelerateur/.+|barometre/indicateurs/.+|(actualites|outils|kits|documents)/.+)";

    private static final Path RELEASES = Path.of("src/test/resources/releases");

    @TempDir
    Path temporary;

    @RegisterExtension
    final Server server = new Server();

    static Stream<Path> releases() throws IOException {
        try (Stream<Path> files = Files.list(RELEASES)) {
            return files.sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void data_of_an_earlier_release_is_brought_up_to_date_and_all_there(Path release) throws Exception {
        Path home = temporary.resolve("data");
        assertThat(server.run(home, "restore", release.toString())).contains("Restored ");
        assertThat(server.run(home, "restore", "--verify", release.toString()))
                .contains("The instance is what the backup holds");
        assertThat(server.run(home, "verify-journal")).contains("The journal is whole");

        var site = new Site(server.open(home));
        for (String page : Site.PAGES) {
            if (page.matches(LATER)) continue;
            assertThat(site.get(page).status()).as(page).isEqualTo(200);
        }
        assertThat(site.get("/plans/2021-2023.csv").text().lines().count()).isGreaterThan(59);
    }

    @Test
    void an_instance_backed_up_while_it_runs_lives_on_in_a_new_folder() throws Exception {
        Path first = temporary.resolve("first");
        Path second = temporary.resolve("second");
        Path file = temporary.resolve("parvis.zip");
        int port = server.open(first);
        // An act, so that the journal has one of its own.
        amend(port, "/plans/2021-2023/actions/3");
        assertThat(server.run(first, "backup", file.toString(), "--verify"))
                .contains("Backed up ", "Read again and whole: ");
        assertThat(server.run(first, "restore", file.toString())).contains("There is already an instance in ");

        assertThat(server.run(second, "restore", file.toString())).contains("Restored ");
        assertThat(server.run(second, "verify-journal")).isEqualTo(server.run(first, "verify-journal"));
        int restored = server.open(second);
        assertThat(server.run(second, "restore", "--verify", file.toString()))
                .contains("The instance is what the backup holds");
        // Passwords, roles and numbers go on from where they were.
        amend(restored, "/plans/2021-2023/actions/3");
        amend(restored, "/plans/2021-2023/actions/4");
        assertThat(server.run(second, "verify-journal")).contains("The journal is whole");
    }

    private static void amend(int port, String action) throws Exception {
        var coordinator = Browser.of(port, "coordinator");
        String sheet = coordinator
                .get(action + "/modification")
                .headers()
                .firstValue("Location")
                .orElseThrow();
        var amended = coordinator
                .open(sheet)
                .form(sheet)
                .with("summary_fr", "Résumé changé par le port " + port + ".")
                .with("motif_fr", "Pour que le journal en parle.")
                .send();
        assertThat(amended.statusCode()).isEqualTo(303);
    }

    @Test
    void a_restore_that_was_killed_opens_nothing_and_is_done_again() throws Exception {
        Path home = temporary.resolve("data");
        Path release = releases().toList().getLast();
        byte[] whole = Files.readAllBytes(release);
        Process restoring = server.begin(home, "restore", "-");
        restoring.getOutputStream().write(Arrays.copyOf(whole, whole.length / 2));
        restoring.getOutputStream().flush();
        Path half = home.resolve("postgres/restoring");
        while (!Files.exists(home.resolve("postgres/connection"))) {
            assertThat(restoring.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(server.run(home)).contains("Another Parvis already runs");
        restoring.destroyForcibly().waitFor();

        assertThat(half).exists();
        assertThat(server.run(home)).contains("A restore into ").contains(" was cut short: run bin/run restore again");
        assertThat(server.run(home, "restore", release.toString())).contains("Restored ");
        assertThat(half).doesNotExist();
        assertThat(new Site(server.open(home)).get("/plans").status()).isEqualTo(200);
    }

    @Test
    void a_damaged_backup_leaves_the_folder_as_it_was() throws Exception {
        Path home = temporary.resolve("data");
        byte[] bytes = Files.readAllBytes(releases().toList().getLast());
        Path cut = Files.write(temporary.resolve("cut.zip"), Arrays.copyOf(bytes, bytes.length - 3000));
        assertThat(server.run(home, "restore", cut.toString())).contains("cut.zip was cut short: its end is missing.");
        assertThat(home.resolve("postgres/restoring")).doesNotExist();
        assertThat(home.resolve("postgres/cluster")).doesNotExist();
    }

    @Test
    void a_backup_goes_through_pipes() throws Exception {
        Path home = temporary.resolve("data");
        Process restoring = server.begin(home, "restore", "-");
        try (var in = restoring.getOutputStream()) {
            Files.copy(releases().toList().getFirst(), in);
        }
        assertThat(new String(restoring.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("Restored ");
        assertThat(restoring.waitFor()).isZero();
    }
}
