package org.parvis.panels;

import java.time.OffsetDateTime;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The panels for which a person volunteered under the address of their account; whoever leaves gives up their place. */
@Component
class VolunteeredByPerson implements PersonalData {
    private final JdbcClient db;
    private final Seats seats;

    VolunteeredByPerson(JdbcClient db, Seats seats) {
        this.db = db;
        this.seats = seats;
    }

    @Override
    public String name() {
        return "volunteering";
    }

    @Override
    public Object of(long person) {
        record Volunteered(
                String panel,
                String name,
                String email,
                String address,
                String answers,
                String opaque,
                Integer rank,
                OffsetDateTime at) {}
        return db.sql("""
                select p.slug as panel, v.name, v.email, v.address, v.opaque, v.rank, v.asked_at as at,
                       (select jsonb_object_agg(f.name_fr, q.name_fr)::text from volunteer_answer a
                        join panel_feature f on f.id = a.feature_id join panel_quota q on q.id = a.quota_id
                        where a.volunteer_id = v.id) as answers
                from volunteer v join panel p on p.id = v.panel_id
                where lower(v.email) = (select lower(email) from person where id = ?) order by v.id""").param(person).query(Volunteered.class).list();
    }

    @EventListener
    void forget(PersonErased erased) {
        seats.forget(erased.email());
    }
}
