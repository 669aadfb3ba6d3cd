package org.parvis.barometer;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.barometer.Reading.Kind;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to proposed figures: nothing is public before a second person has looked at it. */
@Component
class Proposals {
    /** So many values before one are looked at, and where there are fewer than so many, the last one alone is. */
    private static final int LOOKED_BACK = 12, ENOUGH = 4;

    private static final String SELECT = """
            select b.*, h.holders, h.names from reading_batch b left join lateral (
                select array_agg(distinct coalesce(o.slug, '')) as holders,
                       jsonb_agg(distinct jsonb_build_object('fr', i.name_fr, 'en', i.name_en)) as names
                from (select distinct p.indicator_id from proposed_reading p where p.batch_id = b.id limit 2000) p
                join indicator i on i.id = p.indicator_id left join organisation o on o.id = i.organisation_id) h on true
            """;

    private static final TypeReference<List<Bilingual>> NAMES = new TypeReference<>() {};

    private final JdbcClient db;
    private final Batches batches;
    private final Publications publications;
    private final CivicClock clock;
    private final JsonMapper json;

    Proposals(JdbcClient db, Batches batches, Publications publications, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.batches = batches;
        this.publications = publications;
        this.clock = clock;
        this.json = json;
    }

    /**
     * One figure from a form.
     *
     * @param question the one that it answers, if any
     * @return the batch's number
     */
    @Transactional
    public long propose(
            Actor actor,
            ReadingRules.Figure figure,
            Bilingual source,
            @Nullable Bilingual reason,
            @Nullable Long question) {
        var indicator = figure.indicator();
        if (!indicator.isHeldBy(actor)) throw new Forbidden();
        long batch = batches.open(new Batches.Sheet(
                Batches.Way.FORM, source, null, null, reason, actor.personId(), indicator.fictional()));
        add(batch, List.of(figure));
        complete(batch);
        if (question != null)
            db.sql("update figure_question set batch_id = ? where id = ? and indicator_id = ? and batch_id is null")
                    .params(batch, question, indicator.id())
                    .update();
        return batch;
    }

    /** The batch of an import, which begins with its first figures. */
    @Transactional
    public long batchOf(UUID importId, Batches.Sheet sheet) {
        var begun = db.sql("select id from reading_batch where import_id = ?")
                .param(importId)
                .query((row, _) -> row.getLong(1))
                .optional();
        if (begun.isPresent()) return begun.get();
        long batch = batches.open(sheet);
        db.sql("update reading_batch set import_id = ? where id = ?")
                .params(importId, batch)
                .update();
        return batch;
    }

    Optional<Long> findOf(UUID importId) {
        return db.sql("select id from reading_batch where import_id = ?")
                .param(importId)
                .query((row, _) -> row.getLong(1))
                .optional();
    }

    /** More figures of a batch that nobody sees yet, and why they revise others. */
    @Transactional
    public void add(long batch, Collection<ReadingRules.Figure> figures) {
        db.sql("""
                insert into proposed_reading (batch_id, indicator_id, territory_id, kind, on_date, value, provisional, was)
                select ?, f.indicator_id, f.territory_id, f.kind::reading_kind, f.on_date, f.value, f.provisional, r.value
                from unnest(?::int[], ?::int[], ?::text[], ?::date[], ?::numeric[], ?::boolean[])
                    f (indicator_id, territory_id, kind, on_date, value, provisional)
                left join reading r on r.territory_id = f.territory_id and r.indicator_id = f.indicator_id
                    and r.kind = f.kind::reading_kind and r.on_date = f.on_date
                on conflict do nothing""")
                .params(
                        batch,
                        figures.stream().map(f -> f.indicator().id()).toArray(Integer[]::new),
                        figures.stream().map(f -> f.territory().id()).toArray(Integer[]::new),
                        figures.stream().map(f -> f.kind().name()).toArray(String[]::new),
                        figures.stream().map(f -> f.on().toString()).toArray(String[]::new),
                        figures.stream().map(ReadingRules.Figure::value).toArray(BigDecimal[]::new),
                        figures.stream().map(ReadingRules.Figure::provisional).toArray(Boolean[]::new))
                .update();
    }

    void because(long batch, Bilingual reason, int longest) {
        db.sql("""
                update reading_batch set reason_fr = left(concat_ws(' ; ', reason_fr, ?), ?)
                where id = ? and coalesce(position(? in reason_fr), 0) = 0""").params(reason.fr(), longest, batch, reason.fr()).update();
    }

    /**
     * All of a batch is there: it can be decided. A current value is a jump where it moves more than three times as far as any of
     * the twelve values before it did; where there are fewer than four, where it is more than twice the last one, or less than half.
     */
    @Transactional
    public void complete(long batch) {
        db.sql("""
                with told as (
                    select indicator_id, territory_id, on_date, value from proposed_reading where batch_id = :batch and kind = 'CURRENT'),
                series as (
                    select *, true as told from told
                    union all
                    select r.indicator_id, r.territory_id, r.on_date, r.value, false
                    from (select distinct indicator_id, territory_id from told) p
                    join reading r on r.territory_id = p.territory_id and r.indicator_id = p.indicator_id and r.kind = 'CURRENT'
                    where not exists (select from told t where t.indicator_id = r.indicator_id and t.territory_id = r.territory_id
                        and t.on_date = r.on_date)),
                stepped as (
                    select *, lag(value) over one as last, abs(value - lag(value) over one) as step,
                           count(*) over (one rows between :back preceding and 1 preceding) as before
                    from series window one as (partition by indicator_id, territory_id order by on_date)),
                judged as (
                    select *, max(step) over (partition by indicator_id, territory_id order by on_date
                                              rows between :back - 1 preceding and 1 preceding) as largest
                    from stepped)
                update proposed_reading p set jump = true from judged j
                where p.batch_id = :batch and p.kind = 'CURRENT' and j.told and p.indicator_id = j.indicator_id
                and p.territory_id = j.territory_id and p.on_date = j.on_date
                and case when j.before >= :enough then j.step > 3 * j.largest
                         else abs(j.value) > 2 * abs(j.last) or 2 * abs(j.value) < abs(j.last) end""".replace(":back - 1", Integer.toString(LOOKED_BACK - 1))
                        .replace(":back", Integer.toString(LOOKED_BACK)))
                .param("batch", batch)
                .param("enough", ENOUGH)
                .update();
        db.sql("""
                update reading_batch b set readings = (select count(*) from proposed_reading p where p.batch_id = b.id) where id = ?""").param(batch).update();
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    Batch get(long id, @Nullable Actor actor) {
        return db.sql(SELECT + "where b.id = ? and b.readings > 0 or b.id = ? and b.decision is not null")
                .params(id, id)
                .query((row, _) -> read(row))
                .optional()
                .filter(b -> b.isPublic() || b.isHeldBy(actor) || b.isBy(actor))
                .orElseThrow(() -> new NotFound("batch " + id));
    }

    /** What awaits a decision and this person may see, the oldest first. */
    List<Batch> listOpen(@Nullable Actor actor, int atMost) {
        if (actor == null || !actor.is(Role.COORDINATOR) && !actor.is(Role.CONTRIBUTOR)) return List.of();
        return db
                .sql(SELECT + "where b.decision is null and b.readings > 0 order by b.id limit 500")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(b -> b.isHeldBy(actor) || b.isBy(actor))
                .limit(atMost)
                .toList();
    }

    /** What was published, the last first. */
    List<Batch> listPublished(long before, int atMost) {
        return db.sql(
                        SELECT
                                + "where b.decision = 'PUBLISHED' and b.readings > 0 and (? = 0 or b.id < ?) order by b.id desc limit ?")
                .params(before, before, atMost)
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * A figure of a batch.
     *
     * @param was the value it takes the place of
     * @param hidden of so few people that the public is shown neither
     */
    record Line(
            int indicator,
            int territory,
            String territoryCode,
            String territoryName,
            Kind kind,
            LocalDate on,
            BigDecimal value,
            boolean provisional,
            @Nullable BigDecimal was,
            boolean jump,
            boolean hidden,
            boolean published) {
        /** Its place in the list. */
        String place() {
            return indicator + "_" + territory + "_" + kind + "_" + on;
        }
    }

    /**
     * The figures of a batch, in the order of its indicators.
     *
     * @param after the place after which they begin; empty for the first
     * @param jumps whether only those that are unlike the values before them
     */
    List<Line> listLines(Batch batch, String after, boolean jumps, int atMost) {
        var place = new ArrayList<@Nullable Object>(Arrays.asList(0, 0, "INITIAL", LocalDate.EPOCH));
        if (after.matches("[0-9]{1,9}_[0-9]{1,9}_(INITIAL|CURRENT|TARGET)_[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            String[] parts = after.split("_");
            place = new ArrayList<>(Arrays.asList(
                    Integer.valueOf(parts[0]), Integer.valueOf(parts[1]), parts[2], LocalDate.parse(parts[3])));
        }
        place.addFirst(batch.id());
        place.add(jumps);
        place.add(atMost);
        return db.sql("""
                select p.*, t.code, t.name, i.published_at is not null as published,
                       coalesce(r.hidden, f.hidden, true) or coalesce(p.value > 0 and p.value < i.threshold, false)
                       or coalesce(p.was > 0 and p.was < i.threshold, false) or coalesce(w.hidden, false) as hidden
                from proposed_reading p join territory t on t.id = p.territory_id join indicator i on i.id = p.indicator_id
                left join reading r on (r.territory_id, r.indicator_id, r.kind, r.on_date)
                    = (p.territory_id, p.indicator_id, p.kind, p.on_date)
                left join former_reading f on (f.territory_id, f.indicator_id, f.kind, f.on_date, f.batch_id)
                    = (p.territory_id, p.indicator_id, p.kind, p.on_date, p.batch_id)
                left join former_reading w on (w.territory_id, w.indicator_id, w.kind, w.on_date, w.replaced_by)
                    = (p.territory_id, p.indicator_id, p.kind, p.on_date, p.batch_id)
                where p.batch_id = ? and (p.indicator_id, p.territory_id, p.kind, p.on_date) > (?, ?, ?::reading_kind, ?)
                and (p.jump or not ?)
                order by p.indicator_id, p.territory_id, p.kind, p.on_date limit ?""")
                .params(place)
                .query((row, _) -> new Line(
                        row.getInt("indicator_id"),
                        row.getInt("territory_id"),
                        row.getString("code"),
                        row.getString("name"),
                        Kind.valueOf(row.getString("kind")),
                        row.getObject("on_date", LocalDate.class),
                        row.getBigDecimal("value"),
                        row.getBoolean("provisional"),
                        row.getBigDecimal("was"),
                        row.getBoolean("jump"),
                        row.getBoolean("hidden"),
                        row.getBoolean("published")))
                .list();
    }

    /** A start and a target that make no sense together once all of a batch is there. */
    record Contradiction(String indicator, String territory, LocalDate start, LocalDate target) {
        boolean isBefore() {
            return target.isBefore(start);
        }
    }

    List<Contradiction> listContradictions(long batch) {
        return db.sql("""
                with whole as (
                    select indicator_id, territory_id, kind, on_date, value, 1 as rank from proposed_reading
                    where batch_id = :batch and kind <> 'CURRENT'
                    union all
                    select r.indicator_id, r.territory_id, r.kind, r.on_date, r.value, 2
                    from (select distinct indicator_id, territory_id from proposed_reading
                          where batch_id = :batch and kind <> 'CURRENT') p
                    join reading r on r.territory_id = p.territory_id and r.indicator_id = p.indicator_id and r.kind <> 'CURRENT'),
                last as (
                    select distinct on (indicator_id, territory_id, kind) * from whole
                    order by indicator_id, territory_id, kind, on_date desc, rank)
                select i.code, t.code as territory, s.on_date as start, g.on_date as target
                from last s join last g on g.indicator_id = s.indicator_id and g.territory_id = s.territory_id and g.kind = 'TARGET'
                join indicator i on i.id = s.indicator_id join territory t on t.id = s.territory_id
                where s.kind = 'INITIAL' and (g.on_date < s.on_date or g.value = s.value and i.direction <> 'KEEP')
                order by i.id, t.id limit 50""")
                .param("batch", batch)
                .query((row, _) -> new Contradiction(
                        row.getString("code"),
                        row.getString("territory"),
                        row.getObject("start", LocalDate.class),
                        row.getObject("target", LocalDate.class)))
                .list();
    }

    /** Publishes all of it at once. */
    @Transactional
    public Publications.Done publish(Actor actor, long id) {
        var batch = lockOpen(actor, id);
        if (batch.isBy(actor)) throw new BadInput("barometer.batch.own");
        if (!batch.isHeldBy(actor)) throw new Forbidden();
        if (!listContradictions(id).isEmpty()) throw new BadInput("barometer.batch.contradictory");
        db.sql(Publications.BROUGHT).update();
        db.sql("""
                insert into brought (indicator_id, territory_id, kind, on_date, value, provisional)
                select indicator_id, territory_id, kind, on_date, value, provisional from proposed_reading where batch_id = ?""").param(id).update();
        var office = Office.of(batch.holders().size() == 1 ? batch.holders().getFirst() : null, actor);
        return publications.publish(id, new Publications.By(actor.personId(), office.role(), office.organisation()));
    }

    /** Publishes none of it, and says why to whoever proposed it. */
    @Transactional
    public void refuse(Actor actor, long id, Bilingual reason) {
        var batch = lockOpen(actor, id);
        if (batch.isBy(actor)) throw new BadInput("barometer.batch.own");
        if (!batch.isHeldBy(actor)) throw new Forbidden();
        decide(actor, id, Batch.Decision.REFUSED, reason);
    }

    /** Takes one's own proposal back. */
    @Transactional
    public void withdraw(Actor actor, long id) {
        var batch = lockOpen(actor, id);
        if (!batch.isBy(actor)) throw new Forbidden();
        decide(actor, id, Batch.Decision.WITHDRAWN, null);
    }

    /** Of two who decide at once, the second is told. */
    private Batch lockOpen(Actor actor, long id) {
        db.sql("select from reading_batch where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        var batch = get(id, actor);
        if (!batch.isOpen()) throw new BadInput("barometer.batch.decided");
        return batch;
    }

    private void decide(Actor actor, long id, Batch.Decision decision, @Nullable Bilingual reason) {
        db.sql("""
                update reading_batch set (decision, decided_by, decided_at, decided_on, decision_fr, decision_en) = (?, ?, ?, ?, ?, ?)
                where id = ?""")
                .params(Values.of(
                        decision.name(),
                        actor.personId(),
                        clock.now(),
                        clock.today(),
                        reason == null ? null : reason.fr(),
                        reason == null ? null : reason.en(),
                        id))
                .update();
    }

    private Batch read(ResultSet row) throws SQLException {
        String decision = row.getString("decision"), names = row.getString("names");
        var holders = row.getArray("holders");
        var decidedAt = row.getTimestamp("decided_at");
        return new Batch(
                row.getLong("id"),
                Batches.Way.valueOf(row.getString("way")),
                Bilingual.get(row, "source"),
                row.getString("file_name"),
                Bilingual.find(row, "reason"),
                row.getObject("proposed_by", Long.class),
                Objects.requireNonNull(row.getTimestamp("proposed_at")).toInstant(),
                row.getInt("readings"),
                row.getBoolean("fictional"),
                decision == null ? null : Batch.Decision.valueOf(decision),
                decidedAt == null ? null : decidedAt.toInstant(),
                Bilingual.find(row, "decision"),
                holders == null
                        ? List.of()
                        : Arrays.stream((String[]) holders.getArray())
                                .<@Nullable String>map(h -> h.isEmpty() ? null : h)
                                .toList(),
                names == null ? List.of() : json.readValue(names, NAMES));
    }
}
