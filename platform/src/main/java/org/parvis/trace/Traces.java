package org.parvis.trace;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what came of what. */
@Component
public class Traces {
    /** Further than this, or with more steps, a trace tells too much to be followed. */
    private static final int DEEPEST = 8, MOST = 400;

    private final JdbcClient db;
    private final Journal journal;
    private final ObjectProvider<TraceSource> sources;

    Traces(JdbcClient db, Journal journal, ObjectProvider<TraceSource> sources) {
        this.db = db;
        this.journal = journal;
        this.sources = sources;
    }

    /** Why something is tied to something else. */
    public record Reason(String fr, @Nullable String en, boolean fictional) {
        public static Reason of(String fr) {
            return new Reason(fr, null, false);
        }
    }

    /** In what capacity someone ties: whoever calls has asked whether they may. */
    public record By(
            Role role,
            @Nullable String organisation,
            @Nullable Long personId) {}

    /** What a thing is, where a room knows its address and everyone may see it. */
    public Optional<Thing> find(String address, LocalDate day) {
        return Optional.ofNullable(find(Set.of(address), day).get(address));
    }

    /** The same of several, by their addresses. */
    public Map<String, Thing> find(Set<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        sources.orderedStream().forEach(source -> things.putAll(source.find(addresses, day)));
        return things;
    }

    /** What came of a thing and what it came from, as far as everyone may see, on a day. */
    @Transactional(readOnly = true)
    public Trace of(Thing thing, LocalDate day) {
        var walked = new ArrayList<>(walk(Set.of(thing.address()), day));
        Map<String, Thing> known = new HashMap<>();
        known.putAll(meet(walked, thing.address(), day));
        known.put(thing.address(), thing);
        var recorded = sources.orderedStream()
                .flatMap(source -> source.listRecorded(known.values(), day).stream())
                .toList();
        // What a room's records add may have been tied further by hand: pages, not what stands on one.
        var beyond = new HashSet<String>();
        for (var added : recorded)
            if (known.putIfAbsent(added.thing().address(), added.thing()) == null
                    && added.thing().address().equals(added.link().outcome())
                    && !added.thing().address().contains("#"))
                beyond.add(added.thing().address());
        if (!beyond.isEmpty()) {
            var further = walk(beyond, day).stream().filter(Walked::down).toList();
            meet(further, thing.address(), day).forEach(known::putIfAbsent);
            walked.addAll(further);
        }
        var down = Stream.concat(
                        walked.stream().filter(Walked::down).map(Walked::link),
                        recorded.stream().map(TraceSource.Recorded::link))
                .toList();
        var up = Stream.concat(
                        walked.stream().filter(w -> !w.down()).map(Walked::link),
                        recorded.stream().map(TraceSource.Recorded::link))
                .toList();
        return new Trace(
                thing,
                walk(thing.address(), up, Link::outcome, Link::origin, known),
                walk(thing.address(), down, Link::origin, Link::outcome, known));
    }

    private record Walked(boolean down, int depth, Link link) {}

    private List<Walked> walk(Set<String> from, LocalDate day) {
        return db.sql("""
                with recursive live as (
                    select * from trace_live l where l.linked_on <= :day and (l.ended_on is null or l.ended_on > :day)),
                down as (
                    select l.*, 1 as depth from live l where l.origin = any (:addresses)
                    union
                    select l.*, d.depth + 1 from down d join live l on l.origin = d.outcome
                    where d.depth < :deepest and l.kind <> 'RELATED_TO' and d.kind <> 'RELATED_TO'),
                up as (
                    select l.*, 1 as depth from live l where l.outcome = any (:addresses)
                    union
                    select l.*, u.depth + 1 from up u join live l on l.outcome = u.origin
                    where u.depth < :deepest and l.kind <> 'RELATED_TO' and u.kind <> 'RELATED_TO')
                (select true as down, * from down order by depth, id limit :most)
                union all
                (select false, * from up order by depth, id limit :most)""")
                .param("addresses", from.toArray(String[]::new))
                .param("day", day)
                .param("deepest", DEEPEST)
                .param("most", MOST)
                .query((row, _) -> new Walked(row.getBoolean("down"), row.getInt("depth"), link(row)))
                .list();
    }

    /** What stands at the ends of these links, but for the thing that one knows. */
    private Map<String, Thing> meet(List<Walked> walked, String but, LocalDate day) {
        if (walked.isEmpty()) return Map.of();
        return find(
                walked.stream()
                        .flatMap(w -> Stream.of(w.link().origin(), w.link().outcome()))
                        .filter(address -> !address.equals(but))
                        .collect(Collectors.toSet()),
                day);
    }

    /** From a thing along its links, depth first, so that each thing stands right after what led to it; each thing once. */
    private static List<Trace.Step> walk(
            String from,
            List<Link> links,
            Function<Link, String> near,
            Function<Link, String> far,
            Map<String, Thing> known) {
        var steps = new ArrayList<Trace.Step>();
        follow(
                from,
                1,
                links.stream().collect(Collectors.groupingBy(near)),
                far,
                known,
                new HashSet<>(Set.of(from)),
                steps);
        return List.copyOf(steps);
    }

    private static void follow(
            String from,
            int depth,
            Map<String, List<Link>> links,
            Function<Link, String> far,
            Map<String, Thing> known,
            Set<String> seen,
            List<Trace.Step> steps) {
        if (depth > DEEPEST) return;
        links.getOrDefault(from, List.of()).stream()
                .sorted(Comparator.comparing(Link::on).thenComparing(Link::id))
                .forEach(link -> {
                    String there = far.apply(link);
                    Thing thing = known.get(there);
                    // What nobody may see hides what lies behind it, too.
                    if (thing == null || steps.size() >= MOST || !seen.add(there)) return;
                    steps.add(new Trace.Step(depth, link, thing));
                    follow(there, depth + 1, links, far, known, seen, steps);
                });
    }

    /** @throws NotFound where nobody made such a link */
    public Link get(long id) {
        return db.sql("select * from trace_live where id = ?")
                .param(id)
                .query((row, _) -> link(row))
                .optional()
                .orElseThrow(() -> new NotFound("link " + id));
    }

    /** Ties two public things by hand: an act of the coordination. */
    @Transactional
    public long link(Actor actor, Link.Kind kind, String origin, String outcome, Reason reason, LocalDate day) {
        actor.must(Role.COORDINATOR);
        var known = find(Set.of(origin, outcome), day);
        if (!known.containsKey(origin) || !known.containsKey(outcome)) throw new BadInput("trace.unknown");
        long id = link(new By(Role.COORDINATOR, null, actor.personId()), kind, origin, outcome, reason, null, day);
        journal.record(Act.of("trace.linked", origin.replaceFirst("#.*", ""), Role.COORDINATOR, null)
                .because(reason.fr())
                .with("kind", kind.name())
                .with("outcome", outcome)
                .with("link", Long.toString(id)));
        return id;
    }

    /**
     * Ties two things as part of another act, which its room has authorised and records.
     *
     * @param replaces the link that this one takes over, which ends
     * @throws BadInput where it is there already, or would close a circle
     */
    @Transactional
    public long link(
            By by,
            Link.Kind kind,
            String origin,
            String outcome,
            Reason reason,
            @Nullable Long replaces,
            LocalDate day) {
        try {
            if (replaces != null) end(by, replaces, reason, day);
            return db.sql("""
                    insert into trace_link (kind, origin, outcome, reason_fr, reason_en, linked_on, by_role, organisation,
                                            person_id, fictional, replaces)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Values.of(
                            kind.name(),
                            origin,
                            outcome,
                            reason.fr(),
                            reason.en(),
                            day,
                            by.role().name(),
                            by.organisation(),
                            by.personId(),
                            reason.fictional(),
                            replaces))
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new BadInput("trace.twice");
        } catch (DataIntegrityViolationException e) {
            throw new BadInput("trace.circle");
        }
    }

    /** Ends a link by hand: it stays to be read, with the day and the reason of its end. */
    @Transactional
    public void end(Actor actor, long id, Reason reason, LocalDate day) {
        actor.must(Role.COORDINATOR);
        var link = get(id);
        if (link.endedOn() != null) throw new BadInput("trace.ended.already");
        end(new By(Role.COORDINATOR, null, actor.personId()), id, reason, day);
        journal.record(Act.of("trace.ended", link.origin().replaceFirst("#.*", ""), Role.COORDINATOR, null)
                .because(reason.fr())
                .with("link", Long.toString(id)));
    }

    /** Ends a link as part of another act; what has ended already stays so. */
    @Transactional
    public void end(By by, long id, Reason reason, LocalDate day) {
        db.sql("""
                insert into trace_link_end (link_id, ended_on, reason_fr, reason_en, by_role, organisation, person_id)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Values.of(
                        id, day, reason.fr(), reason.en(), by.role().name(), by.organisation(), by.personId()))
                .update();
    }

    /** The links that hold from an origin. */
    public List<Link> listFrom(String origin) {
        return db.sql("select * from trace_live where origin = ? and ended_on is null order by id")
                .param(origin)
                .query((row, _) -> link(row))
                .list();
    }

    private static Link link(ResultSet row) throws SQLException {
        return new Link(
                row.getLong("id"),
                Link.Kind.valueOf(row.getString("kind")),
                row.getString("origin"),
                row.getString("outcome"),
                Bilingual.get(row, "reason"),
                row.getObject("linked_on", LocalDate.class),
                Role.valueOf(row.getString("by_role")),
                row.getString("organisation"),
                row.getBoolean("fictional"),
                row.getObject("ended_on", LocalDate.class),
                Bilingual.find(row, "end"));
    }
}
