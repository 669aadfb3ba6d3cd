package org.parvis.agenda;

import java.time.Duration;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Erases what is no longer needed of those who registered, and gives the places that were released. */
@Component("agendaForgetting")
class Forgetting implements Chore {
    static final Duration NEEDS = Duration.ofDays(1), NAMES = Duration.ofDays(365);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Gatherings gatherings;
    private final Places places;
    private final Notices notices;
    private final CivicClock clock;

    Forgetting(
            JdbcClient db,
            TransactionTemplate transaction,
            Gatherings gatherings,
            Places places,
            Notices notices,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.gatherings = gatherings;
        this.places = places;
        this.notices = notices;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public boolean look() {
        var now = clock.now();
        db.sql("""
                update registration r set needs = null from gathering g
                where g.id = r.gathering_id and r.needs is not null and g.ends_at < ?""").params(Values.of(now.minus(NEEDS))).update();
        db.sql("""
                update registration r set (name, email, organisation, secret, code, answers) = (null, null, null, null, null, '{}')
                from gathering g
                where g.id = r.gathering_id and g.ends_at < ? and num_nonnulls(r.name, r.email, r.organisation, r.secret, r.code) > 0""").params(Values.of(now.minus(NAMES))).update();
        db.sql("delete from registration where confirmed_at is null and asked_at < ?")
                .params(Values.of(now.minus(Registrations.CONFIRM_WITHIN)))
                .update();
        give();
        return false;
    }

    /** Places whose day of release has come, and those that somebody's failure left free while others wait. */
    private void give() {
        record Waited(long quota, long gathering) {}
        var waited = db.sql("""
                select distinct q.id, q.gathering_id from quota q join gathering g on g.id = q.gathering_id
                where g.standing = 'PUBLISHED' and g.ends_at > :now
                      and exists (select from place p where p.quota_id = q.id and p.standing = 'WAITING')
                      and exists (select from seat s join quota o on o.id = s.quota_id
                                  where s.registration_id is null and (o.id = q.id or q.release_at <= :now
                                        and o.gathering_id = q.gathering_id and o.workshop_id is not distinct from q.workshop_id))""")
                .param("now", java.sql.Timestamp.from(clock.now()))
                .query((row, _) -> new Waited(row.getLong(1), row.getLong(2)))
                .list();
        for (var one : waited)
            transaction.executeWithoutResult(
                    _ -> notices.given(gatherings.get(one.gathering()), places.fill(one.quota(), clock.now())));
    }
}
