package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.parvis.ParvisTest;
import org.parvis.house.Refusal;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The government's files, read within a transaction that takes everything back. */
@ParvisTest
class BarometerImportsTest {
    private static final Bilingual SOURCE = new Bilingual("Un essai", null);
    private static final String HEAD =
            "indic_id,enforce_zone_id,metric_enforce_date,maille,indic_vi,indic_va,indic_vc,indic_ta\n";

    @TempDir
    Path folder;

    @Autowired
    BarometerImports imports;

    @Autowired
    Indicators indicators;

    @Autowired
    Readings readings;

    @Autowired
    Territories territories;

    @Autowired
    JdbcClient db;

    @Autowired
    TransactionTemplate transaction;

    private void trying(Path files, Consumer<BarometerImports.Done> then) {
        transaction.executeWithoutResult(status -> {
            then.accept(imports.run(files, SOURCE, false, _ -> {}));
            status.setRollbackOnly();
        });
    }

    private Path files(String... rows) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.createDirectories(folder.resolve("metadata"));
        Files.writeString(folder.resolve("data/ind-1.csv"), HEAD + String.join("\n", rows) + "\n");
        Files.writeString(
                folder.resolve("metadata/meta_indicateurs.csv"),
                "indic_id,indic_parent_ch,indic_nom,indic_nom_baro,indic_descr,indic_descr_baro,tendance\n"
                        + "IND-T1,CH-1,,Un indicateur d’essai,,Ce qu’il mesure,hausse\n");
        Files.writeString(
                folder.resolve("metadata/meta_chantiers.csv"),
                "chantier_id,ch_nom,engagement_short\nCH-1,Un essai,E\n");
        return folder;
    }

    private static Path real(String year) {
        String data = System.getenv("PARVIS_TEST_DATA");
        assumeTrue(data != null, "PARVIS_TEST_DATA names no folder of real data");
        return Path.of(Objects.requireNonNull(data), "barometer", year);
    }

    @Test
    void nearly_all_published_rates_of_2024_are_recomputed_and_every_other_is_explained() {
        trying(real("2024"), done -> {
            assertThat(done.faults()).isEmpty();
            assertThat(done.rates()).isGreaterThan(2_900);
            assertThat(BarometerImports.percent(done.alike(), done.rates()))
                    .isGreaterThanOrEqualTo(new BigDecimal("98"));
            assertThat(done.differences()).allSatisfy(d -> assertThat(d.why()).contains("rounded"));
            var published = Objects.requireNonNull(done.published());
            assertThat(published.fresh()).isGreaterThan(36_000);
            var indicator = indicators.find("IND-200").orElseThrow();
            assertThat(indicator.direction()).isEqualTo(Direction.RISE);
            assertThat(indicator.topic().fr()).isNotEmpty();
            assertThat(readings.listStandings(indicator, Level.DEPT, List.of(), null))
                    .hasSizeGreaterThan(90);
            var again = imports.run(real("2024"), SOURCE, false, _ -> {});
            assertThat(Objects.requireNonNull(again.published()).all()).isZero();
        });
    }

    @Test
    void the_files_of_2023_are_read_whole_and_histories_that_measure_something_else_are_kept_apart() {
        trying(real("2023"), done -> {
            assertThat(done.faults()).isEmpty();
            assertThat(done.notes()).anyMatch(n -> n.contains("nb-morts-routes-historique"));
            assertThat(Objects.requireNonNull(done.published()).fresh()).isGreaterThan(45_000);
            assertThat(done.alike() * 100).isGreaterThan(done.rates() * 98);
            assertThat(indicators
                            .find("duree-moyenne-traitement-demandes-allocation-adulte-handicape")
                            .orElseThrow()
                            .direction())
                    .isEqualTo(Direction.FALL);
        });
    }

    @Test
    void initial_current_and_target_values_stand_on_rows_of_their_own() throws Exception {
        var files = files(
                "IND-T1,D19,2020-01-01,DEPT,10,,,",
                "IND-T1,D19,2021-01-01,DEPT,,\"14,5\",,45.00",
                "IND-T1,D19,2025-01-01,DEPT,,,20,",
                "IND-T1,D87,,DEPT,,,,",
                "IND-T1,FRANCE,2021-01-01,NAT,,12,,");
        trying(files, done -> {
            assertThat(done.faults()).isEmpty();
            var indicator = indicators.find("IND-T1").orElseThrow();
            var correze = territories.get("DEPT-19");
            var standing = Objects.requireNonNull(readings.listStandings(indicator, Level.DEPT, List.of(), null)
                    .get(correze.id()));
            assertThat(standing.rate()).isEqualTo("45.00");
            assertThat(readings.listStandings(indicator, Level.DEPT, List.of(), null))
                    .hasSize(1);
            assertThat(done.alike()).isEqualTo(1);
        });
        assertThat(indicators.find("IND-T1")).isEmpty();
    }

    @Test
    void each_fault_is_told_with_its_file_and_line_and_nothing_is_written() throws Exception {
        var files = files(
                "IND-T1,D19,2020-01-01,DEPT,dix,,,",
                "IND-T1,D19,01/06/24,DEPT,,14,,",
                "IND-T1,D99,2021-01-01,DEPT,,14,,",
                "IND-T1,R42,2021-01-01,REG,,14,,",
                "IND-T1,19,2021-01-01,DEPT,,14,,",
                "IND-T1,D23,2021-01-01,DEPT,,14,,",
                "IND-T1,D23,2021-01-01,DEPT,,15,,",
                "IND-T1,D87,2021-01-01,DEPT,10,,,",
                "IND-T1,D87,2020-01-01,DEPT,,,20,");
        long before = db.sql("select count(*) from reading").query(Long.class).single();
        trying(files, done -> {
            assertThat(done.published()).isNull();
            var told = new ArrayList<String>();
            for (var fault : done.faults()) told.add(fault.file() + ":" + fault.line() + " " + fault.sentence());
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "data/ind-1.csv:2 “dix” is no number",
                            "data/ind-1.csv:3 “01/06/24” is no day",
                            "data/ind-1.csv:4 DEPT-99 is no territory that the list has (1 figures)",
                            "data/ind-1.csv:5 REG-42 is no more: it became part of REG-44 (1 figures)",
                            "data/ind-1.csv:6 “19” is no code of a territory",
                            "data/ind-1.csv:8 IND-T1 in DEPT-23 on 2021-01-01 has two current values; the other stands on line 7",
                            "data/ind-1.csv:9 IND-T1 in DEPT-87: its target is before its start");
        });
        assertThat(db.sql("select count(*) from reading").query(Long.class).single())
                .isEqualTo(before);
    }

    @Test
    void a_folder_without_a_barometer_is_refused_in_a_sentence() {
        assertThatThrownBy(() -> BarometerFiles.in(folder))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("There is no barometer in");
    }
}
