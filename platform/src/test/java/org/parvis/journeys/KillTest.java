package org.parvis.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The application as a process of its own, killed without warning. */
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final List<String> SHOWN =
            List.of("/plans", "/plans/2021-2023/actions/47", "/en/organisations/ditp");

    @TempDir
    Path home;

    @RegisterExtension
    final Server server = new Server();

    @Test
    void pages_come_back_whole_after_a_kill() throws Exception {
        var before = new Site(server.open(home));
        Map<String, Integer> lengths = lengths(before);
        server.kill();

        var after = new Site(server.open(home));
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
}
