package org.parvis.participation;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.People;
import org.parvis.discussion.Blocks;
import org.parvis.house.CivicClock;
import org.parvis.house.Sha256;
import org.parvis.house.Values;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.SignInNeeded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what people answer to questions. */
@Component
class AnswerSheets {
    private static final int KEY_BYTES = 18;

    private final JdbcClient db;
    private final Consultations consultations;
    private final Questions questions;
    private final People people;
    private final Blocks blocks;
    private final CivicClock clock;
    private final SecureRandom random = new SecureRandom();

    AnswerSheets(
            JdbcClient db,
            Consultations consultations,
            Questions questions,
            People people,
            Blocks blocks,
            CivicClock clock) {
        this.db = db;
        this.consultations = consultations;
        this.questions = questions;
        this.people = people;
        this.blocks = blocks;
        this.clock = clock;
    }

    /**
     * What this person answered so far, blank before their first page.
     *
     * @throws NotFound where the key or the code opens nothing here
     */
    AnswerSheet get(Respondent by, Consultation consultation) {
        var found = find(by, consultation);
        if (found.isEmpty() && !by.key().isEmpty()) throw new NotFound("answer sheet");
        return found.orElse(AnswerSheet.BLANK);
    }

    private Optional<AnswerSheet> find(Respondent by, Consultation consultation) {
        record Head(long id, @Nullable Timestamp given) {}
        var head = db.sql("select s.id, s.given_at from answer_sheet s where s.consultation_id = ? and " + which(by))
                .params(consultation.id(), identity(by))
                .query((row, _) -> new Head(row.getLong("id"), row.getTimestamp("given_at")))
                .optional();
        return head.map(h ->
                new AnswerSheet(h.id(), h.given() == null ? null : h.given().toInstant(), mapAnswers(h.id())));
    }

    private Map<Long, Question.Answer> mapAnswers(long sheet) {
        return db
                .sql("select question_id, choices, text from answer where sheet_id = ?")
                .param(sheet)
                .query((row, _) -> Map.entry(
                        row.getLong("question_id"),
                        new Question.Answer(
                                List.of((Integer[]) row.getArray("choices").getArray()), row.getString("text"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String which(Respondent by) {
        return switch (by.channel()) {
            case ACCOUNT -> "s.person_id = ?";
            case OPEN -> "s.key = ?";
            case PAPER -> "s.id = (select answer_sheet_id from kit_sheet where code = ?)";
        };
    }

    private static Object identity(Respondent by) {
        return switch (by.channel()) {
            case ACCOUNT -> java.util.Objects.requireNonNull(by.actor()).personId();
            case OPEN -> digest(by.key());
            case PAPER -> by.code();
        };
    }

    private static byte[] digest(String key) {
        return Sha256.of(key.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Keeps what is answered on a page.
     *
     * @return who answers, with the key of their sheet where they have no account
     * @throws BadInput where nothing is taken (any more), not from this person, or their answers are given already
     */
    @Transactional
    Respondent keep(Respondent by, String slug, Map<Question, Question.Answer> answers) {
        var consultation = consultations.get(slug, by.actor());
        authorise(by, consultation);
        var known = by.channel() == AnswerSheet.Channel.OPEN && by.key().isEmpty() ? by.with(draw()) : by;
        long sheet = begin(known, consultation, by.key().isEmpty());
        answers.forEach((question, answer) -> {
            if (answer.isEmpty())
                db.sql("delete from answer where sheet_id = ? and question_id = ?")
                        .params(sheet, question.id())
                        .update();
            else
                db.sql("""
                        insert into answer (sheet_id, question_id, choices, text) values (?, ?, ?, ?)
                        on conflict (sheet_id, question_id) do update set choices = excluded.choices, text = excluded.text""")
                        .params(sheet, question.id(), answer.choices().toArray(Integer[]::new), answer.text())
                        .update();
        });
        return known;
    }

    /** The number of a sheet, locked; a new one where this is its first page. */
    private long begin(Respondent by, Consultation consultation, boolean isNew) {
        if (by.channel() == AnswerSheet.Channel.PAPER)
            db.sql("select from kit_sheet where code = ? for update")
                    .param(by.code())
                    .query()
                    .listOfRows();
        if (isNew && find(by, consultation).isEmpty()) {
            var actor = by.actor();
            db.sql("""
                    with sheet as (
                        insert into answer_sheet (consultation_id, channel, person_id, key, started_at, fictional)
                        values (?, ?, ?, ?, ?, ?) on conflict (consultation_id, person_id) do nothing returning id)
                    update kit_sheet set answer_sheet_id = sheet.id from sheet where code = ?""")
                    .params(Values.of(
                            consultation.id(),
                            by.channel().name(),
                            by.channel() == AnswerSheet.Channel.ACCOUNT && actor != null ? actor.personId() : null,
                            by.channel() == AnswerSheet.Channel.OPEN ? digest(by.key()) : null,
                            clock.now(),
                            consultation.fictional(),
                            by.code()))
                    .update();
        }
        var row = db.sql("select s.id, s.given_at from answer_sheet s where s.consultation_id = ? and " + which(by)
                        + " for update")
                .params(consultation.id(), identity(by))
                .query((r, _) -> Map.entry(r.getLong("id"), r.getTimestamp("given_at") != null))
                .optional()
                .orElseThrow(() -> new NotFound("answer sheet"));
        if (row.getValue()) throw new BadInput("participation.answer.given");
        return row.getKey();
    }

    /**
     * Gives what was kept: from now on it counts, and no longer changes. Answers to questions that are not asked of someone who
     * answers so do not count.
     *
     * @throws BadInput where a required question is open
     */
    @Transactional
    void give(Respondent by, String slug) {
        var consultation = consultations.get(slug, by.actor());
        authorise(by, consultation);
        long id = begin(by, consultation, false);
        var sheet = get(by, consultation);
        var all = questions.list(consultation);
        if (sheet.firstUnfinished(all) <= AnswerSheet.last(all)) throw new BadInput("participation.answer.unfinished");
        var asked = sheet.asked(all).stream().map(Question::id).toList();
        if (asked.stream().noneMatch(sheet.answers()::containsKey)) throw new BadInput("participation.answer.empty");
        db.sql("delete from answer where sheet_id = ? and not question_id = any (?)")
                .params(id, asked.toArray(Long[]::new))
                .update();
        db.sql("update answer_sheet set given_at = ? where id = ?")
                .params(Timestamp.from(clock.now()), id)
                .update();
    }

    /** @throws SignInNeeded where an account is asked for */
    void authorise(Respondent by, Consultation consultation) {
        var now = clock.now();
        if (!consultation.hasQuestions()) throw new NotFound("questions of " + consultation.slug());
        if (now.isBefore(consultation.opensAt())) throw new BadInput("participation.contribute.early");
        if (by.channel() == AnswerSheet.Channel.PAPER) {
            if (consultation.answerers(by.actor()).isEmpty()) throw new Forbidden();
            if (!consultation.takesPaper()) throw new BadInput("participation.paper.late");
            return;
        }
        if (!consultation.isOpen(now)) throw new BadInput("participation.contribute.late");
        if (by.channel() == AnswerSheet.Channel.OPEN) {
            if (!consultation.accountless() || !consultation.colleges().isEmpty()) throw new SignInNeeded();
            return;
        }
        var actor = java.util.Objects.requireNonNull(by.actor());
        if (!consultation.admits(people.get(actor.personId()).college()))
            throw new BadInput("participation.contribute.college");
        blocks.check(actor, now);
    }

    private String draw() {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** How many were given, by the way they came. */
    Map<AnswerSheet.Channel, Integer> count(Consultation consultation) {
        var counts = new java.util.EnumMap<AnswerSheet.Channel, Integer>(AnswerSheet.Channel.class);
        Arrays.stream(AnswerSheet.Channel.values()).forEach(c -> counts.put(c, 0));
        db.sql(
                        "select channel, count(*) from answer_sheet where consultation_id = ? and given_at is not null group by channel")
                .param(consultation.id())
                .query(row -> {
                    counts.put(AnswerSheet.Channel.valueOf(row.getString(1)), row.getInt(2));
                });
        return counts;
    }

    /** Who never gave their answers takes them along: thirty days after the close nothing of them stays. */
    int forgetUnfinished() {
        return db.sql("""
                delete from answer_sheet s using consultation c
                where c.id = s.consultation_id and s.given_at is null and c.closes_on < ?""").param(clock.today().minusDays(30)).update();
    }
}
