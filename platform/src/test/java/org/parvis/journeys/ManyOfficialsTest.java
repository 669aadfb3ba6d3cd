package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Sixty-four officials at work in the same instant, each with three acts: the chain stays whole and no act is lost. */
@Execution(ExecutionMode.CONCURRENT)
class ManyOfficialsTest {
    private static final int OFFICIALS = 64, COMMITMENTS = 59;
    private static final List<String> ORGANISATIONS = List.of("ditp", "dinum", "cnil", "cada", "justice", "culture");

    @RegisterExtension
    final Server server = new Server();

    @TempDir
    Path home;

    /** What one of them sent, and how many of the three acts were taken. */
    private record Day(String mark, int taken) {}

    @Test
    void they_report_amend_and_grant_at_once_and_the_journal_holds_each_act_once() throws Exception {
        int port = server.open(home);
        var coordinator = org.parvis.Browser.of(port, "coordinator");
        var start = new CountDownLatch(1);
        var days = new ArrayList<Future<Day>>();
        long before = entries(port, "").count();
        try (var officials = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < OFFICIALS; i++) {
                int official = i;
                days.add(officials.submit(() -> {
                    start.await();
                    return work(coordinator, official);
                }));
            }
            start.countDown();
        }
        int taken = 0;
        for (var day : days) {
            assertThat(entries(port, day.get().mark()).count())
                    .as(day.get().mark())
                    .isEqualTo(1);
            taken += day.get().taken();
        }
        // A role that somebody was granted meanwhile is not granted twice.
        assertThat(taken).isBetween(2 * OFFICIALS + 1, 3 * OFFICIALS);
        assertThat(entries(port, "").count() - before).isEqualTo(taken);
        assertThat(server.run(home, "verify-journal")).contains("The journal is whole: " + (before + taken));
    }

    private static Day work(org.parvis.Browser browser, int official) {
        String action = "/plans/2021-2023/actions/" + (1 + official % COMMITMENTS);
        int taken = 0;
        var reported = browser.open(action + "/avancement/nouveau")
                .form(action + "/avancement")
                .with("avancement", "substantiel")
                .with("texte_fr", "Fait, dit l’agent " + official + ".")
                .with("preuve_titre_1", "La page")
                .with("preuve_lien_1", "https://example.org/" + official)
                .send();
        if (reported.statusCode() == 303) taken++;
        String mark = "Motif de l’agent " + official + ".";
        while (true) {
            String sheet = browser.get(action + "/modification")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            var amended = browser.open(sheet)
                    .form(sheet)
                    .with("summary_fr", "Résumé de l’agent " + official + ".")
                    .with("motif_fr", mark)
                    .send();
            if (amended.statusCode() == 303) break;
            assertThat(amended.statusCode()).isIn(409, 422);
        }
        taken++;
        String person = "/personnes/" + (3 + official % 5);
        var granted = browser.open(person)
                .form(person + "/roles")
                .with("role", official % 2 == 0 ? "OBSERVER" : "CONTRIBUTOR")
                .with("organisation", ORGANISATIONS.get(official % ORGANISATIONS.size()))
                .send();
        if (granted.statusCode() == 303) taken++;
        return new Day(mark, taken);
    }

    private static Stream<String> entries(int port, String which) {
        return new Site(port).get("/journal.jsonl").text().lines().filter(line -> line.contains(which));
    }
}
