package org.parvis.participation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.parvis.imports.BadSource;
import org.parvis.imports.Fault;
import org.parvis.imports.ImportKind;
import org.parvis.imports.Source;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class ContributionImportTest {
    @Autowired
    GivenConsultation given;

    @Autowired
    ContributionImports imports;

    @Autowired
    Consultations consultations;

    @Autowired
    Contributions contributions;

    @Autowired
    ContributionLists lists;

    @Autowired
    ContributionImport byHand;

    @Autowired
    IndexWords indexing;

    @Autowired
    JdbcClient db;

    private final List<ContributionImports.Faulty> faulty = new ArrayList<>();

    private ContributionImports.Done bring(Consultation to, Source.Bytes file, boolean onlyValid) {
        faulty.clear();
        return imports.run(
                to, "essai.csv", file, new ContributionImports.Way(onlyValid, false, "fr"), faulty::add, _ -> {});
    }

    private ContributionImports.Done bring(Consultation to, String csv) {
        return bring(to, () -> new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), false);
    }

    private long count(Consultation consultation) {
        return db.sql("select count(*) from contribution where consultation_id = ?")
                .param(consultation.id())
                .query(Long.class)
                .single();
    }

    @Test
    void a_bad_row_is_told_by_its_line_and_nothing_is_written() {
        var to = given.open();
        var done = bring(to, """
                id,titre,texte,publie_le,soutiens
                1,Un,Le premier texte,2022-04-01,3
                2,,,2022-04-01,0
                3,Trois,Le troisième,hier,zéro
                """);
        assertThat(done.written()).isFalse();
        assertThat(done.refused()).isEqualTo(2);
        assertThat(faulty).extracting(ContributionImports.Faulty::line).containsExactly(3L, 4L);
        assertThat(faulty.getLast().faults()).extracting(f -> f.column()).containsExactly("published_at", "supports");
        assertThat(count(to)).isZero();
    }

    @Test
    void the_same_file_twice_changes_nothing_and_one_name_twice_in_it_is_refused() {
        var to = given.open();
        String csv = "id,texte\na,Le premier texte\nb,Le second texte\n";
        assertThat(bring(to, csv)).isEqualTo(new ContributionImports.Done(2, 0, 0, true));
        assertThat(bring(to, csv)).isEqualTo(new ContributionImports.Done(0, 2, 0, true));
        assertThat(bring(to, csv + "c,Le troisième\nc,Encore le troisième\n").refused())
                .isEqualTo(1);
        assertThat(faulty)
                .singleElement()
                .extracting(ContributionImports.Faulty::line)
                .isEqualTo(5L);
        assertThat(count(to)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"windows-1252,;", "UTF-8,','", "UTF-16LE,;", "UTF-16BE,','", "UTF-8,'\t'"})
    void a_file_of_any_spreadsheet_is_read(String encoding, String separator) {
        var to = given.open();
        String s = separator;
        String csv = "id" + s + "Titre" + s + "Texte\r\n1" + s + "\"Été" + s + " l’eau\"" + s
                + "\"Deux lignes,\r\net des \"\"guillemets\"\".\"\r\n";
        var bom = encoding.startsWith("UTF-16") ? "\uFEFF" : "";
        byte[] bytes = (bom + csv).getBytes(Charset.forName(encoding));
        assertThat(bring(to, () -> new ByteArrayInputStream(bytes), false).taken())
                .isEqualTo(1);
        var line = lists.listLatest(to, 1).getFirst();
        assertThat(line.title()).isEqualTo("Été" + s.strip() + (s.isBlank() ? " " : " ") + "l’eau");
        assertThat(line.beginning()).isEqualTo("Deux lignes,\r\net des \"guillemets\".");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id,texte\n1,\"Un guillemet qui ne se ferme\n2,Un autre texte\n",
                "id,texte\n1,Un\0texte\n",
                "id,texte\n1,=HYPERLINK(A1)\n",
                "id,texte\n1,Deux,cellules de trop\n"
            })
    void what_cannot_be_read_is_refused_and_never_half_taken(String csv) {
        var to = given.open();
        try {
            assertThat(bring(to, csv).written()).isFalse();
            assertThat(faulty).isNotEmpty();
        } catch (BadSource torn) {
            assertThat(torn.key()).startsWith("imports.");
        }
        assertThat(count(to)).isZero();
    }

    @Test
    void a_cell_of_a_megabyte_is_refused_by_its_line_and_the_others_are_taken_where_that_is_asked() {
        var to = given.open();
        String csv = "id,texte\n1," + "a".repeat(1_000_000)
                + "\n2,Emoji 🗳️ et \u202Edroite à gauche\u202C <script>alert(1)</script>\n";
        var done = bring(to, () -> new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)), true);
        assertThat(done).isEqualTo(new ContributionImports.Done(1, 0, 1, true));
        assertThat(lists.listLatest(to, 1).getFirst().beginning()).contains("🗳️", "<script>alert(1)</script>");
    }

    @Test
    void the_sheets_of_a_workshop_are_taken_batch_by_batch_and_twice_they_change_nothing() {
        var to = given.open();
        var rows = List.of(
                new ImportKind.Row(
                        2, new TreeMap<>(Map.of("id", "F-1", "text", "Un jardin partagé", "author_kind", "Lycéenne"))),
                new ImportKind.Row(
                        3, new TreeMap<>(Map.of("id", "F-2", "title", "Une heure par mois", "theme", "education"))),
                new ImportKind.Row(4, new TreeMap<>(Map.of("id", "F-3", "theme", "jardinage"))));
        assertThat(byHand.check(to.slug(), List.of(), rows, to.opensOn()))
                .extracting(ImportKind.Verdict::outcome)
                .containsExactly(ImportKind.Outcome.NEW, ImportKind.Outcome.NEW, ImportKind.Outcome.BAD);
        var job = new ImportKind.Job(UUID.randomUUID(), null, "", "", to.slug(), List.of(), to.opensOn());
        for (int twice = 0; twice < 2; twice++) byHand.write(job, rows.subList(0, 2));
        assertThat(count(to)).isEqualTo(2);
        assertThat(byHand.check(to.slug(), List.of(), rows.subList(0, 1), to.opensOn()))
                .extracting(ImportKind.Verdict::outcome)
                .containsExactly(ImportKind.Outcome.SAME);
        assertThat(lists.list(to, ContributionFilter.of(Map.of("q", "jardins"))).lines())
                .hasSize(1);
    }

    @Test
    void what_is_brought_to_a_consultation_stays_unseen_until_it_is_announced() {
        var sheet = given.sheet(LocalDate.of(2022, 6, 1), LocalDate.of(2022, 6, 30), false);
        consultations.create(given.coordinator(), sheet);
        var to = consultations.get(sheet.slug(), given.coordinator());
        bring(to, "id,texte\nx,Des pistes cyclables continues\n");
        long id = db.sql("select id from contribution where consultation_id = ?")
                .param(to.id())
                .query(Long.class)
                .single();
        assertThatThrownBy(() -> contributions.get(id, null)).isInstanceOf(NotFound.class);
        consultations.announce(given.coordinator(), sheet.slug());
        assertThat(contributions.get(id, null).isPublic()).isTrue();
    }

    @Test
    void a_file_without_identifiers_is_told_so() {
        var to = given.open();
        assertThatThrownBy(() -> bring(to, "titre,texte\nUn,Le texte\n"))
                .isInstanceOfSatisfying(
                        BadSource.class, bad -> assertThat(bad.key()).isEqualTo("participation.import.column"));
    }

    @Test
    void what_is_imported_can_be_searched_once_its_words_are_indexed() throws Exception {
        var to = given.open();
        bring(to, "id,texte\nx,Des pistes cyclables continues\n");
        var filter = ContributionFilter.of(Map.of("q", "cyclable"));
        assertThat(lists.list(to, filter).lines()).isEmpty();
        indexing.run(Long.toString(to.id()));
        assertThat(lists.list(to, filter).lines()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"grand-debat-reponses.csv,2204,fr", "madrid-propuestas.csv,2738,es"})
    void real_contributions_are_taken_whole(String name, long rows, String language) {
        String folder = System.getenv("PARVIS_TEST_DATA");
        assumeTrue(folder != null, "PARVIS_TEST_DATA names no folder of real data");
        var to = given.open();
        var file = Path.of(folder, "contributions", name);
        var done = imports.run(
                to,
                name,
                () -> Files.newInputStream(file),
                new ContributionImports.Way(false, false, language),
                faulty::add,
                _ -> {});
        assertThat(faulty).isEmpty();
        assertThat(done).isEqualTo(new ContributionImports.Done(rows, 0, 0, true));
        assertThat(db.sql("select count(*) from contribution where consultation_id = ? and text ~ '<(p|br|div)>'")
                        .param(to.id())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    /** Comments that were deleted at their source keep a line without words. */
    @Test
    void of_the_real_comments_only_those_without_words_are_refused() {
        String folder = System.getenv("PARVIS_TEST_DATA");
        assumeTrue(folder != null, "PARVIS_TEST_DATA names no folder of real data");
        var file = Path.of(folder, "contributions", "madrid-comentarios.csv");
        var done = imports.run(
                given.open(),
                "madrid-comentarios.csv",
                () -> Files.newInputStream(file),
                new ContributionImports.Way(true, false, "es"),
                faulty::add,
                _ -> {});
        assertThat(faulty)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.faults())
                        .singleElement()
                        .extracting(Fault::key)
                        .isEqualTo("participation.import.text"));
        assertThat(done).isEqualTo(new ContributionImports.Done(5_633 - faulty.size(), 0, faulty.size(), true));
    }
}
