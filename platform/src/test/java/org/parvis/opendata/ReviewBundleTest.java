package org.parvis.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.house.Sha256;
import org.parvis.journeys.Site;
import org.springframework.boot.test.web.server.LocalServerPort;

@ParvisTest
class ReviewBundleTest {
    private static final String BUNDLE = "/plans/2021-2023/dossier-irm.zip";

    @LocalServerPort
    int port;

    private static Map<String, byte[]> open(byte[] archive) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry())
                files.put(entry.getName(), zip.readAllBytes());
        }
        return files;
    }

    @Test
    void it_holds_what_its_index_says_in_both_languages() throws Exception {
        var answer = new Site(port).get(BUNDLE);
        assertThat(answer.status()).isEqualTo(200);
        var files = open(answer.body());
        assertThat(files).containsKeys("LISEZ-MOI.md", "README.md", "data/template.csv", "data/links.csv");
        for (String index : new String[] {"LISEZ-MOI.md", "README.md"}) {
            var text = new String(Objects.requireNonNull(files.get(index)), StandardCharsets.UTF_8);
            files.forEach((name, bytes) -> {
                if (name.startsWith("data/")) assertThat(text).contains(name).contains(Sha256.hex(Sha256.of(bytes)));
            });
            assertThat(text.lines().filter(l -> l.matches("\\| data/.* \\| [0-9]+ \\| [0-9a-f]{64} \\|")))
                    .hasSize(files.size() - 2);
        }
        var template = new String(Objects.requireNonNull(files.get("data/template.csv")), StandardCharsets.UTF_8);
        assertThat(template).startsWith("plan,number,").contains("problem");
        assertThat(new String(Objects.requireNonNull(files.get("data/commitments.csv")), StandardCharsets.UTF_8)
                        .lines())
                .hasSize(60);
        assertThat(new String(Objects.requireNonNull(files.get("data/contributions.csv")), StandardCharsets.UTF_8)
                        .lines()
                        .count())
                .isGreaterThan(10);
    }

    @Test
    void the_same_state_gives_the_same_bytes() {
        var site = new Site(port);
        assertThat(site.get(BUNDLE).body()).isEqualTo(site.get(BUNDLE).body());
        assertThat(site.get("/plans/1999-2001/dossier-irm.zip").status()).isEqualTo(404);
    }
}
