package org.parvis.accelerator;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a person does for initiatives: those they open doors for, what they offered, what they wrote of how one goes. */
@Component
class SupportedByPerson implements PersonalData {
    private final JdbcClient db;
    private final CivicClock clock;

    SupportedByPerson(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "initiatives";
    }

    @Override
    public Object of(long person) {
        record Mentored(
                String initiative, String organisation, String office, OffsetDateTime at, OffsetDateTime ended) {}
        record Offered(String initiative, String organisation, String text, OffsetDateTime at, Boolean accepted) {}
        record Written(String initiative, LocalDate on, String pace, String done, String next, String blocked) {}
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("mentored", db.sql("""
                select i.slug as initiative, o.slug as organisation, m.office_fr as office, m.named_at as at, m.ended_at as ended
                from mentor m join initiative i on i.id = m.initiative_id join organisation o on o.id = m.organisation_id
                where m.person_id = ? order by m.id""").param(person).query(Mentored.class).list());
        data.put("offered", db.sql("""
                select i.slug as initiative, o.slug as organisation, f.text_fr as text, f.offered_at as at, f.accepted
                from offer f join need n on n.id = f.need_id join initiative i on i.id = n.initiative_id
                join organisation o on o.id = f.organisation_id where f.person_id = ? order by f.id""").param(person).query(Offered.class).list());
        data.put("written", db.sql("""
                select i.slug as initiative, c.met_on as on, c.pace, c.done, c.next, c.blocked
                from check_in c join initiative i on i.id = c.initiative_id where c.written_by = ? order by c.id""").param(person).query(Written.class).list());
        return data;
    }

    /**
     * Whoever leaves opens no more doors, and what they bear goes unsigned, unless it bears the name of an organisation; what
     * their administration offered stays its own. Before the application forgets whose it was.
     */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @Transactional
    public void forget(PersonErased erased) {
        db.sql("update mentor set (person_id, ended_at) = (null, coalesce(ended_at, ?)) where person_id = ?")
                .params(Values.of(clock.now(), erased.personId()))
                .update();
        db.sql("""
                update initiative i set bearer = '' from application a
                where a.id = i.application_id and a.applicant_id = ? and a.kind not in ('ASSOCIATION', 'COMPANY')""").param(erased.personId()).update();
        db.sql("update offer set person_id = null where person_id = ?")
                .param(erased.personId())
                .update();
        db.sql("update check_in set written_by = null where written_by = ?")
                .param(erased.personId())
                .update();
    }
}
