package org.parvis.participation;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person wrote and supported; whoever leaves takes their drafts along. */
@Component
class WrittenByPerson implements PersonalData {
    private final JdbcClient db;

    WrittenByPerson(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "contributions";
    }

    @Override
    public Object of(long person) {
        record Written(long ref, String standing, String title, String text, OffsetDateTime at) {}
        record Supported(long ref, String title, OffsetDateTime at) {}
        record Reported(long ref, String reason, OffsetDateTime at) {}
        record Answered(long consultation, String question, String choices, String text) {}
        var parts = new LinkedHashMap<String, Object>();
        parts.put(
                "written",
                db.sql(
                                "select id as ref, standing, title, text, written_at as at from contribution where author_id = ? order by id")
                        .param(person)
                        .query(Written.class)
                        .list());
        parts.put(
                "supported",
                db.sql(
                                "select c.id as ref, c.title, s.given_at as at from support s join contribution c on c.id = s.contribution_id"
                                        + " where s.person_id = ? order by s.given_at")
                        .param(person)
                        .query(Supported.class)
                        .list());
        parts.put(
                "reported",
                db.sql(
                                "select contribution_id as ref, reason, raised_at as at from contribution_alert where person_id = ?"
                                        + " order by raised_at")
                        .param(person)
                        .query(Reported.class)
                        .list());
        parts.put(
                "answered",
                db.sql(
                                "select s.consultation_id as consultation, q.label_fr as question, a.choices::text as choices, a.text"
                                        + " from answer_sheet s join answer a on a.sheet_id = s.id join question q on q.id = a.question_id"
                                        + " where s.person_id = ? order by s.id, q.position")
                        .param(person)
                        .query(Answered.class)
                        .list());
        return parts;
    }

    @EventListener
    void forget(PersonErased erased) {
        db.sql("delete from contribution_file where contribution_id in"
                        + " (select id from contribution where author_id = ? and standing = 'DRAFT')")
                .param(erased.personId())
                .update();
        db.sql("delete from contribution where author_id = ? and standing = 'DRAFT'")
                .param(erased.personId())
                .update();
        db.sql("delete from answer_sheet where person_id = ? and given_at is null")
                .param(erased.personId())
                .update();
        db.sql("update answer_sheet set person_id = null where person_id = ?")
                .param(erased.personId())
                .update();
        db.sql("delete from contribution_rate where person_id = ?")
                .param(erased.personId())
                .update();
    }
}
