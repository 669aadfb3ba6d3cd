package org.parvis.agenda;

import java.util.List;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to what an organiser asks of those who register. */
@Component
class GatheringQuestions {
    static final int MOST = 10;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final JsonMapper json;

    GatheringQuestions(JdbcClient db, Gatherings gatherings, JsonMapper json) {
        this.db = db;
        this.gatherings = gatherings;
        this.json = json;
    }

    /** In the order in which they are asked. */
    List<GatheringQuestion> list(Gathering gathering) {
        return db.sql("""
                select q.*, (select count(*) from registration r where r.gathering_id = q.gathering_id
                             and r.answers ->> q.id::text <> '')::int as answered
                from gathering_question q where q.gathering_id = ? order by q.position""")
                .param(gathering.id())
                .query((row, _) -> new GatheringQuestion(
                        row.getLong("id"),
                        row.getInt("position"),
                        Bilingual.get(row, "label"),
                        json.readValue(row.getString("options"), new TypeReference<List<Bilingual>>() {}),
                        row.getBoolean("required"),
                        row.getInt("answered")))
                .list();
    }

    GatheringQuestion get(Gathering gathering, long id) {
        return list(gathering).stream()
                .filter(q -> q.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("question " + id));
    }

    /** What an organiser typed, and checked. */
    record Sheet(Bilingual label, List<Bilingual> options, boolean required) {}

    /** @throws BadInput where there are as many as there may be */
    @Transactional
    void add(Actor actor, String slug, Sheet sheet) {
        var gathering = gatherings.lockOrganised(slug, actor);
        if (list(gathering).size() >= MOST) throw new BadInput("agenda.questions.most", MOST);
        db.sql("""
                insert into gathering_question (gathering_id, position, label_fr, label_en, options, required)
                select ?, coalesce(max(position), 0) + 1, ?, ?, ?::jsonb, ? from gathering_question where gathering_id = ?""")
                .params(Values.of(
                        gathering.id(),
                        sheet.label().fr(),
                        sheet.label().en(),
                        json.writeValueAsString(sheet.options()),
                        sheet.required(),
                        gathering.id()))
                .update();
    }

    /** @throws BadInput where someone has answered it */
    @Transactional
    void change(Actor actor, String slug, long id, Sheet sheet) {
        var question = unanswered(actor, slug, id);
        db.sql(
                        "update gathering_question set (label_fr, label_en, options, required) = (?, ?, ?::jsonb, ?) where id = ?")
                .params(Values.of(
                        sheet.label().fr(),
                        sheet.label().en(),
                        json.writeValueAsString(sheet.options()),
                        sheet.required(),
                        question.id()))
                .update();
    }

    /** @throws BadInput where someone has answered it */
    @Transactional
    void remove(Actor actor, String slug, long id) {
        db.sql("delete from gathering_question where id = ?")
                .param(unanswered(actor, slug, id).id())
                .update();
    }

    private GatheringQuestion unanswered(Actor actor, String slug, long id) {
        var question = get(gatherings.lockOrganised(slug, actor), id);
        if (question.answers() > 0) throw new BadInput("agenda.questions.answered", question.answers());
        return question;
    }
}
