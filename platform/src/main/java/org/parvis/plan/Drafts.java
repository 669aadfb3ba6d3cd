package org.parvis.plan;

import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** What a person has typed and not yet sent: theirs alone, one a form; rooms below keep theirs here too. */
@Component
public class Drafts {
    private final JdbcClient db;
    private final JsonMapper json;
    private final InstantSource realTime;

    Drafts(JdbcClient db, JsonMapper json, InstantSource realTime) {
        this.db = db;
        this.json = json;
        this.realTime = realTime;
    }

    void save(Actor actor, String form, Typed typed) {
        save(actor, form, typed.values());
    }

    public void save(Actor actor, String form, Map<String, String> fields) {
        db.sql("""
                insert into form_draft (person_id, form, fields, saved_at) values (?, ?, ?::jsonb, ?)
                on conflict (person_id, form) do update set fields = excluded.fields, saved_at = excluded.saved_at""")
                .params(Values.of(
                        actor.personId(), form, json.writeValueAsString(fields), Timestamp.from(realTime.instant())))
                .update();
    }

    Optional<Typed> find(Actor actor, String form) {
        return findFields(actor, form).map(Typed::new);
    }

    public Optional<Map<String, String>> findFields(Actor actor, String form) {
        return db.sql("select fields from form_draft where person_id = ? and form = ?")
                .params(actor.personId(), form)
                .query(String.class)
                .optional()
                .map(fields -> json.readValue(
                        fields, json.getTypeFactory().constructMapType(TreeMap.class, String.class, String.class)));
    }

    public void drop(Actor actor, String form) {
        db.sql("delete from form_draft where person_id = ? and form = ?")
                .params(actor.personId(), form)
                .update();
    }
}
