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
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.sortition.proof.Differs;
import org.parvis.sortition.proof.Lot;
import org.parvis.sortition.proof.PublishedDraw;
import org.parvis.sortition.proof.Randomness;
import org.parvis.sortition.proof.Verifier;

class LotTest {
    private static final Instant COMMITTED = Instant.parse("2026-02-20T09:00:00Z");
    private static final Instant DAY = Instant.parse("2026-03-01T12:00:00Z");
    private static final String SOURCE = "drand quicknet, round 12345678";
    private static final Randomness PUBLIC = new Randomness(SOURCE, DAY, "0123456789abcdef".repeat(4));
    private static final String SALT = "5a".repeat(32);

    @TempDir
    Path folder;

    private final Lot lot = lot(50, 7);

    private static Lot lot(int entries, int wanted) {
        String list = Lot.listDigest(SALT, List.of("ada@example.org", "bea@example.org"));
        return new Lot(entries, wanted, list, SOURCE, DAY, COMMITTED);
    }

    @BeforeEach
    void a_lot_that_is_drawn() throws IOException {
        Files.writeString(folder.resolve(Lot.COMMITMENT), lot.text());
        Files.writeString(folder.resolve(Lot.FILE), lot.text(PUBLIC));
    }

    @Test
    void anyone_replays_the_lot_from_its_files_alone() throws IOException {
        assertThat(verify())
                .contains("Invitations: 7 of 50 entries", lot.digest(), "follows from its randomness")
                .endsWith("Valid.\n");
        Files.delete(folder.resolve(Lot.COMMITMENT));
        assertThat(verify()).endsWith("Valid.\n");
        var drawn = Lot.replay(Map.of(Lot.FILE, lot.text(PUBLIC))).orElseThrow();
        assertThat(drawn.lot()).isEqualTo(lot);
        assertThat(drawn.randomness()).isEqualTo(PUBLIC);
        assertThat(drawn.places())
                .hasSize(7)
                .doesNotHaveDuplicates()
                .isSorted()
                .allMatch(place -> place >= 1 && place <= 50);
    }

    @Test
    void before_the_lot_the_commitment_is_valid_and_waits() throws IOException {
        Files.delete(folder.resolve(Lot.FILE));
        assertThat(verify()).contains("waiting for “" + SOURCE).endsWith("Valid.\n");
        assertThat(Lot.replay(Map.of(Lot.COMMITMENT, lot.text()))).isEmpty();
        assertThat(Lot.read(Map.of())).isEmpty();
    }

    /** Of two entries one is picked, so that half of all other randomness would pick the same. */
    @ParameterizedTest
    @ValueSource(strings = {Lot.COMMITMENT, Lot.FILE})
    void one_byte_changed_anywhere_and_its_file_is_named(String name) throws IOException {
        var small = lot(2, 1);
        Files.writeString(folder.resolve(Lot.COMMITMENT), small.text());
        Files.writeString(folder.resolve(Lot.FILE), small.text(PUBLIC));
        Path file = folder.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        for (int at = 0; at < bytes.length; at++) {
            byte[] tampered = bytes.clone();
            tampered[at] = (byte) (tampered[at] == '0' ? '1' : tampered[at] == '1' ? '0' : tampered[at] ^ 2);
            Files.write(file, tampered);
            assertThat(verify()).as("byte %d of %s", at, name).contains("Not valid. " + name + " differs");
        }
    }

    @Test
    void beside_a_draw_both_must_hold() throws IOException {
        var frozen =
                Frozen.of(Urn.of(Pools.leximin(60), 10, 1), new Announcement(SOURCE, DAY), COMMITTED, new Random(1));
        frozen.publish(folder);
        assertThat(verify()).contains("Invitations: 7 of 50", "Not drawn yet").endsWith("Valid.\n");
        frozen.draw(folder, PUBLIC);
        Files.writeString(folder.resolve(Lot.FILE), lot.text(PUBLIC).replace("entries: 50", "entries: 51"));
        assertThat(verify()).contains("Not valid. invitations.txt differs");
        Files.writeString(folder.resolve(Lot.FILE), lot.text(PUBLIC));
        Files.delete(folder.resolve(PublishedDraw.COMMITMENT));
        assertThat(verify()).contains("Not valid. commitment.txt differs: it is not there");
    }

    @Test
    void randomness_known_before_the_commitment_is_refused() {
        assertThatThrownBy(() -> lot.pick(new Randomness(SOURCE, DAY.minusSeconds(1), PUBLIC.hex())))
                .hasMessageContaining("is refused");
        assertThatThrownBy(() -> lot.pick(new Randomness("a coin", DAY, PUBLIC.hex())))
                .hasMessageContaining("names “" + SOURCE);
        assertThatThrownBy(() -> new Lot(5, 2, lot.list(), SOURCE, COMMITTED.minusSeconds(1), COMMITTED))
                .hasMessageContaining("has to come after the commitment");
        assertThatThrownBy(() -> lot(5, 6)).hasMessageContaining("6 of 5");
        assertThatThrownBy(() -> Lot.read(Map.of(Lot.COMMITMENT, "format: none\n")))
                .isInstanceOf(Differs.class);
    }

    @Test
    void every_entry_is_as_likely_as_any_other() {
        int[] counts = new int[10];
        var random = new Random(1);
        byte[] bytes = new byte[32];
        var small = lot(10, 3);
        for (int i = 0; i < 10_000; i++) {
            random.nextBytes(bytes);
            String hex = java.util.HexFormat.of().formatHex(bytes);
            small.pick(new Randomness(SOURCE, DAY, hex)).forEach(place -> counts[place - 1]++);
        }
        // Each is picked 3,000 times, give or take four standard deviations (46).
        for (int count : counts) assertThat(count).isBetween(3_000 - 184, 3_000 + 184);
        assertThat(lot(10, 10).pick(PUBLIC)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void the_lists_digest_depends_on_its_salt_and_on_every_entry_in_its_place() {
        var entries = List.of("ada@example.org", "bea@example.org");
        assertThat(Lot.listDigest(SALT, entries))
                .isEqualTo(lot.list())
                .isNotEqualTo(Lot.listDigest("5b".repeat(32), entries))
                .isNotEqualTo(Lot.listDigest(SALT, entries.reversed()))
                .isNotEqualTo(Lot.listDigest(SALT, List.of("ada@example.orgbea@example.org")));
    }

    private String verify() {
        var out = new ByteArrayOutputStream();
        int code = Verifier.run(List.of(folder.toString()), new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).isEqualTo(text.contains("Not valid") ? 1 : 0);
        return text;
    }
}
