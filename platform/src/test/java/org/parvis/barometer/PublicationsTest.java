package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What publishing does besides writing: levels above, secrets, lineage. All is taken back. */
@ParvisTest
class PublicationsTest {
    private static final LocalDate DAY = LocalDate.of(2022, 3, 31);

    @Autowired
    Publications publications;

    @Autowired
    Batches batches;

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

    private void trying(Runnable claim) {
        transaction.executeWithoutResult(status -> {
            db.sql(Publications.BROUGHT).update();
            claim.run();
            status.setRollbackOnly();
        });
    }

    private Indicator given(String aggregation, @Nullable Integer threshold) {
        db.sql("""
                insert into indicator (code, name_fr, direction, aggregation, threshold, published_at)
                values ('IND-T2', 'Un essai', 'RISE', ?, ?, now())""").param(aggregation).param(threshold).update();
        return indicators.find("IND-T2").orElseThrow();
    }

    private Publications.Done publish(Indicator indicator, Map<String, String> values) {
        db.sql("delete from brought").update();
        values.forEach((territory, value) -> db.sql("""
                insert into brought (indicator_id, territory_id, kind, on_date, value, provisional)
                select ?, id, 'CURRENT', ?, ?, false from territory where code = ?""")
                .params(indicator.id(), DAY, new BigDecimal(value), territory)
                .update());
        long batch = batches.open(new Batches.Sheet(
                Batches.Way.COMMAND,
                new Bilingual("Un essai", null),
                null,
                null,
                new Bilingual("Parce que.", null),
                null,
                false));
        return publications.publish(batch, null);
    }

    private @Nullable Reading at(Indicator indicator, String territory) {
        var standing = readings.listStandings(List.of(territories.get(territory).id()), List.of(indicator), null)
                .getOrDefault(territories.get(territory).id(), Map.of())
                .get(indicator.id());
        return standing == null ? null : standing.current();
    }

    /** Corsica has two départements. */
    @Test
    void a_sum_is_there_once_every_part_is() {
        trying(() -> {
            var indicator = given("SUM", null);
            publish(indicator, Map.of("DEPT-2A", "10"));
            assertThat(at(indicator, "REG-94")).isNull();
            publish(indicator, Map.of("DEPT-2B", "5.5"));
            var corsica = Objects.requireNonNull(at(indicator, "REG-94"));
            assertThat(corsica.value()).isEqualByComparingTo("15.5");
            assertThat(corsica.derived()).isTrue();
            assertThat(at(indicator, "NAT-FR")).isNull();
            publish(indicator, Map.of("DEPT-2B", "6"));
            assertThat(Objects.requireNonNull(at(indicator, "REG-94")).value()).isEqualByComparingTo("16");
            assertThat(Objects.requireNonNull(at(indicator, "REG-94")).revision())
                    .isEqualTo(2);
        });
    }

    @Test
    void a_mean_is_weighted_by_the_people() {
        trying(() -> {
            var indicator = given("MEAN", null);
            publish(indicator, Map.of("DEPT-2A", "10", "DEPT-2B", "20"));
            int south = Objects.requireNonNull(territories.get("DEPT-2A").population()),
                    north = Objects.requireNonNull(territories.get("DEPT-2B").population());
            assertThat(Objects.requireNonNull(at(indicator, "REG-94")).value())
                    .isEqualByComparingTo(BigDecimal.valueOf(10L * south + 20L * north)
                            .divide(BigDecimal.valueOf(south + north), 4, java.math.RoundingMode.HALF_UP));
        });
    }

    /** Limousin's neighbours: a region of twelve. */
    @Test
    void a_small_number_is_hidden_and_so_is_what_would_tell_it() {
        trying(() -> {
            var indicator = given("GIVEN", 10);
            publish(indicator, Map.of("DEPT-19", "4", "DEPT-23", "15", "DEPT-87", "40", "DEPT-16", "0"));
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-19")).hidden())
                    .isTrue();
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-19")).value()).isZero();
            // Of the others the smallest: nobody, which says nothing of anyone.
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-16")).hidden())
                    .isTrue();
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-23")).hidden())
                    .isFalse();
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-87")).value()).isEqualByComparingTo("40");
            publish(indicator, Map.of("DEPT-23", "5"));
            // Two that are small need no third beside them.
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-16")).hidden())
                    .isFalse();
            assertThat(Objects.requireNonNull(at(indicator, "DEPT-23")).hidden())
                    .isTrue();
            assertThat(readings.listStandings(indicator, Level.DEPT, List.of(), null)
                            .values())
                    .filteredOn(Standing::isHidden)
                    .allSatisfy(s -> assertThat(s.rate()).isNull());
        });
    }

    @Test
    void what_is_revised_stays_to_be_read_with_its_reason() {
        trying(() -> {
            var indicator = given("GIVEN", null);
            assertThat(publish(indicator, Map.of("DEPT-19", "4", "DEPT-23", "15")))
                    .isEqualTo(new Publications.Done(2, 0, 0, 0));
            assertThat(publish(indicator, Map.of("DEPT-19", "5", "DEPT-23", "15")))
                    .isEqualTo(new Publications.Done(0, 1, 1, 0));
            assertThat(publish(indicator, Map.of("DEPT-19", "5.0", "DEPT-23", "15")))
                    .isEqualTo(new Publications.Done(0, 0, 2, 0));
            var lineage = readings.listLineage(indicator, territories.get("DEPT-19"));
            assertThat(lineage)
                    .extracting(p -> p.reading().value().toPlainString())
                    .containsExactly("5", "4");
            assertThat(lineage.getFirst().replacedOn()).isNull();
            assertThat(lineage.getLast().replacedOn()).isNotNull();
            assertThat(Objects.requireNonNull(lineage.getFirst().reason()).fr()).isEqualTo("Parce que.");
        });
    }
}
