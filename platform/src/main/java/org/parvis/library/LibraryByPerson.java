package org.parvis.library;

import java.time.OffsetDateTime;
import java.util.Map;
import org.parvis.accounts.PersonErased;
import org.parvis.accounts.PersonalData;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person has ticked and told editors; it goes with their account. What they wrote as editors stays, unsigned. */
@Component
class LibraryByPerson implements PersonalData {
    private final JdbcClient db;

    LibraryByPerson(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "library";
    }

    record Told(String article, String rating, String text, OffsetDateTime at) {}

    @Override
    public Object of(long person) {
        return Map.of(
                "feedback",
                db.sql("""
                        select a.slug as article, f.rating, f.text, f.given_at as at from article_feedback f
                        join article a on a.id = f.article_id where f.person_id = ? order by f.id""").param(person).query(Told.class).list(),
                "checklists",
                db.sql("""
                        select a.slug as article, t.step from checklist_tick t join article a on a.id = t.article_id
                        where t.person_id = ? order by a.id, t.step""")
                        .param(person)
                        .query((row, _) -> Map.of("article", row.getString("article"), "step", row.getString("step")))
                        .list());
    }

    @EventListener
    void forget(PersonErased erased) {
        db.sql("delete from checklist_tick where person_id = ?")
                .param(erased.personId())
                .update();
        db.sql("delete from article_feedback where person_id = ?")
                .param(erased.personId())
                .update();
    }
}
