package org.parvis.sortition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.sortition.proof.Differs;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.sortition.proof.Receipt;
import org.parvis.sortition.proof.Verifier;

class ProofTest {
    private static final Instant FREEZE = Instant.parse("2026-02-20T09:00:00Z");
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SOURCE = "drand quicknet, round 12345678";
    private static final Randomness PUBLIC = new Randomness(SOURCE, DAY, "0123456789abcdef".repeat(4));

    private static Urn urn;

    @TempDir
    Path folder;

    private Frozen frozen;

    @BeforeAll
    static void an_urn() {
        urn = Urn.of(Pools.leximin(60), 100, 1);
    }

    @BeforeEach
    void a_frozen_pool_whose_panel_is_drawn() {
        frozen = Frozen.of(urn, new Announcement(SOURCE, DAY), FREEZE, new Random(1));
        frozen.publish(folder);
        frozen.draw(folder, PUBLIC);
    }

    @Test
    void anyone_replays_the_draw_from_the_published_files() {
        assertThat(verify())
                .endsWith("Valid.\n")
                .contains("Drawn: panel ")
                .contains(frozen.commitment().digest());
        assertThat(verify("--commitment", frozen.commitment().digest())).endsWith("Valid.\n");
        assertThat(verify("--commitment", "00")).contains("another than the one announced");
        assertThat(Verifier.run(List.of(), new PrintStream(new ByteArrayOutputStream())))
                .isEqualTo(2);
    }

    @Test
    void before_the_draw_the_commitments_are_valid_and_wait() throws IOException {
        Files.delete(folder.resolve(PublishedDraw.DRAW));
        assertThat(verify()).contains("Not drawn yet: waiting for “" + SOURCE).endsWith("Valid.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "commitment.txt",
                "announcement.txt",
                "people.csv",
                "quotas.csv",
                "urn.csv",
                "totals.csv",
                "draw.txt"
            })
    void one_byte_changed_anywhere_and_its_file_is_named(String name) throws IOException {
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        var places = new Random(1).ints(40, 0, bytes.length).toArray();
        for (int at : places) {
            byte[] tampered = bytes.clone();
            tampered[at] = (byte) (tampered[at] == '0' ? '1' : tampered[at] == '1' ? '0' : tampered[at] ^ 2);
            Files.write(file, tampered);
            assertThatThrownBy(() -> PublishedDraw.read(folder).replay())
                    .as("byte %d of %s", at, name)
                    .isInstanceOfSatisfying(
                            Differs.class, differs -> assertThat(differs.file()).isEqualTo(name));
        }
        Files.write(file, bytes);
        assertThat(verify()).endsWith("Valid.\n");
        Files.write(file, new byte[0]);
        assertThat(verify()).contains("Not valid. " + name + " differs");
        Files.delete(file);
        if (!name.equals(PublishedDraw.DRAW))
            assertThat(verify()).contains("Not valid. " + name + " differs: it is not there");
    }

    @Test
    void a_forged_urn_with_its_own_digests_has_another_commitment() {
        Frozen other =
                Frozen.of(Urn.of(Pools.leximin(60), 100, 2), new Announcement(SOURCE, DAY), FREEZE, new Random(1));
        assertThat(other.commitment().digest()).isNotEqualTo(frozen.commitment().digest());
    }

    @Test
    void randomness_known_before_the_commitment_is_refused() throws IOException {
        Files.delete(folder.resolve(PublishedDraw.DRAW));
        var early = new Randomness(SOURCE, DAY.minusSeconds(1), PUBLIC.hex());
        assertThatThrownBy(() -> frozen.draw(folder, early)).hasMessageContaining("is refused");
        assertThatThrownBy(() -> frozen.draw(folder, new Randomness("a coin", DAY, PUBLIC.hex())))
                .hasMessageContaining("names “" + SOURCE);
        assertThatThrownBy(
                        () -> Frozen.of(urn, new Announcement(SOURCE, FREEZE.minusSeconds(1)), FREEZE, new Random(1)))
                .hasMessageContaining("has to come after the freeze");
        assertThatThrownBy(() -> new Randomness(SOURCE, DAY, "7")).hasMessageContaining("at least 16 bytes");
    }

    @Test
    void a_panel_is_drawn_once() {
        assertThatThrownBy(() -> frozen.draw(folder, PUBLIC)).hasMessageContaining("already drawn");
    }

    @Test
    void nothing_is_drawn_from_files_that_differ() throws IOException {
        Files.delete(folder.resolve(PublishedDraw.DRAW));
        Path file = folder.resolve(PublishedDraw.URN);
        Files.writeString(file, Files.readString(file).replaceFirst("P01", "P02"));
        assertThatThrownBy(() -> frozen.draw(folder, PUBLIC)).isInstanceOf(Differs.class);
        assertThat(folder.resolve(PublishedDraw.DRAW)).doesNotExist();
    }

    @Test
    void a_volunteer_finds_themselves_in_the_pool_by_their_salt_alone() throws IOException {
        PublishedDraw published = PublishedDraw.read(folder);
        frozen.receipts().values().forEach(receipt -> {
            assertThat(published.holds(receipt)).isTrue();
            assertThat(published.path(receipt.id())).hasSizeBetween(5, 6);
        });
        Receipt mine = frozen.receipts().values().iterator().next();
        Path file = Files.writeString(folder.resolve("mine.txt"), mine.text());
        assertThat(verify("--receipt", file.toString()))
                .contains("is in the pool")
                .endsWith("Valid.\n");
        Files.writeString(file, mine.text().replace("man", "woman"));
        assertThat(verify("--receipt", file.toString())).contains("Not valid. The person");
        assertThat(published.holds(new Receipt(mine.id(), "00".repeat(32), mine.address(), mine.answers())))
                .isFalse();
    }

    @Test
    void a_pool_that_changed_after_the_freeze_is_found_out() {
        Pool pool = urn.allocation().pool();
        assertThat(frozen.changesOf(pool)).isEmpty();
        assertThat(frozen.isUrnOf(Urn.of(urn.allocation(), 100, 1))).isTrue();
        assertThat(frozen.isUrnOf(Urn.of(urn.allocation(), 100, 2))).isFalse();
        var people = new ArrayList<>(pool.people());
        Person changed = people.get(3);
        people.set(3, new Person(changed.id(), List.of("woman", "60+", "elsewhere"), changed.address()));
        people.remove(10);
        people.add(new Person("late", changed.values(), null));
        assertThat(frozen.changesOf(new Pool(pool.features(), people)))
                .containsExactly(
                        "“volunteer-3” has other answers than when the pool was frozen.",
                        "“volunteer-10” was in the pool and is no longer.",
                        "“late” was not in the pool when it was frozen.");
    }

    @Test
    void nothing_published_says_who_anyone_is_or_what_they_answered() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                assertThat(text).doesNotContain("volunteer").doesNotContain("house");
                if (!file.getFileName().toString().equals(PublishedDraw.QUOTAS))
                    assertThat(text).doesNotContain("woman").doesNotContain("30–59");
            }
        }
        // The totals of a panel that was not drawn stay sealed, or a thousand of them could be solved for the answers.
        assertThat(Files.readString(folder.resolve(PublishedDraw.TOTALS))
                        .lines()
                        .skip(1))
                .allMatch(line -> line.matches("\\d+,[0-9a-f]{64}"));
    }

    private String verify(String... option) {
        var out = new ByteArrayOutputStream();
        var arguments = new ArrayList<>(List.of(folder.toString()));
        arguments.addAll(List.of(option));
        int code = Verifier.run(arguments, new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(text.contains("Not valid") ? 1 : 0);
        return text;
    }
}
