package org.parvis.participation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.parvis.house.CivicClock;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What people answered. Nobody sees it before the consultation has closed, so that no answer follows those before; a text is
 * published once a moderator has read it.
 */
@Component
class QuestionResults {
    static final int PAGE = 50;
    private static final int SHOWN = 5, BATCH = 2_000;

    private final JdbcClient db;
    private final Journal journal;
    private final CivicClock clock;

    QuestionResults(JdbcClient db, Journal journal, CivicClock clock) {
        this.db = db;
        this.journal = journal;
        this.clock = clock;
    }

    boolean arePublic(Consultation consultation) {
        return consultation.announcedAt() != null && !clock.now().isBefore(consultation.closesAt());
    }

    List<QuestionTally> tally(Consultation consultation, List<Question> questions) {
        Map<Long, int[]> answered = new HashMap<>();
        db.sql("""
                select a.question_id, count(*), count(*) filter (where a.text <> '' and a.standing = 'HELD')
                from answer_sheet s join answer a on a.sheet_id = s.id
                where s.consultation_id = ? and s.given_at is not null group by a.question_id""").param(consultation.id()).query(row -> {
            answered.put(row.getLong(1), new int[] {row.getInt(2), row.getInt(3)});
        });
        record Chosen(int rank, int times) {}
        Map<Long, Map<Integer, List<Chosen>>> chosen = new HashMap<>();
        db.sql("""
                select a.question_id, c.option, c.rank, count(*)
                from answer_sheet s join answer a on a.sheet_id = s.id,
                     unnest(a.choices) with ordinality as c(option, rank)
                where s.consultation_id = ? and s.given_at is not null group by 1, 2, 3""").param(consultation.id()).query(row -> {
            chosen.computeIfAbsent(row.getLong(1), _ -> new HashMap<>())
                    .computeIfAbsent(row.getInt(2), _ -> new ArrayList<>())
                    .add(new Chosen(row.getInt(3), row.getInt(4)));
        });
        Map<Long, List<QuestionTally.Text>> texts = new HashMap<>();
        db.sql("""
                select q.id, t.sheet_id, t.text from question q,
                       lateral (select a.sheet_id, a.text from answer a where a.question_id = q.id and a.text <> ''
                                and a.standing = 'PUBLIC' order by a.sheet_id limit ?) t
                where q.consultation_id = ? and q.kind in ('SHORT_TEXT', 'LONG_TEXT')""").params(SHOWN, consultation.id()).query(row -> {
            texts.computeIfAbsent(row.getLong(1), _ -> new ArrayList<>())
                    .add(new QuestionTally.Text(row.getLong(2), row.getString(3), null));
        });
        return questions.stream()
                .map(question -> {
                    var counts = new ArrayList<QuestionTally.Count>();
                    var options = chosen.getOrDefault(question.id(), Map.of());
                    int size = question.options().size();
                    for (int option = 1; option <= size; option++) {
                        int times = 0, first = 0;
                        long points = 0;
                        for (var c : options.getOrDefault(option, List.of())) {
                            times += c.times();
                            if (c.rank() == 1) first += c.times();
                            points += (long) (size - c.rank()) * c.times();
                        }
                        counts.add(new QuestionTally.Count(option, times, first, points));
                    }
                    int[] of = answered.getOrDefault(question.id(), new int[2]);
                    return new QuestionTally(
                            question, of[0], counts, texts.getOrDefault(question.id(), List.of()), of[1]);
                })
                .toList();
    }

    /** Texts that were read, hidden ones by their reason; after a sheet's number. */
    List<QuestionTally.Text> listTexts(Question question, long after) {
        return db.sql("""
                select sheet_id, case when standing = 'PUBLIC' then text else '' end as text, reason from answer
                where question_id = ? and sheet_id > ? and text <> '' and standing <> 'HELD'
                      and exists (select from answer_sheet s where s.id = sheet_id and s.given_at is not null)
                order by sheet_id limit ?""")
                .params(question.id(), after, PAGE + 1)
                .query((row, _) ->
                        new QuestionTally.Text(row.getLong("sheet_id"), row.getString("text"), row.getString("reason")))
                .list();
    }

    /** A text that a moderator has to read. */
    record Unread(long question, long sheet, String text) {
        String name() {
            return question + "." + sheet;
        }
    }

    List<Unread> listUnread(Consultation consultation) {
        return db.sql("""
                select a.question_id as question, a.sheet_id as sheet, a.text
                from question q join answer a on a.question_id = q.id join answer_sheet s on s.id = a.sheet_id
                where q.consultation_id = ? and a.text <> '' and a.standing = 'HELD' and s.given_at is not null
                order by q.position, a.sheet_id limit ?""")
                .params(consultation.id(), PAGE)
                .query((row, _) -> new Unread(row.getLong("question"), row.getLong("sheet"), row.getString("text")))
                .list();
    }

    /** A consultation with texts that no moderator has read. */
    record Waiting(String slug, Bilingual title, int texts) {}

    List<Waiting> listWaiting() {
        return db.sql("""
                select c.slug, c.title_fr, c.title_en, count(*)::int as texts
                from answer a join answer_sheet s on s.id = a.sheet_id join consultation c on c.id = s.consultation_id
                where a.text <> '' and a.standing = 'HELD' and s.given_at is not null group by c.id order by c.id""")
                .query((row, _) -> new Waiting(row.getString("slug"), Bilingual.get(row, "title"), row.getInt("texts")))
                .list();
    }

    /**
     * Publishes those that were read, but for some that are hidden, for a reason that everyone reads in their place.
     *
     * @param read by {@link Unread#name}
     * @throws BadInput where some are hidden without a reason
     */
    @Transactional
    void read(
            Actor actor, Consultation consultation, Collection<String> read, Collection<String> hidden, String reason) {
        actor.must(Role.MODERATOR);
        if (!hidden.isEmpty() && reason.isBlank()) throw new BadInput("participation.texts.reason");
        int shown = settle(
                consultation, read.stream().filter(n -> !hidden.contains(n)).toList(), "PUBLIC", null);
        int kept = settle(consultation, hidden, "HIDDEN", reason.strip());
        if (shown + kept == 0) return;
        var act = Act.of("participation.texts", consultation.path(), Role.MODERATOR, null)
                .with("published", Integer.toString(shown))
                .with("hidden", Integer.toString(kept));
        journal.record(kept == 0 ? act : act.because(reason.strip()));
    }

    private int settle(
            Consultation consultation,
            Collection<String> names,
            String standing,
            @org.jspecify.annotations.Nullable String reason) {
        var known = names.stream()
                .filter(n -> n.matches("[0-9]{1,18}\\.[0-9]{1,18}"))
                .toList();
        if (known.isEmpty()) return 0;
        return db.sql("""
                update answer a set standing = ?, reason = ?
                from unnest(?::bigint[], ?::bigint[]) as named(question, sheet), question q
                where a.question_id = named.question and a.sheet_id = named.sheet and a.standing = 'HELD'
                      and q.id = a.question_id and q.consultation_id = ?""")
                .params(org.parvis.house.Values.of(
                        standing,
                        reason,
                        known.stream().map(n -> Long.valueOf(n.split("\\.")[0])).toArray(Long[]::new),
                        known.stream().map(n -> Long.valueOf(n.split("\\.")[1])).toArray(Long[]::new),
                        consultation.id()))
                .update();
    }

    /** One sheet as open data: nobody's name, the way it came, the texts that can be read. */
    record Row(long id, AnswerSheet.Channel channel, Map<Long, Question.Answer> answers) {}

    /** Every sheet that was given, in the order of their numbers, batch by batch. */
    void stream(Consultation consultation, Consumer<Row> each) {
        long after = 0;
        List<Row> batch;
        do {
            Map<Long, Row> rows = new java.util.LinkedHashMap<>();
            db.sql("""
                    select s.id, s.channel, a.question_id, a.choices,
                           case when a.standing = 'PUBLIC' then a.text else '' end as text
                    from (select id, channel from answer_sheet where consultation_id = ? and id > ? and given_at is not null
                          order by id limit ?) s
                    join answer a on a.sheet_id = s.id order by s.id""").params(consultation.id(), after, BATCH).query(row -> {
                rows.computeIfAbsent(row.getLong("id"), id -> new Row(id, channel(row), new HashMap<>()))
                        .answers()
                        .put(
                                row.getLong("question_id"),
                                new Question.Answer(
                                        List.of((Integer[])
                                                row.getArray("choices").getArray()),
                                        row.getString("text")));
            });
            batch = List.copyOf(rows.values());
            batch.forEach(each);
            if (!batch.isEmpty()) after = batch.getLast().id();
        } while (!batch.isEmpty());
    }

    private static AnswerSheet.Channel channel(java.sql.ResultSet row) {
        try {
            return AnswerSheet.Channel.valueOf(row.getString("channel"));
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
