package org.parvis.accounts;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Everything that this room's tables hold about a person, secrets aside. */
@Component
class AccountData implements PersonalData {
    private final JdbcClient db;

    AccountData(JdbcClient db) {
        this.db = db;
    }

    @Override
    public String name() {
        return "account";
    }

    @Override
    public Object of(long person) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("person", rows("""
                select email, name, college, language, fictional, created_at::text, email_confirmed_at::text
                from person where id = ?""", person));
        data.put("mandates", rows("""
                select m.role, o.slug as organisation, m.starts_on::text, m.until::text, m.ended_on::text, m.end_reason
                from mandate m left join organisation o on o.id = m.organisation_id where m.person_id = ?""", person));
        data.put("organisations", rows("""
                select o.slug as organisation, a.claimed_at::text, a.decided_at::text, a.accepted
                from affiliation a join organisation o on o.id = a.organisation_id where a.person_id = ?""", person));
        data.put(
                "sessions",
                rows("select device, opened_at::text, seen_at::text from person_session where person_id = ?", person));
        data.put("devices", rows("select seen_at::text from known_device where person_id = ?", person));
        data.put("letters", rows("""
                select subject, created_at::text, sent_at::text from mail
                where lower(recipient) = (select lower(email) from person where id = ?)""", person));
        data.put("failures", rows("""
                select origin, at::text from sign_in_failure
                where account = (select sha256(convert_to(lower(email), 'UTF8')) from person where id = ?)""", person));
        return data;
    }

    private Object rows(String query, long person) {
        return db.sql(query).param(person).query().listOfRows();
    }
}
