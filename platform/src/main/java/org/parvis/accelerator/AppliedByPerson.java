package org.parvis.accelerator;

import java.time.OffsetDateTime;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person applied with. Whoever leaves takes their drafts along; what was submitted stays without them. */
@Component
class AppliedByPerson implements PersonalData {
    private final JdbcClient db;
    private final Applications applications;

    AppliedByPerson(JdbcClient db, Applications applications) {
        this.db = db;
        this.applications = applications;
    }

    @Override
    public String name() {
        return "applications";
    }

    @Override
    public Object of(long person) {
        record Applied(
                String call,
                Integer number,
                String standing,
                boolean together,
                String kind,
                String name,
                String title,
                String summary,
                String theme,
                String territory,
                boolean consents,
                OffsetDateTime startedAt,
                OffsetDateTime submittedAt,
                String digest,
                OffsetDateTime withdrawnAt,
                String answers,
                String files,
                String corrections,
                String outcome,
                String reasons,
                String advice) {}
        return db.sql("""
                select c.slug as call, a.number, a.standing, a.applicant_id is distinct from :person as together, a.kind, a.name, a.title,
                       a.summary, a.theme, a.territory, a.consents, a.started_at, a.submitted_at, a.digest, a.withdrawn_at,
                       (select jsonb_object_agg(f.label_fr, x.value)::text from application_answer x
                        join call_field f on f.id = x.field_id where x.application_id = a.id) as answers,
                       (select jsonb_agg(f.name)::text from application_file x join file f on f.id = x.file_id
                        where x.application_id = a.id) as files,
                       (select jsonb_object_agg(x.request, x.answer)::text from correction x
                        where x.application_id = a.id) as corrections, v.outcome, v.reasons, v.advice
                from application a join call c on c.id = a.call_id
                left join verdict v on v.application_id = a.id and v.sent_at is not null
                where a.applicant_id = :person
                   or exists (select from co_applicant x where x.application_id = a.id and x.person_id = :person)
                order by a.id""").param("person", person).query(Applied.class).list();
    }

    @EventListener
    void forget(PersonErased erased) {
        db.sql("select id from application where applicant_id = ? and standing = 'DRAFT'")
                .param(erased.personId())
                .query((row, _) -> row.getLong(1))
                .list()
                .forEach(applications::delete);
        db.sql("""
                update application set applicant_id = null, name = case when kind in ('ASSOCIATION', 'COMPANY') then name else '' end
                where applicant_id = ?""").param(erased.personId()).update();
        db.sql("delete from co_applicant where person_id = ? or lower(email) = lower(?)")
                .params(erased.personId(), erased.email().text())
                .update();
    }
}
