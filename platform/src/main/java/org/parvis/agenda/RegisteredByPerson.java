package org.parvis.agenda;

import java.time.OffsetDateTime;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person registered for under the address of their account; whoever leaves gives up their places. */
@Component
class RegisteredByPerson implements PersonalData {
    private final JdbcClient db;
    private final Registrations registrations;

    RegisteredByPerson(JdbcClient db, Registrations registrations) {
        this.db = db;
        this.registrations = registrations;
    }

    @Override
    public String name() {
        return "registrations";
    }

    @Override
    public Object of(long person) {
        record Registered(
                String gathering,
                String name,
                String email,
                String college,
                String organisation,
                String needs,
                String answers,
                OffsetDateTime at,
                OffsetDateTime cancelled) {}
        return db.sql("""
                select g.slug as gathering, r.name, r.email, r.college, r.organisation, r.needs, r.answers::text as answers,
                       r.asked_at as at, r.cancelled_at as cancelled
                from registration r join gathering g on g.id = r.gathering_id
                where lower(r.email) = (select lower(email) from person where id = ?) order by r.id""").param(person).query(Registered.class).list();
    }

    @EventListener
    void forget(PersonErased erased) {
        registrations.forget(erased.email());
    }
}
