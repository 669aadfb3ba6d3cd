package org.parvis.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to the questions that consultations ask. */
@Component
class Questions {
    private final JdbcClient db;
    private final Consultations consultations;
    private final CivicClock clock;
    private final JsonMapper json;

    Questions(JdbcClient db, Consultations consultations, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.consultations = consultations;
        this.clock = clock;
        this.json = json;
    }

    /** In the order of asking. */
    List<Question> list(Consultation consultation) {
        return db.sql("""
                select q.*, row_number() over w as number,
                       1 + count(*) filter (where starts_page) over w - (first_value(starts_page) over w)::int as page
                from question q where consultation_id = ? window w as (order by position) order by position""").param(consultation.id()).query((row, _) -> read(row)).list();
    }

    Question get(Consultation consultation, long id) {
        return list(consultation).stream()
                .filter(q -> q.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("question " + id));
    }

    private Question read(ResultSet row) throws SQLException {
        var condition = row.getObject("condition_id", Long.class);
        return new Question(
                row.getLong("id"),
                row.getInt("number"),
                row.getInt("page"),
                row.getBoolean("starts_page"),
                Question.Kind.valueOf(row.getString("kind")),
                Bilingual.get(row, "label"),
                Bilingual.find(row, "hint"),
                json.readValue(row.getString("options"), new TypeReference<List<Bilingual>>() {}),
                row.getBoolean("required"),
                condition == null ? null : new Question.Condition(condition, row.getInt("condition_option")));
    }

    /** What a coordinator typed, and checked. */
    record Sheet(
            boolean startsPage,
            Question.Kind kind,
            Bilingual label,
            @Nullable Bilingual hint,
            List<Bilingual> options,
            boolean required,
            Question.@Nullable Condition condition) {}

    /** Asks one more question, after the others. */
    @Transactional
    void add(Actor actor, String slug, Sheet sheet) {
        var consultation = open(actor, slug);
        if (list(consultation).size() >= Question.MOST)
            throw new BadInput("participation.question.most", Question.MOST);
        db.sql("""
                insert into question (starts_page, kind, label_fr, label_en, hint_fr, hint_en, options, required, condition_id,
                                      condition_option, consultation_id, position)
                values (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?,
                        (select coalesce(max(position), 0) + 1 from question where consultation_id = ?))""")
                .params(values(sheet))
                .param(consultation.id())
                .param(consultation.id())
                .update();
        check(consultation);
    }

    private List<@Nullable Object> values(Sheet sheet) {
        var hint = sheet.hint();
        var condition = sheet.condition();
        return Values.of(
                sheet.startsPage(),
                sheet.kind().name(),
                sheet.label().fr(),
                sheet.label().en(),
                hint == null ? null : hint.fr(),
                hint == null ? null : hint.en(),
                json.writeValueAsString(sheet.options()),
                sheet.required(),
                condition == null ? null : condition.question(),
                condition == null ? null : condition.option());
    }

    @Transactional
    void change(Actor actor, String slug, long id, Sheet sheet) {
        var consultation = open(actor, slug);
        db.sql("""
                update question set (starts_page, kind, label_fr, label_en, hint_fr, hint_en, options, required, condition_id,
                                     condition_option) = (?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                where id = ? and consultation_id = ?""").params(values(sheet)).param(id).param(consultation.id()).update();
        check(consultation);
    }

    /** Asks it one place earlier, or later. */
    @Transactional
    void move(Actor actor, String slug, long id, boolean earlier) {
        var consultation = open(actor, slug);
        var all = list(consultation);
        int at = all.indexOf(get(consultation, id)), other = earlier ? at - 1 : at + 1;
        if (other < 0 || other >= all.size()) return;
        db.sql("""
                update question q set position = other.position from question other
                where (q.id, other.id) in ((:one, :two), (:two, :one))""").param("one", id).param("two", all.get(other).id()).update();
        check(consultation);
    }

    /** @throws BadInput where another question depends on it */
    @Transactional
    void remove(Actor actor, String slug, long id) {
        var consultation = open(actor, slug);
        for (var other : list(consultation))
            if (other.condition() != null && other.condition().question() == id)
                throw new BadInput("participation.question.needed", other.number());
        db.sql("delete from question where id = ? and consultation_id = ?")
                .params(id, consultation.id())
                .update();
    }

    private Consultation open(Actor actor, String slug) {
        actor.must(Role.COORDINATOR);
        consultations.lock(slug);
        var consultation = consultations.get(slug, actor);
        SubmittedTexts.mustNotBeOpen(consultation, clock);
        return consultation;
    }

    /** A condition looks back: to an option of a question on an earlier page. */
    private void check(Consultation consultation) {
        var all = list(consultation);
        for (var question : all) {
            var condition = question.condition();
            if (condition == null) continue;
            boolean sound = all.stream()
                    .anyMatch(q -> q.id() == condition.question()
                            && q.page() < question.page()
                            && condition.option() <= q.options().size()
                            && q.kind() != Question.Kind.RANKING);
            if (!sound) throw new BadInput("participation.question.condition", question.number());
        }
    }
}
