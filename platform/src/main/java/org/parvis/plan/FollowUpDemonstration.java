package org.parvis.plan;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Demonstration;
import org.parvis.house.Values;
import org.parvis.web.Bilingual;
import org.parvis.web.Yaml;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Two rounds, a few readings and a conversation, all invented, once the plans are there. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class FollowUpDemonstration implements Demonstration {
    private static final String PLAN = "2021-2023";

    private final JdbcClient db;
    private final Rounds rounds;

    FollowUpDemonstration(JdbcClient db, Rounds rounds) {
        this.db = db;
        this.rounds = rounds;
    }

    record All(List<RoundItem> rounds, List<AssessmentItem> assessments, List<CommentItem> comments) {}

    record RoundItem(
            Bilingual title,
            Bilingual message,
            LocalDate opens,
            LocalDate due,
            @Nullable LocalDate closed) {}

    record AssessmentItem(
            int action,
            String observer,
            LocalDate on,
            String completion,
            List<String> lens,
            String potential,
            @Nullable String results,
            Bilingual text) {}

    record CommentItem(
            int action,
            String by,
            OffsetDateTime at,
            String text,
            @Nullable AnswerItem answer) {}

    record AnswerItem(String by, OffsetDateTime at, String text) {}

    @Override
    public void load() {
        var all = Yaml.one("demonstration/follow-up.yaml", All.class);
        all.rounds().forEach(this::load);
        all.assessments().forEach(this::load);
        all.comments().forEach(this::load);
    }

    private void load(RoundItem item) {
        long id = db.sql("""
                insert into round (plan_id, title_fr, title_en, message_fr, message_en, opens_on, due_on, fictional)
                select id, ?, ?, ?, ?, ?, ?, true from action_plan where slug = ? returning id""")
                .params(Values.of(
                        item.title().fr(),
                        item.title().en(),
                        item.message().fr(),
                        item.message().en(),
                        item.opens(),
                        item.due(),
                        PLAN))
                .query(Long.class)
                .single();
        db.sql("insert into round_step (round_id, step, taken_on) values (?, 'OPENED', ?)")
                .params(id, item.opens())
                .update();
        rounds.plan(rounds.get(id), item.opens());
        if (item.closed() == null) return;
        db.sql("insert into round_step (round_id, step, taken_on) values (?, 'CLOSED', ?)")
                .params(id, item.closed())
                .update();
    }

    private void load(AssessmentItem item) {
        db.sql("""
                insert into assessment (commitment_id, organisation_id, version, assessed_on, method, completion, verifiability,
                                        lens, potential, early_results, text_fr, text_en, fictional)
                select c.id, o.id, 1, ?, 'irm-2021', ?, 'VERIFIABLE', ?, ?, ?, ?, ?, true
                from commitment c join action_plan p on p.id = c.plan_id, organisation o
                where p.slug = ? and c.number = ? and o.slug = ?""")
                .params(Values.of(
                        item.on(),
                        item.completion(),
                        item.lens().toArray(String[]::new),
                        item.potential(),
                        item.results(),
                        item.text().fr(),
                        item.text().en(),
                        PLAN,
                        item.action(),
                        item.observer()))
                .update();
    }

    private void load(CommentItem item) {
        String subject = "/plans/" + PLAN + "/actions/" + item.action();
        db.sql("""
                insert into thread (subject, title_fr, title_en, institution)
                select ?, c.title_fr, c.title_en, o.slug
                from commitment c join action_plan p on p.id = c.plan_id join organisation o on o.id = c.lead_id
                where p.slug = ? and c.number = ?""").params(subject, PLAN, item.action()).update();
        long comment = say(subject, null, item.by(), item.at(), item.text());
        if (item.answer() != null)
            say(
                    subject,
                    comment,
                    item.answer().by(),
                    item.answer().at(),
                    item.answer().text());
    }

    /** A reply in this story is always the lead institution's. */
    private long say(String subject, @Nullable Long parent, String by, OffsetDateTime at, String text) {
        return db.sql("""
                insert into comment (subject, parent_id, author_id, institution, text, posted_at)
                select t.subject, ?::bigint, p.id, case when ?::bigint is not null then t.institution end, ?, ?
                from thread t, person p where t.subject = ? and p.email = ? returning id""")
                .params(Values.of(parent, parent, text, at, subject, by + "@demonstration.example"))
                .query(Long.class)
                .single();
    }
}
