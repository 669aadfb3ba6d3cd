package org.parvis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.parvis.house.Refusal;
import org.parvis.house.TestInstance;
import org.parvis.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ParvisTest
class JournalTest {
    private static final String PLAN = "/plans/2021-2023";

    @Autowired
    Journal journal;

    @Autowired
    VerifyJournal verifyJournal;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    @LocalServerPort
    int port;

    @TempDir
    Path folder;

    @BeforeEach
    void someActs() {
        for (int i = 0; i < 6; i++) record(act("journal.tested").with("n", Integer.toString(i)));
    }

    private static Act act(String kind) {
        return Act.of(kind, PLAN, Role.COORDINATOR, "dinum");
    }

    private void record(Act... acts) {
        transaction.executeWithoutResult(_ -> Stream.of(acts).forEach(journal::record));
    }

    private Entry head() {
        return journal.findHead().orElseThrow();
    }

    private static String sealed(Entry entry) {
        return Objects.requireNonNull(entry.content().sealed().get("person"));
    }

    // The act and its entry

    @Test
    void acts_of_one_transaction_join_the_chain_in_their_order_at_its_commit() {
        long before = head().number();
        transaction.executeWithoutResult(_ -> {
            journal.record(act("journal.first").because("Parce que « non »."));
            journal.record(act("journal.second"));
            assertThat(head().number()).isEqualTo(before);
        });
        assertThat(head().number()).isEqualTo(before + 2);
        var first = journal.get(before + 1);
        assertThat(first.content().kind()).isEqualTo("journal.first");
        assertThat(first.content().reason()).isEqualTo("Parce que « non ».");
        assertThat(first.content().civicTime()).isEqualTo("2022-05-02T07:00:00Z");
        assertThat(first.content().realTime()).isEqualTo("2026-03-02T08:00:00Z");
        assertThat(journal.get(before + 2).previous()).isEqualTo(first.hash());
        assertThat(db.sql("select count(*) from journal_act").query(Long.class).single())
                .isZero();
    }

    @Test
    void a_transaction_that_is_undone_leaves_no_entry() {
        var before = head();
        transaction.executeWithoutResult(status -> {
            journal.record(act("journal.undone"));
            status.setRollbackOnly();
        });
        assertThat(head()).isEqualTo(before);
    }

    @Test
    void an_act_outside_a_transaction_is_refused() {
        assertThatThrownBy(() -> journal.record(act("journal.alone")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("journal.alone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plans", "//evil.example", "https://evil.example", "/a b", "/a\nb"})
    void an_act_refers_to_a_page_of_this_site(String reference) {
        assertThatThrownBy(() -> record(Act.of("journal.lost", reference, Role.MEMBER, null)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_sealed_value_shows_its_digest_alone_and_can_be_forgotten_without_breaking_the_chain() {
        record(act("role.tested").sealing("person", "ada@example.org"));
        record(act("role.tested").sealing("person", "ada@example.org"));
        var one = head();
        String digest = sealed(one);
        assertThat(one.act()).doesNotContain("ada");
        assertThat(journal.get(one.number() - 1).content().sealed()).doesNotContainValue(digest);
        assertThat(journal.seals(digest, "ada@example.org")).isTrue();
        assertThat(journal.seals(digest, "eve@example.org")).isFalse();
        journal.forget("ada@example.org");
        assertThat(journal.seals(digest, "ada@example.org")).isFalse();
        assertThat(verify()).startsWith("The journal is whole");
    }

    @Test
    void a_bulk_act_is_one_entry_with_the_root_of_its_items() {
        var items = IntStream.range(0, 1000)
                .mapToObj(i -> ("row " + i).getBytes(StandardCharsets.UTF_8))
                .toList();
        transaction.executeWithoutResult(_ -> journal.record(act("journal.imported"), items.stream()));
        var written = Objects.requireNonNull(head().content().items());
        assertThat(written.count()).isEqualTo(1000);
        assertThat(Merkle.proves(
                        items.get(617),
                        617,
                        1000,
                        Merkle.proof(items, 617),
                        HexFormat.of().parseHex(written.root())))
                .isTrue();
    }

    @Test
    void sixty_four_officials_at_once_lose_nothing_and_leave_a_whole_chain() {
        var load = new JournalLoad(journal, transaction, 64, 8);
        var before = head().number();
        var result = load.run();
        assertThat(result.recorded()).isEqualTo(64 * 8 - 64);
        assertThat(head().number()).isEqualTo(before + result.recorded());
        assertThat(verify()).startsWith("The journal is whole: " + head().number() + " entries");
        var kept = new ArrayList<String>();
        journal.findFirst(before + 1, entry -> {
            kept.add(entry.content().facts().get("official") + "/"
                    + entry.content().facts().get("act"));
            return Optional.empty();
        });
        assertThat(kept).doesNotHaveDuplicates().hasSize(result.recorded()).noneMatch(n -> n.endsWith("/undone"));
    }

    // What nobody may do

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update journal_entry set act = '{}'",
                "delete from journal_entry",
                "truncate journal_entry",
                "insert into journal_entry (act) values ('{}') on conflict (number) do update set act = '{}'",
                "alter table journal_entry disable trigger all",
                "drop table journal_entry",
                "create or replace function journal_chain() returns trigger language plpgsql as 'begin return new; end'"
            })
    void the_application_cannot_rewrite_the_journal(String sql) {
        assertThatThrownBy(() -> db.sql(sql).update()).isInstanceOf(DataAccessException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"update journal_entry set act = '{}'", "delete from journal_entry", "truncate journal_entry"})
    void nor_can_the_owner_of_the_tables_or_a_superuser_in_passing(String sql) {
        assertThatThrownBy(() -> TestInstance.asOwner(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> TestInstance.asSuperuser(sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("append-only");
    }

    @Test
    void a_link_forged_by_the_application_is_replaced_by_the_true_one() {
        var before = head();
        db.sql("insert into journal_entry (number, act, previous, hash) values (7000, ?, '\\x00', '\\x00')")
                .param(Canonical.act(act("journal.forged"), Map.of(), null, Instant.EPOCH, Instant.EPOCH))
                .update();
        assertThat(head().number()).isEqualTo(before.number() + 1);
        assertThat(head().previous()).isEqualTo(before.hash());
        assertThat(verify()).startsWith("The journal is whole");
    }

    @Test
    void a_temporary_table_cannot_pose_as_the_journal() {
        var before = head();
        transaction.executeWithoutResult(_ -> {
            db.sql("create temporary table journal_entry (number bigint, hash bytea) on commit drop")
                    .update();
            db.sql("insert into pg_temp.journal_entry values (1000000, '\\xff')")
                    .update();
            journal.record(act("journal.posed"));
        });
        assertThat(head().number()).isEqualTo(before.number() + 1);
        assertThat(head().previous()).isEqualTo(before.hash());
    }

    // The verifiers

    @Test
    void both_verifiers_find_a_whole_journal_whole() throws Exception {
        assertThat(verify()).isEqualTo("The journal is whole: " + head().number() + " entries, head " + head().hash());
        assertThat(verifyAlone(lines())).isEqualTo(verify());
        long from = head().number() - 2;
        assertThat(verifyAlone(get("/journal.jsonl?depuis=" + from).lines().toList()))
                .isEqualTo("The journal is whole: 3 entries from entry " + from + " on, head " + head().hash());
    }

    @Test
    void both_verifiers_name_an_entry_whose_act_was_altered_by_a_superuser() throws Exception {
        long n = head().number() - 2;
        tampered("update journal_entry set act = replace(act, 'dinum', 'ditp') where number = " + n, () -> {
            assertThat(verify()).startsWith("Entry " + n + " is broken");
            assertThat(verifyAlone(lines())).startsWith("Entry " + n + " is broken");
        });
    }

    @Test
    void both_verifiers_name_the_first_entry_after_one_that_was_rewritten_with_its_hash() throws Exception {
        long n = head().number() - 2;
        tampered("""
                update journal_entry set act = replace(act, 'dinum', 'ditp'), hash = sha256(convert_to('{"act":'
                    || replace(act, 'dinum', 'ditp') || ',"number":' || number || ',"previous":"' || encode(previous, 'hex') || '"}', 'UTF8'))
                where number = """ + n, () -> {
            assertThat(verify()).startsWith("Entry " + (n + 1) + " is broken");
            assertThat(verifyAlone(lines())).startsWith("Entry " + (n + 1) + " is broken");
        });
    }

    @Test
    void both_verifiers_name_an_entry_that_is_missing() throws Exception {
        long n = head().number() - 2;
        tampered("delete from journal_entry where number = " + n, () -> {
            assertThat(verify()).startsWith("Entry " + n + " is missing");
            assertThat(verifyAlone(lines())).startsWith("Entry " + n + " is missing");
        });
    }

    @Test
    void both_verifiers_name_the_first_of_two_entries_that_changed_places() throws Exception {
        long n = head().number() - 2;
        tampered(
                "update journal_entry set number = -number where number in (%1$d, %1$d + 1);".formatted(n)
                        + "update journal_entry set number = case when number = -%1$d then %1$d + 1 else %1$d end where number < 0"
                                .formatted(n),
                () -> {
                    assertThat(verify()).startsWith("Entry " + n + " is broken");
                    assertThat(verifyAlone(lines())).startsWith("Entry " + n + " is broken");
                });
        var swapped = new ArrayList<>(lines());
        Collections.swap(swapped, (int) n - 1, (int) n);
        assertThat(verifyAlone(swapped)).startsWith("Entry " + n + " is missing");
    }

    @Test
    void both_verifiers_see_by_a_head_once_known_that_the_end_was_cut_off() throws Exception {
        var head = head();
        assertThat(verify("--head", head.hash())).startsWith("The journal is whole");
        tampered("delete from journal_entry where number >= " + (head.number() - 1), () -> {
            assertThat(verify()).startsWith("The journal is whole");
            assertThat(verify("--head", head.hash())).startsWith("Entry " + (head.number() - 1) + " is missing");
            assertThat(verifyAlone(lines(), head.hash())).startsWith("Entry " + (head.number() - 1) + " is missing");
        });
    }

    @Test
    void the_stand_alone_verifier_names_a_line_that_is_none() throws Exception {
        var lines = new ArrayList<>(lines());
        lines.set(1, "{}");
        assertThat(verifyAlone(lines)).startsWith("Entry 2 is broken");
    }

    @Test
    void the_command_says_what_it_takes() {
        assertThatThrownBy(() -> verify("--head", "abc")).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> verify("--tail")).isInstanceOf(Refusal.class);
    }

    private interface Claim {
        void check() throws Exception;
    }

    /** As somebody with the keys of the machine would; the journal is put back afterwards. */
    private void tampered(String sql, Claim claim) throws Exception {
        TestInstance.asSuperuser("create table journal_kept as select number, act, previous, hash from journal_entry");
        TestInstance.asSuperuser("alter table journal_entry disable trigger user;" + sql);
        try {
            claim.check();
        } finally {
            TestInstance.asSuperuser("delete from journal_entry;"
                    + "insert into journal_entry (number, act, previous, hash) select * from journal_kept;"
                    + "alter table journal_entry enable trigger user; drop table journal_kept");
        }
    }

    private String verify(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = verifyJournal.run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        String said = out.toString(StandardCharsets.UTF_8).strip();
        assertThat(code).isEqualTo(said.startsWith("The journal is whole") ? 0 : 1);
        return said;
    }

    private List<String> lines() throws Exception {
        return get("/journal.jsonl").lines().toList();
    }

    private String verifyAlone(List<String> lines, String... head) throws Exception {
        Path file = Files.write(folder.resolve("journal.jsonl"), lines);
        Path verifier = folder.resolve("VerifyJournal.java");
        if (!Files.exists(verifier)) Files.writeString(verifier, get("/journal/VerifyJournal.java"));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                verifier.toString(),
                file.toString()));
        command.addAll(List.of(head));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isEqualTo(said.startsWith("The journal is whole") ? 0 : 1);
        return said;
    }

    // The pages

    @ParameterizedTest
    @CsvSource({"/journal,actes au journal public", "/en/journal,acts in the public journal"})
    void the_journal_is_read_newest_first(String path, String heading) throws Exception {
        String page = get(path);
        long last = head().number();
        assertThat(page).contains(heading, "journal.tested", head().hash());
        String prefix = path.replace("/journal", "") + "/journal/";
        assertThat(page.indexOf(prefix + last + "\""))
                .isPositive()
                .isLessThan(page.indexOf(prefix + (last - 1) + "\""));
    }

    @Test
    void filters_narrow_the_list_and_its_pages_lead_from_the_newest_to_the_oldest() throws Exception {
        record(LongStream.range(0, 30)
                .mapToObj(_ -> Act.of("journal.filtered", PLAN + "/actions/47", Role.OBSERVER, "ditp"))
                .toArray(Act[]::new));
        long last = head().number();
        String narrow = "/journal?acte=journal.filtered&organisation=ditp&fonction=observer&objet=" + PLAN
                + "&du=2022-05-02&au=2022-05-02";
        assertThat(get(narrow))
                .contains("/journal/" + last + "\"", "/journal/" + (last - 24) + "\"")
                .doesNotContain("/journal/" + (last - 25) + "\"");
        assertThat(get(narrow + "&avant=" + (last - 24)))
                .contains("/journal/" + (last - 29) + "\"", "apres=" + (last - 25))
                .doesNotContain("rel=\"next\"");
        assertThat(get(narrow + "&apres=" + (last - 25)))
                .contains("/journal/" + last + "\"")
                .doesNotContain("rel=\"prev\"");
        assertThat(get(narrow.replace("2022-05-02", "2022-05-01"))).contains("Aucun acte ne correspond");
        assertThat(get(narrow.replace(PLAN, "/plans/2021"))).contains("Aucun acte ne correspond");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acte=nothing",
                "organisation=nobody",
                "fonction=king",
                "fonction=MEMBER",
                "objet=plans",
                "objet=%00",
                "objet=/%C3%A9",
                "du=2022-02-30",
                "du=today",
                "au=2022-5-2",
                "du=2022-05-02&au=2022-05-01",
                "avant=-1",
                "avant=x",
                "apres=99999999999999999999",
                "page=2"
            })
    void an_unknown_filter_is_refused_with_a_sentence(String query) throws Exception {
        var answer = send("/journal?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).containsPattern("filtre|paramètre|période").doesNotContain("journal.filter");
    }

    @Test
    void an_entry_has_a_page_with_its_canonical_form_and_its_hash() throws Exception {
        record(act("journal.shown")
                .because("<b>bold</b> & wise")
                .with("dueOn", "2023-06-30")
                .sealing("person", "ada"));
        var entry = head();
        String page = get(entry.path());
        assertThat(page)
                .contains(
                        entry.hash(),
                        entry.previous(),
                        "2023-06-30",
                        "&lt;b&gt;bold",
                        sealed(entry),
                        "2 mai 2022 à 09:00");
        assertThat(page).doesNotContain("<b>bold");
        assertThat(get("/en" + entry.path())).contains("2 May 2022 at 09:00");
        assertThat(send("/journal/" + (entry.number() + 1)).statusCode()).isEqualTo(404);
        assertThat(send("/journal/0").statusCode()).isEqualTo(404);
        assertThat(send("/journal.jsonl?depuis=x").statusCode()).isEqualTo(400);
        assertThat(get("/journal.jsonl?depuis=" + (entry.number() + 1))).isEmpty();
    }

    private String get(String path) throws IOException, InterruptedException {
        var answer = send(path);
        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> send(String path) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
