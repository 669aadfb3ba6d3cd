package org.parvis.agenda;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.parvis.house.CivicClock;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of gatherings, of what came of them and of the projects made there. */
@Component
class AgendaTrace implements TraceSource {
    private static final String ADDRESS = "/agenda/[a-z0-9-]+(/(suites|equipes)/[0-9]{1,6})?";

    /** Everything public of the gatherings whose slugs are given. */
    private static final String THINGS = """
            with g as (
                select g.*, '/agenda/' || g.slug as path, (g.starts_at at time zone g.zone)::date as held_on from gathering g
                where g.slug = any (:slugs) and g.standing in ('PUBLISHED', 'CANCELLED') and exists (
                    select from gathering_step s where s.gathering_id = g.id and s.step = 'PUBLISHED'
                    and (s.taken_at at time zone :zone)::date <= :day)),
            thing as (
                select g.path as address, g.path as parent, 'GATHERING' as kind, null as sort, g.title_fr, g.title_en,
                       g.held_on as happened_on, g.fictional from g
                union all
                select g.path || '/suites/' || o.number, g.path, 'OUTCOME', o.kind, o.title_fr, o.title_en,
                       (o.published_at at time zone :zone)::date, o.fictional
                from g join outcome o on o.gathering_id = g.id and (o.published_at at time zone :zone)::date <= :day
                union all
                select g.path || '/equipes/' || t.number, g.path, 'PROJECT', null, coalesce(t.title, t.name), null,
                       (t.published_at at time zone :zone)::date, t.fictional
                from g join team t on t.gathering_id = g.id and (t.published_at at time zone :zone)::date <= :day)
            """;

    private final JdbcClient db;
    private final CivicClock clock;

    AgendaTrace(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    private JdbcClient.StatementSpec query(String where, Collection<String> addresses, LocalDate day) {
        return db.sql(THINGS + where)
                .param(
                        "slugs",
                        addresses.stream().map(AgendaTrace::slug).distinct().toArray(String[]::new))
                .param("addresses", addresses.toArray(String[]::new))
                .param("zone", clock.zone().getId())
                .param("day", day);
    }

    private static String slug(String address) {
        return address.split("/")[2];
    }

    private static Thing read(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Thing(
                row.getString("address"),
                Thing.Kind.valueOf(row.getString("kind")),
                null,
                Bilingual.get(row, "title"),
                row.getObject("happened_on", LocalDate.class),
                row.getBoolean("fictional"));
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var ours = addresses.stream().filter(a -> a.matches(ADDRESS)).toList();
        if (ours.isEmpty()) return things;
        query("select * from thing where address = any (:addresses)", ours, day)
                .query((row, _) -> read(row))
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }

    /** What came of each gathering; and for what came of one, the gathering. */
    @Override
    public List<Recorded> listRecorded(Collection<Thing> things, LocalDate day) {
        var ours = things.stream()
                .filter(t -> t.kind() == Thing.Kind.GATHERING
                        || t.kind() == Thing.Kind.OUTCOME
                        || t.kind() == Thing.Kind.PROJECT)
                .map(Thing::address)
                .toList();
        if (ours.isEmpty()) return List.of();
        return query("""
                select far.*, made.address as made, made.parent, made.sort, made.happened_on as made_on, made.fictional as made_fictional
                from thing made join thing far on far.address = case when made.parent = any (:addresses) then made.address else made.parent end
                where made.kind <> 'GATHERING' and (made.parent = any (:addresses) or made.address = any (:addresses))
                order by made.happened_on, made.address limit 400""", ours, day)
                .query((row, _) -> {
                    String sort = row.getString("sort");
                    return new Recorded(
                            Link.recorded(
                                    sort == null
                                            ? Link.Kind.RAISED_AT
                                            : GatheringOutcome.Kind.valueOf(sort)
                                                    .link(),
                                    row.getString("parent"),
                                    row.getString("made"),
                                    row.getObject("made_on", LocalDate.class),
                                    row.getBoolean("made_fictional")),
                            read(row));
                })
                .list();
    }
}
