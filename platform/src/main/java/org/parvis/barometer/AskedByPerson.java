package org.parvis.barometer;

import java.time.OffsetDateTime;
import org.parvis.accounts.PersonalData;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a person asked about figures. */
@Component
class AskedByPerson implements PersonalData {
    private final JdbcClient db;

    AskedByPerson(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "figure-questions";
    }

    @Override
    public Object of(long person) {
        record Asked(String indicator, String territory, OffsetDateTime at, String text) {}
        return db.sql("""
                select i.code as indicator, t.code as territory, q.asked_at as at, q.text from figure_question q
                join indicator i on i.id = q.indicator_id join territory t on t.id = q.territory_id
                where q.asked_by = ? order by q.id""").param(person).query(Asked.class).list();
    }
}
