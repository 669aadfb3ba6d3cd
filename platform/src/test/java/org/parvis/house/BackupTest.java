package org.parvis.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** From the shared instance, with its demonstration, into databases of their own, which belong to an ordinary role. */
@ParvisTest
class BackupTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final int WRITERS = 16;

    @TempDir
    Path temporary;

    @Autowired
    ObjectProvider<Verification> verifications;

    private Path file = Path.of("");
    private String target = "";

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        file = temporary.resolve("parvis.zip");
        target = emptyDatabase();
    }

    @Test
    void what_comes_back_onto_another_postgresql_is_the_same_and_goes_on() throws Exception {
        backup("parvis", file);
        assertThat(restore(target, file)).startsWith("Restored ").contains(" rows of ");
        assertThat(compare(target, file)).startsWith("The instance is what the backup holds: ");

        assertThat(one(target, "select count(*) from organisation"))
                .isEqualTo(one("parvis", "select count(*) from organisation"));
        assertThat(strings(target, RULES)).isEqualTo(strings("parvis", RULES)).hasSizeGreaterThan(40);
        execute(
                target,
                "insert into comment (subject, author_id, text, posted_at) select subject, 1, 'Encore', now() from thread limit 1");
        execute(target, "insert into journal_act (act) select act from journal_entry limit 1");
        assertThat(one(target, "select max(number) - count(*) from journal_entry"))
                .isEqualTo("0");
        assertThat(fault(target)).isEmpty();
        assertThatThrownBy(() -> execute(target, "update journal_entry set act = act"))
                .hasMessageContaining("append-only");
        assertThat(compare(target, file)).matches("comment: \\d+ rows in the backup, \\d+ in the instance.");
    }

    /** Foreign keys, triggers and indexes, as the database itself writes them. */
    private static final String RULES = """
            select conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
            where contype = 'f' and connamespace = 'public'::regnamespace
            union all select tgrelid::regclass || ' ' || tgname || ' ' || tgenabled::text from pg_trigger where not tgisinternal
            union all select indexdef from pg_indexes where schemaname = 'public' order by 1
            """;

    @Test
    void an_amended_commitment_of_a_restored_plan_is_still_amended_by_an_amendment_alone() throws Exception {
        restore(target, backup("parvis", file));
        assertThatThrownBy(() -> execute(target, "update commitment set title_fr = 'Autre' where number = 1"))
                .hasMessageContaining("it changes by an amendment");
    }

    @Test
    void sessions_links_and_letters_stay_behind() throws Exception {
        String source = emptyDatabase();
        restore(source, backup("parvis", file));
        execute(
                source,
                "insert into person_session (digest, person_id, opened_at, seen_at, device) values ('x', 1, now(), now(), 'a')");
        execute(source, "insert into mail (recipient, subject, body, created_at) values ('a@b', 'c', 'd', now())");
        restore(target, backup(source, temporary.resolve("second.zip")));
        for (String table : Catalogue.leftOut()) {
            assertThat(one(target, "select count(*) from " + table)).as(table).isEqualTo("0");
        }
    }

    @Test
    void the_file_is_its_owners_alone_and_holds_the_identity() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.writeString(home.resolve("identity.yaml"), "name: Ici");
        new Backup(TestInstance.settings("parvis", home), InstantSource.system())
                .run(List.of(file.toString(), "--verify"), printer());
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("Read again and whole: ");

        Path other = temporary.resolve("other");
        new Restore(TestInstance.settings(target, other), verifications).run(List.of(file.toString()), printer());
        assertThat(other.resolve("identity.yaml")).hasContent("name: Ici");
        try (Stream<Path> files = Files.list(temporary)) {
            assertThat(files).noneMatch(name -> name.toString().endsWith(".part"));
        }
    }

    @Test
    void a_backup_taken_while_sixteen_write_is_of_one_moment() throws Exception {
        String busy = emptyDatabase();
        restore(busy, backup("parvis", file));
        var stop = new AtomicBoolean();
        var written = new AtomicInteger();
        Path taken = temporary.resolve("taken.zip");
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var all = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++) {
                String subject = "/ecrit/" + i;
                all.add(writers.submit(() -> {
                    write(busy, subject, stop, written);
                    return null;
                }));
            }
            while (written.get() < WRITERS) Thread.onSpinWait();
            backup(busy, taken);
            int during = written.get();
            while (written.get() == during) Thread.onSpinWait();
            stop.set(true);
            for (var one : all) one.get();
        }
        // The foreign keys are made again over what was read: one broken would refuse the restore.
        restore(target, taken);
        assertThat(fault(target)).isEmpty();
        String acts = "select count(*) from journal_entry where act like '%/ecrit/%'";
        assertThat(one(target, acts))
                .isEqualTo(one(target, "select count(*) from comment where subject like '/ecrit/%'"));
        assertThat(Integer.parseInt(one(target, acts))).isBetween(WRITERS, written.get() - 1);
    }

    /** A comment under a new thread and its act, in one transaction, again and again. */
    private static void write(String database, String subject, AtomicBoolean stop, AtomicInteger written)
            throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; !stop.get(); i++) {
                String at = subject + "/" + i;
                statement.execute("insert into thread (subject, title_fr) values ('" + at + "', 'Un fil')");
                statement.execute("insert into comment (subject, author_id, text, posted_at) values ('" + at
                        + "', 1, 'Dit', now())");
                statement.execute(
                        "insert into journal_act (act) select replace(act, '\"reference\":\"', '\"reference\":\"" + at
                                + "') from journal_entry where number = 1");
                connection.commit();
                written.incrementAndGet();
            }
        }
    }

    @Test
    void wherever_it_is_cut_it_is_refused_and_nothing_remains() throws Exception {
        byte[] whole = Files.readAllBytes(backup("parvis", file));
        var random = new Random(7);
        for (int i = 0; i < 300; i++) {
            byte[] cut = new byte[i < 70 ? whole.length - 1 - i : random.nextInt(whole.length)];
            System.arraycopy(whole, 0, cut, 0, cut.length);
            assertThatThrownBy(() -> new Archive.Reading("It", new ByteArrayInputStream(cut)).check())
                    .as("cut at byte " + cut.length)
                    .isInstanceOf(Refusal.class);
            if (i % 60 == 0) assertRefused(cut, "cut short|damaged|not a backup");
        }
    }

    @Test
    void whichever_bit_changes_it_is_refused_and_nothing_remains() throws Exception {
        byte[] whole = Files.readAllBytes(backup("parvis", file));
        var random = new Random(11);
        for (int i = 0; i < 600; i++) {
            byte[] changed = whole.clone();
            int at = i < 200 ? i : i < 400 ? whole.length - 1 - (i - 200) : random.nextInt(whole.length);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> new Archive.Reading("It", new ByteArrayInputStream(changed)).check())
                    .as("a bit of byte " + at)
                    .isInstanceOf(Refusal.class);
            if (i % 75 == 0) assertRefused(changed, "cut short|damaged|not a backup");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PK", "Ceci n’est pas une sauvegarde."})
    void another_file_is_refused(String content) throws Exception {
        assertRefused(content.getBytes(StandardCharsets.UTF_8), "is not a backup of Parvis");
    }

    @Test
    void a_later_format_or_script_is_refused_with_both_versions() throws Exception {
        var later = new Manifest(2, "7.1.0", Instant.EPOCH, new TreeMap<>(), List.of());
        assertRefused(
                archive(later), "made by Parvis 7.1.0 in format 2, and this Parvis, in development, reads format 1");

        var scripts = new TreeMap<String, List<Manifest.Script>>();
        scripts.put("plan", List.of(new Manifest.Script("999", 1)));
        var newer = new Manifest(Manifest.FORMAT, "7.1.0", Instant.EPOCH, scripts, List.of());
        assertRefused(
                archive(newer),
                "made by Parvis 7.1.0, whose script plan V999 this Parvis, in development, does not have");
    }

    @Test
    void an_instance_is_never_written_over() throws Exception {
        backup("parvis", file);
        assertThatThrownBy(() -> restore("parvis", file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("The database parvis is not empty");
        assertThatThrownBy(() -> backup("parvis", file))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("exists already");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /nowhere/parvis.zip | its folder does not exist
            /proc/parvis.zip    | cannot be written
            """)
    void a_place_that_cannot_be_written_is_one_sentence(String place, String sentence) {
        assertThatThrownBy(() -> backup("parvis", Path.of(place)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be written into " + place)
                .hasMessageContaining(sentence);
    }

    @Test
    void a_disk_that_fills_up_is_one_sentence() {
        var full = new OutputStream() {
            private int room = 5000;

            @Override
            public void write(int single) throws IOException {
                if (room-- == 0) throw new IOException("No space left on device");
            }
        };
        assertThatThrownBy(() ->
                        new Backup(settings("parvis"), InstantSource.system()).run(List.of("-"), new PrintStream(full)))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be written into standard output: it is full or was closed");
    }

    @Test
    void what_is_not_there_is_one_sentence() {
        assertThatThrownBy(() -> restore(target, temporary.resolve("none.zip")))
                .hasMessageMatching("There is no file .*none.zip.");
        assertThatThrownBy(() -> restore(target, temporary)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> backup(target, file)).hasMessageContaining("There is no instance in the database");
        assertThat(file).doesNotExist();
        assertThatThrownBy(() -> new Backup(
                                Settings.from(Map.of("PARVIS_HOME", temporary.toString())), InstantSource.system())
                        .run(List.of(file.toString()), printer()))
                .hasMessageContaining("There is no instance in ");
        for (List<String> wrong : List.of(List.<String>of(), List.of("a", "b"), List.of("--force", "a"))) {
            assertThatThrownBy(() -> FileArgument.of("backup", wrong)).hasMessageContaining("bin/run backup FILE");
        }
    }

    private void assertRefused(byte[] archive, String sentence) throws Exception {
        Path wrong = Files.write(temporary.resolve("wrong.zip"), archive);
        assertThatThrownBy(() -> restore(target, wrong))
                .isInstanceOf(Refusal.class)
                .hasMessageMatching("(?s).*(" + sentence + ").*");
        assertThat(one(target, "select count(*) from pg_class where relnamespace = 'public'::regnamespace"))
                .isEqualTo("0");
    }

    private static byte[] archive(Manifest manifest) throws Exception {
        var bytes = new ByteArrayOutputStream();
        Archive.write(manifest, Optional.empty(), new TreeMap<>(), (_, _) -> 0, bytes);
        return bytes.toByteArray();
    }

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private PrintStream printer() {
        printed.reset();
        return new PrintStream(printed, true, StandardCharsets.UTF_8);
    }

    private Path backup(String database, Path into) {
        new Backup(settings(database), InstantSource.system()).run(List.of(into.toString()), printer());
        return into;
    }

    private String restore(String database, Path from) {
        assertThat(new Restore(settings(database), verifications).run(List.of(from.toString()), printer()))
                .isZero();
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    private String compare(String database, Path with) {
        new Restore(settings(database), verifications).run(List.of(with.toString(), "--verify"), printer());
        return printed.toString(StandardCharsets.UTF_8).strip();
    }

    /** What the rooms find wrong with their rows. */
    private Optional<String> fault(String database) throws SQLException {
        try (Connection connection = connect(database)) {
            var rows = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            return verifications
                    .orderedStream()
                    .flatMap(verification -> verification.firstFault(rows).stream())
                    .findFirst();
        }
    }

    private Settings settings(String database) {
        return TestInstance.settings(database, temporary.resolve("home-of-" + database));
    }

    private static String emptyDatabase() throws SQLException {
        String name = "backup_" + DATABASES.incrementAndGet();
        TestInstance.newDatabase(name);
        return name;
    }

    private static Connection connect(String database) throws SQLException {
        DatabaseAddress owner = TestInstance.settings(database, Path.of("unused"))
                .databaseOwner()
                .orElseThrow();
        return DriverManager.getConnection(owner.url(), owner.user(), owner.password());
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String one(String database, String sql) {
        return strings(database, sql).getFirst();
    }

    private static List<String> strings(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<String>();
            while (rows.next()) found.add(rows.getString(1));
            return found;
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
