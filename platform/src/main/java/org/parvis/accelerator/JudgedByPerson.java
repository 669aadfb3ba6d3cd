package org.parvis.accelerator;

import java.time.OffsetDateTime;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The juries in which a person sits, and their own ballots. */
@Component
class JudgedByPerson implements PersonalData {
    private final JdbcClient db;
    private final Jurors jurors;

    JudgedByPerson(JdbcClient db, Jurors jurors) {
        this.db = db;
        this.jurors = jurors;
    }

    @Override
    public String name() {
        return "juries";
    }

    @Override
    public Object of(long person) {
        record Judged(
                String call,
                String college,
                Integer application,
                String scores,
                String comment,
                String conflict,
                OffsetDateTime invited,
                OffsetDateTime saved) {}
        return db.sql("""
                select l.slug as call, j.college, c.number as application, b.comment, x.reason as conflict, j.invited_at as invited,
                       b.saved_at as saved,
                       (select jsonb_object_agg(k.name_fr, s.score)::text from ballot_score s join criterion k on k.id = s.criterion_id
                        where s.assignment_id = b.assignment_id) as scores
                from call_juror j join call l on l.id = j.call_id
                left join (select juror_id, application_id from assignment union select juror_id, application_id from conflict) a
                     on a.juror_id = j.id
                left join application c on c.id = a.application_id
                left join assignment m on m.juror_id = j.id and m.application_id = a.application_id
                left join ballot b on b.assignment_id = m.id
                left join conflict x on x.juror_id = j.id and x.application_id = a.application_id
                where j.person_id = :person
                      or j.person_id is null and lower(j.email) = (select lower(email) from person where id = :person)
                order by j.id, c.number""").param("person", person).query(Judged.class).list();
    }

    @EventListener
    void forget(PersonErased erased) {
        jurors.forget(erased.personId(), erased.email());
    }
}
