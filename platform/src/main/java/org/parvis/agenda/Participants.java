package org.parvis.agenda;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.People;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part in a gathering: known by the secret of their ticket, or by an account of the same address. */
@Component
class Participants {
    private final JdbcClient db;
    private final People people;

    Participants(JdbcClient db, People people) {
        this.db = db;
        this.people = people;
    }

    /**
     * Someone who holds a confirmed registration, and does not merely wait for a place.
     *
     * @param team the number of their team
     */
    record Participant(long registration, @Nullable Integer team) {
        boolean isOf(Team of) {
            return team != null && team == of.number();
        }
    }

    Optional<Participant> find(Gathering gathering, String secret, @Nullable Actor actor) {
        String email =
                actor == null ? null : people.get(actor.personId()).email().text();
        return db.sql("""
                select r.id, t.number from registration r
                left join team_member m on m.registration_id = r.id left join team t on t.id = m.team_id
                where r.gathering_id = ? and r.confirmed_at is not null and r.cancelled_at is null
                      and (r.secret = ? or lower(r.email) = lower(?))
                      and not exists (select from place p where p.registration_id = r.id and p.slot = 0 and p.standing <> 'CONFIRMED')
                order by r.secret = ? desc limit 1""")
                .params(Values.of(gathering.id(), secret, email, secret))
                .query((row, _) -> new Participant(row.getLong("id"), row.getObject("number", Integer.class)))
                .optional();
    }
}
