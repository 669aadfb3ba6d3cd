package org.parvis.barometer;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Role;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * How figures are published, all of a batch at once: what they revise is kept beside, levels above are computed, what is of too
 * few people is hidden. The caller has put them into the temporary table {@code brought}.
 */
@Component
class Publications {
    /** What is published: one row a figure, none twice. */
    static final String BROUGHT = """
            drop table if exists pg_temp.brought;
            create temporary table brought (indicator_id int, territory_id int, kind reading_kind, on_date date, value numeric,
                provisional boolean, derived boolean not null default false) on commit drop""";

    private final JdbcTemplate db;
    private final Journal journal;
    private final CivicClock clock;

    Publications(JdbcTemplate db, Journal journal, CivicClock clock) {
        this.db = db;
        this.journal = journal;
        this.clock = clock;
    }

    /** What a batch did. */
    record Done(long fresh, long revised, long same, long derived) {
        long all() {
            return fresh + revised;
        }
    }

    /** Who decided, in what role; none at the command line. */
    record By(@Nullable Long personId, Role role, @Nullable String organisation) {}

    /** Publishes what was brought, in the caller's transaction. Nobody's act, or one that changes nothing, stays out of the journal. */
    @Transactional(propagation = Propagation.MANDATORY)
    Done publish(long batch, @Nullable By by) {
        // One batch after the other: two that revise the same figure would each keep the same earlier one.
        db.execute("lock table reading in share row exclusive mode");
        db.execute("analyze brought");
        long derived = derive();
        long brought = count("select count(*) from brought where not derived");
        long revised = db.update("""
                insert into former_reading (territory_id, indicator_id, kind, on_date, revision, value, batch_id, provisional, hidden,
                                            replaced_by)
                select r.territory_id, r.indicator_id, r.kind, r.on_date, r.revision, r.value, r.batch_id, r.provisional, r.hidden, ?
                from brought b join reading r using (territory_id, indicator_id, kind, on_date)
                where (r.value, r.provisional) is distinct from (b.value, b.provisional)""", batch);
        long written = db.update("""
                insert into reading as r (territory_id, indicator_id, kind, on_date, value, batch_id, provisional, derived)
                select territory_id, indicator_id, kind, on_date, value, ?, provisional, derived from brought
                order by territory_id, indicator_id, kind, on_date
                on conflict (territory_id, indicator_id, kind, on_date) do update
                set (value, batch_id, provisional, derived, revision)
                    = (excluded.value, excluded.batch_id, excluded.provisional, excluded.derived, r.revision + 1)
                where (r.value, r.provisional) is distinct from (excluded.value, excluded.provisional)""", batch);
        hide(null);
        var done = new Done(written - revised, revised, brought + derived - written, derived);
        var now = clock.now();
        db.update(
                """
                update reading_batch set (readings, decision, decided_by, decided_at, decided_on) = (?, 'PUBLISHED', ?, ?, ?)
                where id = ?""",
                Values.of(done.all(), by == null ? null : by.personId(), now, clock.today(), batch)
                        .toArray());
        if (by != null && done.all() > 0)
            journal.record(Act.of("barometer.published", "/barometre/lots/" + batch, by.role(), by.organisation())
                    .with("fresh", Long.toString(done.fresh()))
                    .with("revised", Long.toString(done.revised())));
        return done;
    }

    private long count(String sql) {
        return Objects.requireNonNull(db.queryForObject(sql, Long.class));
    }

    /** From the finest level up; a territory of which a part is missing has no value. */
    private long derive() {
        long derived = 0;
        for (String level : List.of("COM", "DEPT", "REG")) derived += db.update("""
                    insert into brought
                    with asked as (
                        select distinct b.indicator_id, b.kind, b.on_date, i.aggregation, i.denominator_id
                        from brought b join indicator i on i.id = b.indicator_id join territory t on t.id = b.territory_id
                        where i.aggregation <> 'GIVEN' and t.level = ?1),
                    below as (
                        select a.*, t.id as territory_id, t.parent_id, t.apart, t.population,
                               coalesce(b.value, r.value) as value, coalesce(b.provisional, r.provisional) as provisional
                        from asked a join territory t on t.level = ?1
                        left join brought b on b.territory_id = t.id and b.indicator_id = a.indicator_id and b.kind = a.kind
                            and b.on_date = a.on_date
                        left join reading r on r.territory_id = t.id and r.indicator_id = a.indicator_id and r.kind = a.kind
                            and r.on_date = a.on_date),
                    weighed as (
                        select b.*, case when aggregation = 'SUM' then 1 when denominator_id is null then population
                            else (select w.value from reading w where w.territory_id = b.territory_id
                                  and w.indicator_id = b.denominator_id and w.kind = 'CURRENT' and w.on_date <= b.on_date
                                  order by w.on_date desc limit 1) end as weight
                        from below b where not (apart and value is null))
                    select indicator_id, parent_id, kind, on_date,
                           case when aggregation = 'SUM' then sum(value) else round(sum(value * weight) / nullif(sum(weight), 0), 4) end,
                           bool_or(provisional), true
                    from weighed group by indicator_id, parent_id, kind, on_date, aggregation
                    having count(*) = count(value) and count(*) = count(weight) and coalesce(sum(weight), 0) > 0
                    and not exists (select from brought g where g.territory_id = weighed.parent_id
                        and g.indicator_id = weighed.indicator_id and g.kind = weighed.kind and g.on_date = weighed.on_date)""".replace("?1", "'" + level + "'"));
        return derived;
    }

    /**
     * Hides values of too few people, and beside a single hidden one the smallest of its neighbours, since their sum would tell it.
     *
     * @param indicator the one whose threshold changed; none: those that were brought
     */
    void hide(@Nullable Integer indicator) {
        db.update("""
                with asked as (%s),
                seen as (
                    select r.territory_id, r.indicator_id, r.kind, r.on_date, r.hidden, r.value, t.parent_id, t.level,
                           coalesce(r.value > 0 and r.value < i.threshold, false) as small
                    from asked a join indicator i on i.id = a.indicator_id join reading r on r.indicator_id = a.indicator_id
                        and r.on_date = a.on_date and r.kind = a.kind join territory t on t.id = r.territory_id),
                placed as (
                    select s.*, count(*) filter (where small) over beside as smalls,
                           row_number() over (beside order by small desc, value) as place
                    from seen s window beside as (partition by indicator_id, kind, on_date, parent_id, level))
                update reading r set hidden = p.small or (p.smalls = 1 and p.place = 2)
                from placed p where (r.territory_id, r.indicator_id, r.kind, r.on_date)
                    = (p.territory_id, p.indicator_id, p.kind, p.on_date)
                and r.hidden <> (p.small or (p.smalls = 1 and p.place = 2))""".formatted(indicator == null ? """
                        select distinct b.indicator_id, b.kind, b.on_date from brought b join indicator i on i.id = b.indicator_id
                        where i.threshold is not null and b.kind <> 'TARGET'""" : """
                        select distinct indicator_id, kind, on_date from reading where indicator_id = %d and kind <> 'TARGET'""".formatted(indicator)));
    }
}
