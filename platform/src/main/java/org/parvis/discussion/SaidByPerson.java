package org.parvis.discussion;

import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import org.parvis.accounts.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person said, and told the moderators. */
@Component
class SaidByPerson implements PersonalData {
    private final JdbcClient db;

    SaidByPerson(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "comments";
    }

    @Override
    public Object of(long person) {
        var parts = new LinkedHashMap<String, Object>();
        record Said(String subject, OffsetDateTime at, String text) {}
        parts.put(
                "said",
                db.sql("select subject, posted_at as at, text from comment where author_id = ? order by id")
                        .param(person)
                        .query(Said.class)
                        .list());
        parts.put(
                "reported",
                db.sql("select c.subject, a.raised_at as at, a.reason as text from comment_alert a"
                                + " join comment c on c.id = a.comment_id where a.person_id = ? order by a.raised_at")
                        .param(person)
                        .query(Said.class)
                        .list());
        return parts;
    }
}
