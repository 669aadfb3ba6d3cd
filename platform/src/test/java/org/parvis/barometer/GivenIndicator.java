package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.imports.ImportKind;
import org.parvis.territories.Level;
import org.parvis.territories.Territories;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** An indicator of a test's own, held by the DITP, and the people who act on it. */
@Component
class GivenIndicator {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    static final Bilingual REASON = new Bilingual("Pour l’essai.", null), SOURCE = new Bilingual("Insee", null);

    private final IndicatorOffice office;
    private final Indicators indicators;
    private final Territories territories;
    private final Proposals proposals;
    private final Readings readings;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenIndicator(
            IndicatorOffice office,
            Indicators indicators,
            Territories territories,
            Proposals proposals,
            Readings readings,
            CivicClock clock,
            JdbcClient db) {
        this.office = office;
        this.indicators = indicators;
        this.territories = territories;
        this.proposals = proposals;
        this.readings = readings;
        this.clock = clock;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    /** Another one. */
    Actor deputy() {
        return actor("administrator", Role.COORDINATOR, null);
    }

    Actor holder() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor stranger() {
        return actor("contributor-justice", Role.CONTRIBUTOR, "justice");
    }

    Actor member() {
        return actor("member", Role.MEMBER, null);
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query((row, _) -> row.getLong(1))
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** Homes, the more the better, told of départements; values above are given. */
    IndicatorOffice.Sheet sheet() {
        return new IndicatorOffice.Sheet(
                "ditp",
                new Bilingual("Essais", null),
                new Bilingual("Logements rénovés", null),
                new Bilingual("Ce qui a été rénové.", null),
                new Bilingual("", null),
                new Bilingual("logements", null),
                Direction.RISE,
                12,
                0,
                SOURCE,
                null,
                "Licence Ouverte 2.0",
                Level.DEPT,
                Aggregation.GIVEN,
                null,
                null);
    }

    static IndicatorOffice.Sheet with(
            IndicatorOffice.Sheet s,
            String unit,
            Direction direction,
            Aggregation aggregation,
            @Nullable Integer least) {
        return new IndicatorOffice.Sheet(
                s.organisation(),
                s.topic(),
                s.name(),
                s.definition(),
                s.method(),
                new Bilingual(unit, null),
                direction,
                s.periodMonths(),
                s.delayDays(),
                s.source(),
                s.sourceUrl(),
                s.licence(),
                s.finest(),
                aggregation,
                s.denominator(),
                least);
    }

    Indicator draft(IndicatorOffice.Sheet sheet) {
        String code = "ESSAI-" + NUMBER.incrementAndGet();
        office.create(holder(), code, sheet);
        return indicators.get(code, holder());
    }

    /** One that everyone may read. */
    Indicator open(IndicatorOffice.Sheet sheet) {
        var draft = draft(sheet);
        office.open(holder(), draft.code());
        return indicators.get(draft.code(), null);
    }

    Indicator open() {
        return open(sheet());
    }

    ReadingRules.Figure figure(Indicator indicator, String territory, Reading.Kind kind, String on, String value) {
        return new ReadingRules.Figure(
                indicator, territories.get(territory), kind, LocalDate.parse(on), new BigDecimal(value), false);
    }

    /** Proposed by the holder, and nobody has decided. */
    long propose(Indicator indicator, String territory, Reading.Kind kind, String on, String value) {
        return proposals.propose(holder(), figure(indicator, territory, kind, on, value), SOURCE, REASON, null);
    }

    long publish(Indicator indicator, String territory, Reading.Kind kind, String on, String value) {
        long batch = propose(indicator, territory, kind, on, value);
        proposals.publish(coordinator(), batch);
        return batch;
    }

    /** What is published somewhere, by day. */
    List<Reading> readings(Indicator indicator, String territory) {
        int id = territories.get(territory).id();
        return readings.listHistories(indicator, List.of(id)).getOrDefault(id, List.of());
    }

    /** A row of a file; fields are names and values by turns. */
    static ImportKind.Row row(long line, String... fields) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < fields.length; i += 2) values.put(fields[i], fields[i + 1]);
        return new ImportKind.Row(line, new TreeMap<>(values));
    }

    ImportKind.Job job() {
        return new ImportKind.Job(
                UUID.randomUUID(), holder().personId(), "releves.csv", "", "ditp", List.of(), clock.today());
    }
}
