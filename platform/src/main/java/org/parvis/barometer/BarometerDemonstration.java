package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.parvis.web.Yaml;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ten indicators of what the plan changes, in every département; their figures are drawn from the codes of the territories. */
@Component
class BarometerDemonstration implements Demonstration {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final String PLAN = "/plans/2021-2023/";
    private static final Bilingual SOURCE =
            new Bilingual("Chiffres inventés pour la démonstration", "Figures invented for the demonstration");
    private static final Bilingual MEASURES = new Bilingual(
            "Cet indicateur dit ce que l’action change.", "This indicator says what the commitment changes.");

    private final JdbcClient db;
    private final Batches batches;
    private final Publications publications;
    private final Traces traces;

    BarometerDemonstration(JdbcClient db, Batches batches, Publications publications, Traces traces) {
        this.db = db;
        this.batches = batches;
        this.publications = publications;
        this.traces = traces;
    }

    record All(List<Item> indicators, List<OutlookItem> outlooks, Correction correction) {}

    /**
     * @param from about what a département began with, {@code to} what it aims at, {@code way} the part of it done by March 2022
     * @param late whether nothing was told since the middle of 2021
     * @param ties weights, by the end of an address of the plan
     */
    record Item(
            String code,
            Bilingual topic,
            Bilingual name,
            Bilingual definition,
            Bilingual method,
            Bilingual unit,
            String organisation,
            Direction direction,
            Aggregation aggregation,
            @Nullable Integer threshold,
            int from,
            int to,
            BigDecimal way,
            @Nullable Boolean late,
            Map<String, Integer> ties) {}

    record OutlookItem(String indicator, String territory, Weather weather, LocalDate on, Bilingual text) {}

    record Correction(
            String indicator,
            String territory,
            LocalDate date,
            int less,
            Bilingual reason,
            String question,
            Bilingual answer,
            LocalDate asked,
            LocalDate answered) {}

    @Override
    public void load() {
        var all = Yaml.one("demonstration/barometer.yaml", All.class);
        for (var item : all.indicators()) define(item);
        long first = open(LocalDate.of(2022, 4, 11), null);
        db.sql(Publications.BROUGHT).update();
        for (var item : all.indicators()) tell(item);
        publications.publish(first, null);
        decided(first, LocalDate.of(2022, 4, 11));
        for (var outlook : all.outlooks())
            db.sql("""
                    insert into outlook (indicator_id, territory_id, weather, text_fr, text_en, written_at, fictional)
                    select i.id, t.id, ?, ?, ?, ?, true from indicator i, territory t where i.code = ? and t.code = ?""")
                    .params(Values.of(
                            outlook.weather().name(),
                            outlook.text().fr(),
                            outlook.text().en(),
                            at(outlook.on()),
                            outlook.indicator(),
                            outlook.territory()))
                    .update();
        correct(all.correction());
    }

    private static Instant at(LocalDate day) {
        return day.atTime(10, 0).atZone(ZONE).toInstant();
    }

    private void define(Item item) {
        db.sql("""
                insert into indicator (code, organisation_id, topic_fr, topic_en, name_fr, name_en, definition_fr, definition_en, method_fr,
                    method_en, unit_fr, unit_en, direction, period_months, delay_days, source_fr, source_en, finest, aggregation,
                    threshold, published_at, fictional)
                select ?, o.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 30, ?, ?, 'DEPT', ?, ?, ?, true from organisation o where o.slug = ?""")
                .params(Values.of(
                        item.code(),
                        item.topic().fr(),
                        item.topic().en(),
                        item.name().fr(),
                        item.name().en(),
                        item.definition().fr(),
                        item.definition().en(),
                        item.method().fr(),
                        item.method().en(),
                        item.unit().fr(),
                        item.unit().en(),
                        item.direction().name(),
                        item.late() == null ? 3 : 6,
                        SOURCE.fr(),
                        SOURCE.en(),
                        item.aggregation().name(),
                        item.threshold(),
                        at(LocalDate.of(2022, 1, 17)),
                        item.organisation()))
                .update();
        for (var tie : item.ties().entrySet()) {
            long link = traces.link(
                    new Traces.By(Role.COORDINATOR, null, null),
                    Link.Kind.MEASURED_BY,
                    PLAN + tie.getKey(),
                    "/barometre/indicateurs/" + item.code(),
                    new Traces.Reason(MEASURES.fr(), MEASURES.en(), true),
                    null,
                    LocalDate.of(2022, 1, 17));
            db.sql(
                            "insert into indicator_tie (indicator_id, about, weight, link_id) select id, ?, ?, ? from indicator where code = ?")
                    .params(PLAN + tie.getKey(), tie.getValue(), link, item.code())
                    .update();
        }
    }

    /** Each département begins a little elsewhere and goes at its own pace; one of them tells nothing of some indicators. */
    private void tell(Item item) {
        db.sql("""
                insert into brought (indicator_id, territory_id, kind, on_date, value, provisional)
                with place as (
                    select t.id, i.id as indicator_id,
                           (('x' || left(md5(t.code || i.code), 7))::bit(28)::int % 1000) / 1000.0 as a,
                           (('x' || left(md5(i.code || t.code), 7))::bit(28)::int % 1000) / 1000.0 as b
                    from territory t, indicator i where t.level = 'DEPT' and not t.apart and i.code = :code
                    and not (t.code = 'DEPT-976' and right(i.code, 1) = '7')),
                way as (
                    select *, round((:from * (0.7 + 0.6 * a))::numeric, 1) as start,
                           round((:to * (0.9 + 0.2 * a))::numeric, 1) as aim from place),
                day (kind, on_date, done) as (values
                    ('INITIAL', date '2021-03-31', 0.0), ('CURRENT', '2021-03-31', 0.0), ('CURRENT', '2021-06-30', 0.3),
                    ('CURRENT', '2021-09-30', 0.5), ('CURRENT', '2021-12-31', 0.75), ('CURRENT', '2022-03-31', 1.0))
                select indicator_id, id, kind::reading_kind, on_date,
                       round((start + (aim - start) * :way * done * (0.4 + 1.2 * b) - case when on_date = '2022-03-31' and b < 0.12
                           then (aim - start) * 0.05 else 0 end)::numeric, :scale), on_date = '2022-03-31'
                from way, day where kind = 'INITIAL' or not :late or on_date <= '2021-06-30'
                union all
                select indicator_id, id, 'TARGET', date '2022-12-31', round((start + (aim - start) * 0.6)::numeric, :scale), false from way
                union all
                select indicator_id, id, 'TARGET', date '2023-12-31', round(aim, :scale), false from way""")
                .param("code", item.code())
                .param("from", item.from())
                .param("to", item.to())
                .param("way", item.way())
                .param("late", item.late() != null)
                .param("scale", item.unit().fr().startsWith("%") ? 1 : 0)
                .update();
    }

    private long open(LocalDate day, @Nullable Bilingual reason) {
        long batch = batches.open(new Batches.Sheet(Batches.Way.DEMONSTRATION, SOURCE, null, null, reason, null, true));
        db.sql("update reading_batch set proposed_at = ? where id = ?")
                .params(Values.of(at(day), batch))
                .update();
        return batch;
    }

    private void decided(long batch, LocalDate day) {
        db.sql("update reading_batch set decided_at = ?, decided_on = ? where id = ?")
                .params(Values.of(at(day), day, batch))
                .update();
    }

    private void correct(Correction correction) {
        long batch = open(correction.answered(), correction.reason());
        db.sql("delete from brought").update();
        var was = Objects.requireNonNull(db.sql("""
                        insert into brought (indicator_id, territory_id, kind, on_date, value, provisional)
                        select r.indicator_id, r.territory_id, r.kind, r.on_date, r.value - ?, false from reading r
                        join indicator i on i.id = r.indicator_id join territory t on t.id = r.territory_id
                        where i.code = ? and t.code = ? and r.kind = 'CURRENT' and r.on_date = ? returning value + ?""")
                .params(
                        correction.less(),
                        correction.indicator(),
                        correction.territory(),
                        correction.date(),
                        correction.less())
                .query((row, _) -> row.getBigDecimal(1))
                .single());
        publications.publish(batch, null);
        decided(batch, correction.answered());
        db.sql("""
                insert into figure_question (indicator_id, territory_id, kind, on_date, value, text, language, asked_at, answer_fr, answer_en,
                                             answered_at, batch_id, fictional)
                select i.id, t.id, 'CURRENT', ?, ?, ?, 'fr', ?, ?, ?, ?, ?, true from indicator i, territory t
                where i.code = ? and t.code = ?""")
                .params(Values.of(
                        correction.date(),
                        was,
                        correction.question(),
                        at(correction.asked()),
                        correction.answer().fr(),
                        correction.answer().en(),
                        at(correction.answered()),
                        batch,
                        correction.indicator(),
                        correction.territory()))
                .update();
    }
}
