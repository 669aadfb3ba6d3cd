package org.parvis.barometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.territories.Territories;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class ProposalsTest {
    @Autowired
    GivenIndicator given;

    @Autowired
    Proposals proposals;

    @Autowired
    IndicatorOffice office;

    @Autowired
    Indicators indicators;

    @Autowired
    Readings readings;

    @Autowired
    Territories territories;

    @Autowired
    ReadingImport imports;

    @Autowired
    JdbcClient db;

    @Test
    void nobody_publishes_what_they_typed() {
        var indicator = given.open();
        long batch = given.propose(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "120");
        assertThat(given.readings(indicator, "DEPT-19")).isEmpty();
        assertThatThrownBy(() -> proposals.publish(given.holder(), batch))
                .isInstanceOf(BadInput.class)
                .hasMessage("barometer.batch.own");
        assertThatThrownBy(() -> db.sql("""
                update reading_batch set (decision, decided_by, decided_at, decided_on) = ('PUBLISHED', proposed_by, now(), now())
                where id = ?""").param(batch).update()).isInstanceOf(DataIntegrityViolationException.class);
        assertThatThrownBy(() -> proposals.publish(given.stranger(), batch)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> proposals.get(batch, null)).isInstanceOf(NotFound.class);
        proposals.publish(given.coordinator(), batch);
        assertThat(proposals.get(batch, null).isPublic()).isTrue();
        assertThat(given.readings(indicator, "DEPT-19"))
                .extracting(Reading::value)
                .containsExactly(new BigDecimal("120"));
        assertThat(db.sql("select count(*) from journal_entry where reference = ?")
                        .param("/barometre/lots/" + batch)
                        .query((row, _) -> row.getInt(1))
                        .single())
                .isEqualTo(1);
    }

    @Test
    void of_two_who_decide_at_once_one_decides_and_the_other_is_told() throws InterruptedException {
        var indicator = given.open();
        for (int round = 0; round < 5; round++) {
            long batch = given.propose(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-01-0" + (round + 1), "7");
            List<Callable<Object>> both = List.of(() -> proposals.publish(given.coordinator(), batch), () -> {
                proposals.refuse(given.deputy(), batch, GivenIndicator.REASON);
                return "refused";
            });
            var told = new ArrayList<String>();
            try (var pool = Executors.newFixedThreadPool(2)) {
                for (Future<Object> one : pool.invokeAll(both)) {
                    try {
                        one.get();
                    } catch (ExecutionException e) {
                        told.add(Objects.requireNonNull(e.getCause()).getMessage());
                    }
                }
            }
            assertThat(told).containsExactly("barometer.batch.decided");
        }
    }

    @Test
    void a_revision_keeps_what_it_replaces_with_the_reason() {
        var indicator = given.open();
        long first = given.publish(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "120");
        long second = given.publish(indicator, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "118.5");
        var lineage = readings.listLineage(indicator, territories.get("DEPT-19"));
        assertThat(lineage).extracting(p -> p.reading().batch()).containsExactly(second, first);
        assertThat(lineage.getFirst().reason()).isEqualTo(GivenIndicator.REASON);
        assertThat(lineage.getLast().replacedOn()).isNotNull();
        var line =
                proposals.listLines(proposals.get(second, null), "", false, 10).getFirst();
        assertThat(line.was()).isEqualByComparingTo("120");
        assertThat(line.hidden()).isFalse();
    }

    @Test
    void a_value_of_too_few_people_is_hidden_in_its_batch_and_so_is_the_next_smallest() {
        var indicator =
                given.open(GivenIndicator.with(given.sheet(), "logements", Direction.RISE, Aggregation.GIVEN, 11));
        var job = given.job();
        String[][] values = {{"DEPT-19", "4"}, {"DEPT-23", "15"}, {"DEPT-87", "300"}};
        int line = 2;
        for (String[] value : values)
            imports.write(
                    job,
                    List.of(GivenIndicator.row(
                            line++,
                            "indicateur",
                            indicator.code(),
                            "territoire",
                            value[0],
                            "nature",
                            "actuelle",
                            "date",
                            "2022-03-01",
                            "valeur",
                            value[1])));
        imports.finish(job);
        long batch = proposals.findOf(job.id()).orElseThrow();
        proposals.publish(given.coordinator(), batch);
        assertThat(proposals.listLines(proposals.get(batch, null), "", false, 10))
                .extracting(l -> l.territoryCode() + " " + l.hidden())
                .containsExactlyInAnyOrder("DEPT-19 true", "DEPT-23 true", "DEPT-87 false");
        office.change(
                given.holder(),
                indicator.code(),
                GivenIndicator.with(given.sheet(), "logements", Direction.RISE, Aggregation.GIVEN, null),
                1,
                GivenIndicator.REASON,
                false);
        assertThat(given.readings(indicator, "DEPT-23")).noneMatch(Reading::hidden);
        office.change(
                given.holder(),
                indicator.code(),
                GivenIndicator.with(given.sheet(), "logements", Direction.RISE, Aggregation.GIVEN, 1000),
                2,
                GivenIndicator.REASON,
                false);
        assertThat(given.readings(indicator, "DEPT-87")).allMatch(Reading::hidden);
        assertThat(proposals.listLines(proposals.get(batch, null), "", false, 10))
                .allMatch(Proposals.Line::hidden);
    }

    @Test
    void what_is_unlike_the_values_before_it_is_a_jump() {
        var indicator = given.open();
        String[] values = {"100", "104", "103", "108"};
        for (int i = 0; i < values.length; i++)
            given.publish(indicator, "DEPT-19", Reading.Kind.CURRENT, "2021-0" + (i + 1) + "-01", values[i]);
        assertThat(isJump(indicator, "2021-09-01", "123")).isFalse();
        assertThat(isJump(indicator, "2021-09-02", "123.5")).isTrue();
        assertThat(isJump(indicator, "2021-09-03", "90")).isTrue();
        var young = given.open();
        assertThat(isJump(young, "2021-01-01", "1000")).isFalse();
        given.publish(young, "DEPT-19", Reading.Kind.CURRENT, "2021-01-01", "1000");
        assertThat(isJump(young, "2021-02-01", "2000")).isFalse();
        assertThat(isJump(young, "2021-02-02", "2001")).isTrue();
        assertThat(isJump(young, "2021-02-03", "499")).isTrue();
    }

    private boolean isJump(Indicator indicator, String on, String value) {
        long batch = given.propose(indicator, "DEPT-19", Reading.Kind.CURRENT, on, value);
        boolean jump = !proposals
                .listLines(proposals.get(batch, given.holder()), "", true, 10)
                .isEmpty();
        proposals.withdraw(given.holder(), batch);
        return jump;
    }

    @Test
    void a_start_and_a_target_that_contradict_one_another_are_never_published() {
        var indicator = given.open();
        long start = given.propose(indicator, "DEPT-19", Reading.Kind.INITIAL, "2022-01-01", "10");
        long target = given.propose(indicator, "DEPT-19", Reading.Kind.TARGET, "2021-01-01", "20");
        proposals.publish(given.coordinator(), start);
        assertThat(proposals.listContradictions(target)).hasSize(1);
        assertThatThrownBy(() -> proposals.publish(given.coordinator(), target))
                .hasMessage("barometer.batch.contradictory");
        assertThatThrownBy(() -> proposals.withdraw(given.coordinator(), target))
                .isInstanceOf(Forbidden.class);
        proposals.withdraw(given.holder(), target);
        assertThatThrownBy(() -> proposals.publish(given.coordinator(), target)).hasMessage("barometer.batch.decided");
    }

    @Test
    void a_draft_is_its_holders_and_a_changed_meaning_must_be_confirmed() {
        var draft = given.draft(given.sheet());
        assertThatThrownBy(() -> indicators.get(draft.code(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> office.open(given.stranger(), draft.code())).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> office.create(given.stranger(), "ESSAI-AUTRE", given.sheet()))
                .isInstanceOf(Forbidden.class);
        office.open(given.holder(), draft.code());
        given.publish(draft, "DEPT-19", Reading.Kind.CURRENT, "2022-03-01", "120");
        var changed = GivenIndicator.with(given.sheet(), "immeubles", Direction.RISE, Aggregation.GIVEN, null);
        assertThatThrownBy(() -> office.change(given.holder(), draft.code(), changed, 1, GivenIndicator.REASON, false))
                .hasMessage("barometer.indicator.confirm.bad");
        office.change(given.holder(), draft.code(), changed, 1, GivenIndicator.REASON, true);
        assertThatThrownBy(() -> office.change(given.holder(), draft.code(), changed, 1, GivenIndicator.REASON, true))
                .hasMessage("barometer.indicator.overtaken");
        var versions = office.listVersions(indicators.get(draft.code(), null));
        assertThat(versions).hasSize(2);
        assertThat(new IndicatorVersionsPage(indicators.get(draft.code(), null), versions).changes(versions.getLast()))
                .containsExactly(new IndicatorVersionsPage.Change("unit_fr", "logements", "immeubles"));
    }

    @Test
    void a_tie_has_its_weight_and_its_link_in_the_trace_and_leaves_both_at_once() {
        var indicator = given.open();
        String about = "/plans/2021-2023/actions/47";
        office.tie(given.holder(), indicator.code(), about, new BigDecimal("2"), GivenIndicator.REASON);
        assertThatThrownBy(() ->
                        office.tie(given.holder(), indicator.code(), about, BigDecimal.ONE, GivenIndicator.REASON))
                .hasMessage("barometer.indicator.objet.twice");
        assertThatThrownBy(() -> office.tie(
                        given.holder(),
                        indicator.code(),
                        "/plans/2021-2023/actions/4700",
                        BigDecimal.ONE,
                        GivenIndicator.REASON))
                .hasMessage("barometer.indicator.objet.bad");
        assertThat(office.listTied(indicator))
                .singleElement()
                .satisfies(t -> assertThat(t.thing()).isNotNull());
        assertThat(links(indicator)).isEqualTo(1);
        office.untie(given.holder(), indicator.code(), about, GivenIndicator.REASON);
        assertThat(office.listTied(indicator)).isEmpty();
        assertThat(links(indicator)).isZero();
    }

    private int links(Indicator indicator) {
        return db.sql("select count(*) from trace_live where outcome = ? and ended_on is null")
                .param(indicator.path())
                .query((row, _) -> row.getInt(1))
                .single();
    }
}
