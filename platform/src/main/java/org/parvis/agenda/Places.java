package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.Values;
import org.parvis.web.BadInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The seats of gatherings and who holds them. A seat is a row, of one quota and held by one person at most: nothing can be
 * oversold, whoever asks at the same moment. Whoever comes joins the list of their quota; then free seats go to the first
 * on the list.
 *
 * <p>Whoever joins a list and whoever gives up a seat look once more after their transaction, whether anybody is owed a seat:
 * of two that end at the same time neither saw what the other did, but the later one now sees both. What an organiser's act
 * leaves so is given by {@link Forgetting} within minutes.
 */
@Component
class Places {
    private static final int AT_ONCE = 50;

    private final JdbcClient db;

    Places(JdbcClient db) {
        this.db = db;
    }

    /** The quotas of a gathering (with no workshop) and of its workshops, each with how many are taken and wait. */
    List<Quota> list(Gathering gathering) {
        return db.sql("""
                select q.*, (select count(*) from place p where p.quota_id = q.id and p.standing = 'CONFIRMED')::int as taken,
                       (select count(*) from place p where p.quota_id = q.id and p.standing = 'WAITING')::int as waiting
                from quota q where q.gathering_id = ? order by q.workshop_id nulls first, q.position""").param(gathering.id()).query((row, _) -> read(row)).list();
    }

    private static Quota read(ResultSet row) throws SQLException {
        Set<College> colleges = EnumSet.noneOf(College.class);
        Arrays.stream((String[]) row.getArray("colleges").getArray()).forEach(c -> colleges.add(College.valueOf(c)));
        var release = row.getTimestamp("release_at");
        return new Quota(
                row.getLong("id"),
                row.getObject("workshop_id", Long.class),
                colleges,
                row.getObject("places", Integer.class),
                release == null ? null : release.toInstant(),
                row.getInt("taken"),
                row.getInt("waiting"));
    }

    /** A place that someone has just been given. */
    record Given(long registration, int slot) {}

    /**
     * Gives the free seats of a quota to those who wait first; once it is released, those of its neighbours too. One
     * transaction gives at a time in a gathering, so that each person is served in turn; those with nothing to give pass.
     *
     * @return whom a place was given to, in the order of giving
     */
    @Transactional
    List<Given> fill(long quota, Instant now) {
        if (!isOwed(quota, now)) return List.of();
        hold(db.sql("select gathering_id from quota where id = ?")
                .param(quota)
                .query((row, _) -> row.getLong(1))
                .single());
        var given = new ArrayList<Given>();
        var released = listReleased(quota, now);
        List<Given> next;
        do given.addAll(next = give(released));
        while (next.size() >= AT_ONCE);
        given.addAll(follow(
                given.stream()
                        .filter(g -> g.slot() == 0)
                        .map(Given::registration)
                        .toList(),
                now));
        return given;
    }

    /**
     * Whether somebody waits for a seat that is free. A crowd asks all the time, while lists grow from nothing to thousands:
     * the orders make the database read the first entry of an index, however it thinks the rows are spread.
     */
    boolean isOwed(long quota, Instant now) {
        return db.sql("""
                        select coalesce(bool_or(waited and places is null) or bool_or(waited) and bool_or(free), false) from (
                            select o.places,
                                   exists (select from (select from place p where p.quota_id = o.id and p.standing = 'WAITING'
                                                        order by p.turn limit 1) first) as waited,
                                   exists (select from (select from seat s where s.quota_id = o.id and s.registration_id is null
                                                        order by s.id limit 1) first) as free
                            from quota q join quota o on o.id = q.id or q.release_at <= :now
                                and o.gathering_id = q.gathering_id and o.workshop_id is not distinct from q.workshop_id
                            where q.id = :quota) pool""")
                .param("now", Timestamp.from(now))
                .param("quota", quota)
                .query(Boolean.class)
                .single();
    }

    /**
     * Holds still what is given in a gathering until the end of the transaction: the first thing that whoever gives or gives up
     * a seat does, so that all come in the same order. Whoever registers does not wait for it.
     */
    void hold(long gathering) {
        db.sql("select from gathering where id = ? for no key update")
                .param(gathering)
                .query()
                .listOfRows();
    }

    /** The quotas among which this one's seats and people are shared now: itself, until it is released. */
    Long[] listReleased(long quota, Instant now) {
        return db.sql("""
                        select o.id from quota q join quota o on o.id = q.id or q.release_at <= :now and o.gathering_id = q.gathering_id
                            and o.workshop_id is not distinct from q.workshop_id
                        where q.id = :quota order by o.id""")
                .param("now", Timestamp.from(now))
                .param("quota", quota)
                .query(Long.class)
                .list()
                .toArray(Long[]::new);
    }

    /** Seats to as many who wait, in turn; or room for all, to all. What a colleague holds at the door is passed over. */
    private List<Given> give(Long[] quotas) {
        return db.sql("""
                with free as (
                    select id, row_number() over (order by id) as n from (
                        select s.id from seat s where s.quota_id = any (:quotas) and s.registration_id is null
                        order by s.id limit (select count(*) from (
                            select from place p where p.quota_id = any (:quotas) and p.standing = 'WAITING' limit :most) w)
                        for update skip locked) seats),
                first as (
                    select registration_id, slot, row_number() over (order by turn) as n from (
                        select p.registration_id, p.slot, p.turn from place p
                        where p.quota_id = any (:quotas) and p.standing = 'WAITING'
                        order by p.turn limit (select count(*) from free) for update skip locked) people),
                held as (
                    update seat s set registration_id = first.registration_id from free join first using (n) where s.id = free.id
                    returning s.registration_id, s.slot),
                roomy as (
                    select p.registration_id, p.slot from place p join quota q on q.id = p.quota_id
                    where p.quota_id = any (:quotas) and p.standing = 'WAITING' and q.places is null
                    order by p.turn for update of p skip locked)
                update place p set standing = 'CONFIRMED' from (select * from held union all select * from roomy) g
                where p.registration_id = g.registration_id and p.slot = g.slot
                returning p.registration_id, p.slot""")
                .param("quotas", quotas)
                .param("most", AT_ONCE)
                .query((row, _) -> new Given(row.getLong("registration_id"), row.getInt("slot")))
                .list();
    }

    /** Whoever has a place in the gathering joins the lists of the workshops they chose. */
    List<Given> follow(long registration, Instant now) {
        return follow(List.of(registration), now);
    }

    private List<Given> follow(List<Long> registrations, Instant now) {
        if (registrations.isEmpty()) return List.of();
        var quotas = db.sql("""
                update place set standing = 'WAITING' where registration_id = any (?) and standing = 'PENDING' returning quota_id""")
                .param(registrations.toArray(Long[]::new))
                .query((row, _) -> row.getLong(1))
                .set();
        var given = new ArrayList<Given>();
        for (Long quota : new TreeSet<>(quotas)) given.addAll(fill(quota, now));
        return given;
    }

    /**
     * Shares the places of a gathering or of a workshop anew: who has one keeps it, who waits keeps their turn, and new places
     * go to those who wait.
     *
     * @param shares in which each college is once
     * @throws BadInput where fewer places are left to some colleges than their people have taken
     */
    @Transactional
    List<Given> share(
            Gathering gathering,
            Gathering.@Nullable Workshop workshop,
            List<Quota.Share> shares,
            @Nullable Instant releaseAt,
            Instant now) {
        // Whoever registers refers to these rows: they wait, or have been.
        db.sql("select from gathering where id = ? for update")
                .param(gathering.id())
                .query()
                .listOfRows();
        Long seating = workshop == null ? null : workshop.id();
        int slot = workshop == null ? 0 : workshop.slot();
        var before = db.sql(
                        "select id from quota where gathering_id = ? and workshop_id is not distinct from ? order by position for update")
                .params(Values.of(gathering.id(), seating))
                .query(Long.class)
                .list();
        db.sql("update quota set position = -1 - position where id = any (?)")
                .param(before.toArray(Long[]::new))
                .update();
        var quotas = new ArrayList<Long>();
        for (var share : shares)
            quotas.add(db.sql("""
                    insert into quota (gathering_id, workshop_id, position, colleges, places, release_at)
                    values (?, ?, ?, ?, ?, ?) returning id""")
                    .params(Values.of(
                            gathering.id(),
                            seating,
                            quotas.size(),
                            share.colleges().stream().map(Enum::name).toArray(String[]::new),
                            share.places(),
                            releaseAt))
                    .query(Long.class)
                    .single());
        db.sql("""
                update place p set quota_id = q.id from registration r, quota q
                where r.id = p.registration_id and p.quota_id = any (?) and q.id = any (?) and r.college = any (q.colleges)""")
                .params(before.toArray(Long[]::new), quotas.toArray(Long[]::new))
                .update();
        db.sql("delete from quota where id = any (?)")
                .param(before.toArray(Long[]::new))
                .update();
        for (int i = 0; i < shares.size(); i++)
            seat(quotas.get(i), slot, shares.get(i).places());
        boolean released = releaseAt != null && !now.isBefore(releaseAt);
        sit(quotas, slot, released);
        var given = new ArrayList<Given>();
        for (Long quota : quotas) given.addAll(fill(quota, now));
        return given;
    }

    private void seat(long quota, int slot, @Nullable Integer places) {
        if (places != null)
            db.sql("insert into seat (quota_id, slot) select ?, ? from generate_series(1, ?)")
                    .params(quota, slot, places)
                    .update();
    }

    /** Those who had a place sit down again, each in their own quota first. */
    private void sit(List<Long> quotas, int slot, boolean released) {
        Long[] all = quotas.toArray(Long[]::new);
        String pairs = """
                with people as (select p.registration_id, p.quota_id,
                                       row_number() over (%s order by p.turn) as n
                                from place p join quota q on q.id = p.quota_id
                                where p.quota_id = any (?) and p.standing = 'CONFIRMED' and q.places is not null
                                      and not exists (select from seat s where s.registration_id = p.registration_id and s.slot = p.slot)),
                seats as (select s.id, s.quota_id, row_number() over (%s order by s.id) as n
                          from seat s where s.quota_id = any (?) and s.registration_id is null)
                update seat s set registration_id = people.registration_id from seats, people
                where s.id = seats.id and seats.n = people.n %s""";
        db.sql(pairs.formatted(
                        "partition by p.quota_id", "partition by s.quota_id", "and seats.quota_id = people.quota_id"))
                .params(all, all)
                .update();
        if (released) db.sql(pairs.formatted("", "", "")).params(all, all).update();
        var standing = db.sql("""
                select q.colleges, q.places, count(*)::int as people
                from place p join quota q on q.id = p.quota_id
                where p.quota_id = any (?) and p.standing = 'CONFIRMED' and q.places is not null
                group by q.id having bool_or(not exists (
                    select from seat s where s.registration_id = p.registration_id and s.slot = p.slot))""")
                .param(all)
                .query((row, _) -> new BadInput("agenda.places.below", row.getInt("people"), row.getInt("places")))
                .list();
        if (!standing.isEmpty()) throw standing.getFirst();
    }
}
