package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.ParvisTest;
import org.parvis.house.CivicClock;
import org.parvis.imports.Fault;
import org.parvis.imports.Import;
import org.parvis.imports.ImportKind;
import org.parvis.imports.ImportKind.Outcome;
import org.parvis.imports.Imports;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class ReadingImportTest {
    @Autowired
    GivenIndicator given;

    @Autowired
    ReadingImport imports;

    @Autowired
    Proposals proposals;

    @Autowired
    Imports all;

    @Autowired
    CivicClock clock;

    private ImportKind.Row row(
            Indicator indicator, String territory, String level, String kind, String day, String value) {
        return GivenIndicator.row(
                2,
                "indicateur",
                indicator.code(),
                "territoire",
                territory,
                "maille",
                level,
                "nature",
                kind,
                "date",
                day,
                "valeur",
                value);
    }

    private List<ImportKind.Verdict> check(ImportKind.Row... rows) {
        return imports.check("ditp", List.of(), List.of(rows), clock.today());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "DEPT-19     |      | actuelle | 2022-03-01 | beaucoup   | valeur     | number",
                "DEPT-19     |      | actuelle | 2022-03-01 | 1.234,5    | valeur     | number",
                "DEPT-19     |      | actuelle | 2022-03-01 | ''         | valeur     | number",
                "DEPT-19     |      | actuelle | 2022-03-01 | 45 %       | valeur     | unit",
                "DEPT-19     |      | actuelle | hier       | 12         | date       | date",
                "DEPT-19     |      | actuelle | 2022-02-30 | 12         | date       | date",
                "DEPT-19     |      | actuelle | 01/03/22   | 12         | date       | year",
                "DEPT-19     |      | actuelle | 2023-01-01 | 12         | date       | future",
                "DEPT-19     |      | souhaitée| 2022-03-01 | 12         | nature     | kind",
                "DEPT-20Z    |      | actuelle | 2022-03-01 | 12         | territoire | territory",
                "Corrèze     |      | actuelle | 2022-03-01 | 12         | territoire | territory",
                "1           | dept | actuelle | 2022-03-01 | 12         | territoire | zero",
                "D1          |      | actuelle | 2022-03-01 | 12         | territoire | zero",
                "1           |      | actuelle | 2022-03-01 | 12         | territoire | zero",
                "REG-83      |      | actuelle | 2022-03-01 | 12         | territoire | merged",
                "COM-19272   |      | actuelle | 2022-03-01 | 12         | territoire | finer.DEPT",
                "19          | canton | actuelle | 2022-03-01 | 12       | maille     | level",
                "DEPT-19     | reg  | actuelle | 2022-03-01 | 12         | maille     | level.other",
            })
    void each_fault_is_named_with_its_column(
            String territory, String level, String kind, String day, String value, String column, String fault) {
        var verdict = check(row(given.open(), territory, level == null ? "" : level, kind, day, value))
                .getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.BAD);
        assertThat(verdict.faults())
                .extracting(f -> f.column() + " " + f.key())
                .containsExactly(column + " barometer.entry.fault." + fault);
    }

    @Test
    void a_merged_code_says_into_which_and_an_eaten_zero_what_was_meant() {
        var indicator = given.open();
        var verdicts = check(
                row(indicator, "R83", "", "actuelle", "2022-03-01", "12"),
                row(indicator, "1", "dept", "actuelle", "2022-03-01", "12"));
        assertThat(verdicts.getFirst().faults())
                .extracting(Fault::arguments)
                .containsExactly(List.of("REG-83", "REG-84"));
        assertThat(verdicts.getLast().faults()).extracting(Fault::arguments).containsExactly(List.of("DEPT-01"));
    }

    @Test
    void an_unknown_indicator_and_somebody_elses_are_told_apart() {
        var others = given.open();
        assertThat(imports.check(
                                "justice",
                                List.of(),
                                List.of(row(others, "DEPT-19", "", "actuelle", "2022-03-01", "12")),
                                clock.today())
                        .getFirst()
                        .faults())
                .extracting(Fault::key)
                .containsExactly("barometer.entry.fault.other");
        assertThat(check(GivenIndicator.row(
                                2, "indicateur", "RIEN", "territoire", "DEPT-19", "date", "2022-03-01", "valeur", "1"))
                        .getFirst()
                        .faults())
                .extracting(Fault::key)
                .containsExactly("barometer.entry.fault.indicator");
    }

    @Test
    void a_level_that_is_computed_is_not_typed() {
        var indicator =
                given.open(GivenIndicator.with(given.sheet(), "logements", Direction.RISE, Aggregation.SUM, null));
        assertThat(check(row(indicator, "REG-75", "", "actuelle", "2022-03-01", "12"))
                        .getFirst()
                        .faults())
                .extracting(Fault::key)
                .containsExactly("barometer.entry.fault.computed.DEPT");
    }

    @Test
    void a_start_and_a_target_must_leave_a_way_to_go_unless_a_value_is_kept() {
        var indicator = given.open();
        assertThat(check(
                        row(indicator, "DEPT-19", "", "initiale", "2022-01-01", "12"),
                        row(indicator, "DEPT-19", "", "cible", "2021-12-31", "15")))
                .flatExtracting(ImportKind.Verdict::faults)
                .extracting(Fault::key)
                .containsExactly("barometer.entry.fault.before.INITIAL", "barometer.entry.fault.before.TARGET");
        assertThat(check(
                        row(indicator, "DEPT-19", "", "initiale", "2022-01-01", "12"),
                        row(indicator, "DEPT-19", "", "cible", "2023-12-31", "12,0")))
                .flatExtracting(ImportKind.Verdict::faults)
                .extracting(Fault::key)
                .containsExactly("barometer.entry.fault.equal.INITIAL", "barometer.entry.fault.equal.TARGET");
        var kept = given.open(GivenIndicator.with(given.sheet(), "%", Direction.KEEP, Aggregation.GIVEN, null));
        assertThat(check(
                        row(kept, "DEPT-19", "", "initiale", "2022-01-01", "12 %"),
                        row(kept, "DEPT-19", "", "cible", "2023-12-31", "12 %")))
                .allMatch(v -> v.outcome() == Outcome.NEW);
    }

    @Test
    void a_revision_needs_its_reason_and_the_same_value_changes_nothing() {
        var indicator = given.open();
        given.publish(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "1234.5");
        assertThat(check(row(indicator, "D19", "", "actuelle", "01/03/2022", "1\u202f234,50"))
                        .getFirst()
                        .outcome())
                .isEqualTo(Outcome.SAME);
        var revised = row(indicator, "D19", "", "actuelle", "1er mars 2022", "1 300");
        assertThat(check(revised).getFirst().faults())
                .extracting(Fault::column, Fault::key)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("motif", "barometer.entry.fault.reason"));
        revised.values().put("motif", "Une erreur de saisie.");
        assertThat(check(revised).getFirst().outcome()).isEqualTo(Outcome.CHANGED);
    }

    @Test
    void a_wide_row_tells_three_figures_and_names_each_for_those_who_repeat_them() {
        var indicator = given.open();
        var wide = GivenIndicator.row(
                2,
                "indicateur",
                indicator.code(),
                "territoire",
                "19",
                "maille",
                "dept",
                "valeur_initiale",
                "10,5",
                "date_initiale",
                "2020-12-31",
                "valeur_actuelle",
                "",
                "date_actuelle",
                "2022-03-01",
                "valeur_cible",
                "99",
                "date_cible",
                "31 décembre 2023",
                "source",
                "Le ministère",
                "motif",
                "");
        var verdict = check(wide).getFirst();
        assertThat(verdict.outcome()).isEqualTo(Outcome.NEW);
        assertThat(verdict.key().split(ImportKind.AND))
                .containsExactly(
                        indicator.code() + " DEPT-19 INITIAL 2020-12-31",
                        indicator.code() + " DEPT-19 TARGET 2023-12-31");
        var job = given.job();
        for (int twice = 0; twice < 2; twice++) imports.write(job, List.of(wide));
        assertThat(proposals.listOpen(given.holder(), 100))
                .noneMatch(b -> "releves.csv".equals(b.fileName()) && b.readings() == 0);
        imports.finish(job);
        var batch = proposals.get(proposals.findOf(job.id()).orElseThrow(), given.holder());
        assertThat(batch.readings()).isEqualTo(2);
        assertThat(batch.source().fr()).isEqualTo("Le ministère");
        assertThat(given.readings(indicator, "DEPT-19")).isEmpty();
        proposals.publish(given.coordinator(), batch.id());
        assertThat(given.readings(indicator, "DEPT-19")).hasSize(2);
    }

    private Import bring(String csv) {
        var id = all.receive(
                given.holder(),
                "releves",
                "ditp",
                "releves.csv",
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)));
        return all.runNow(id, true, false, _ -> {});
    }

    @Test
    void a_file_becomes_one_batch_and_what_it_repeats_is_told_by_its_line_wherever_it_stands() {
        var indicator = given.open();
        String head = "indic_id;Maille;Territoire;valeur_initiale;date_initiale;valeur_cible;date_cible\n";
        String row = indicator.code() + ";dept;%s;\"1\u202f200,5\";31/12/2020;%s;12/2023\n";
        var many = new StringBuilder(head);
        for (int i = 1; i <= 95; i++) if (i != 20) many.append(row.formatted("%02d".formatted(i), "1 300"));
        var torn = bring(many + row.formatted("19", "1 400"));
        assertThat(torn.count(Outcome.BAD)).isEqualTo(1);
        assertThat(proposals.findOf(torn.id())).isEmpty();
        var done = bring(many.toString());
        assertThat(done.stage()).isEqualTo(Import.Stage.DONE);
        var batch = proposals.get(proposals.findOf(done.id()).orElseThrow(), given.holder());
        assertThat(batch.readings()).isEqualTo(188);
        assertThat(batch.isBy(given.holder())).isTrue();
        proposals.publish(given.coordinator(), batch.id());
        assertThat(bring(many.toString()).count(Outcome.SAME)).isEqualTo(94);
    }
}
