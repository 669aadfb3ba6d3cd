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
 * on the list. Nobody waits for a colleague's transaction: what one holds the next passes over.
 */
@Component
class Places {
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
     * Gives the free seats of a quota to those who wait first; once it is released, those of its neighbours too.
     *
     * @return whom a place was given to, in the order of giving
     */
    @Transactional
    List<Given> fill(long quota, Instant now) {
        var given = new ArrayList<Given>();
        var released = listReleased(quota, now);
        for (var next = give(released); !next.isEmpty(); next = give(released)) given.addAll(next);
        for (var one : List.copyOf(given)) if (one.slot() == 0) given.addAll(follow(one.registration(), now));
        return given;
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

    /** One seat, to the first who waits; or room for all, to all. */
    private List<Given> give(Long[] quotas) {
        return db.sql("""
                with free as (
                    select s.id from seat s where s.quota_id = any (:quotas) and s.registration_id is null
                    order by s.id limit 1 for update skip locked),
                first as (
                    select p.registration_id, p.slot from place p
                    where p.quota_id = any (:quotas) and p.standing = 'WAITING' and exists (select from free)
                    order by p.turn limit 1 for update skip locked),
                held as (
                    update seat s set registration_id = first.registration_id from free, first where s.id = free.id
                    returning s.registration_id, s.slot),
                roomy as (
                    select p.registration_id, p.slot from place p join quota q on q.id = p.quota_id
                    where p.quota_id = any (:quotas) and p.standing = 'WAITING' and q.places is null
                    order by p.turn for update of p skip locked)
                update place p set standing = 'CONFIRMED' from (select * from held union all select * from roomy) g
                where p.registration_id = g.registration_id and p.slot = g.slot
                returning p.registration_id, p.slot""")
                .param("quotas", quotas)
                .query((row, _) -> new Given(row.getLong("registration_id"), row.getInt("slot")))
                .list();
    }

    /** Whoever has a place in the gathering joins the lists of the workshops they chose. */
    List<Given> follow(long registration, Instant now) {
        var given = new ArrayList<Given>();
        for (Long quota : db.sql("""
                update place set standing = 'WAITING' where registration_id = ? and standing = 'PENDING' returning quota_id""")
                .param(registration)
                .query((row, _) -> row.getLong(1))
                .list()) given.addAll(fill(quota, now));
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
