package org.parvis.barometer;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Mails;
import org.parvis.accounts.People;
import org.parvis.accounts.PersonErased;
import org.parvis.discussion.Comments;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.territories.Territory;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to questions about figures. */
@Component
class FigureQuestions {
    static final int LONGEST = 4_000, LONGEST_ANSWER = 8_000, LONGEST_REASON = 1_000;

    private static final String SELECT = """
            select q.*, t.code as territory, t.name as territory_name, coalesce(b.decision = 'PUBLISHED', false) as corrected,
                   case when q.value > 0 and q.value < i.threshold or coalesce(r.hidden, false) then null else q.value end as shown
            from figure_question q join territory t on t.id = q.territory_id join indicator i on i.id = q.indicator_id
            left join reading_batch b on b.id = q.batch_id
            left join reading r on r.territory_id = q.territory_id and r.indicator_id = q.indicator_id and r.kind = q.kind
                and r.on_date = q.on_date
            """;

    private final JdbcClient db;
    private final Indicators indicators;
    private final Comments comments;
    private final People people;
    private final Mails mails;
    private final Journal journal;
    private final CivicClock clock;

    FigureQuestions(
            JdbcClient db,
            Indicators indicators,
            Comments comments,
            People people,
            Mails mails,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.indicators = indicators;
        this.comments = comments;
        this.people = people;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
    }

    /** Of an indicator, in a territory or anywhere, the last first; those that moderators hid stay out. */
    List<FigureQuestion> list(Indicator indicator, @Nullable Territory territory, int limit) {
        return read(
                "where q.indicator_id = ? and (cast(? as int) is null or q.territory_id = ?) and q.hidden_at is null order by q.id desc"
                        + " limit ?",
                indicator.id(),
                territory == null ? null : territory.id(),
                territory == null ? null : territory.id(),
                limit);
    }

    /** @throws NotFound where there is none, or its indicator is not public */
    FigureQuestion get(long id) {
        return read("where q.id = ?", id).stream()
                .filter(q -> q.indicator().published())
                .findFirst()
                .orElseThrow(() -> new NotFound("question " + id));
    }

    /** What awaits an answer of this person's, the oldest first. */
    List<FigureQuestion> listUnanswered(Actor actor, int limit) {
        var organisations = actor.mandates().stream()
                .filter(m -> m.role() == Role.CONTRIBUTOR && m.organisation() != null)
                .map(Actor.Mandate::organisation)
                .toArray(String[]::new);
        return read("""
                where q.answered_at is null and q.hidden_at is null and i.published_at is not null
                and (? or i.organisation_id in (select o.id from organisation o where o.slug = any (?))) order by q.id limit ?""", actor.is(Role.COORDINATOR), organisations, limit);
    }

    /** A figure that may be asked about. */
    record Asked(Reading.Kind kind, LocalDate on, @Nullable BigDecimal value) {}

    /**
     * Somebody asks, in public.
     *
     * @throws Comments.TooOften beyond so many an hour, as for comments
     */
    @Transactional
    public long ask(
            Actor actor,
            Indicator indicator,
            Territory territory,
            @Nullable Asked figure,
            String text,
            Language language) {
        if (!indicator.published()) throw new NotFound("indicator " + indicator.code());
        if (text.isBlank() || text.length() > LONGEST) throw new BadInput("barometer.question.text.bad", LONGEST);
        comments.admit(actor, clock.now());
        return db.sql("""
                insert into figure_question (indicator_id, territory_id, kind, on_date, value, text, language, asked_by, asked_at, fictional)
                values (?, ?, ?::reading_kind, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        indicator.id(),
                        territory.id(),
                        figure == null ? null : figure.kind().name(),
                        figure == null ? null : figure.on(),
                        figure == null ? null : figure.value(),
                        text.strip(),
                        language.code(),
                        actor.personId(),
                        clock.now(),
                        indicator.fictional()))
                .query((row, _) -> row.getLong(1))
                .single();
    }

    /**
     * Whoever holds the indicator answers, once and in public; whoever asked gets a letter.
     *
     * @param batch the correction that the question led to, if any
     */
    @Transactional
    public void answer(Actor actor, long id, Bilingual answer, @Nullable Long batch) {
        lock(id);
        var question = get(id);
        if (!question.indicator().isHeldBy(actor)) throw new Forbidden();
        if (question.isHidden()) throw new BadInput("barometer.question.hidden.already");
        if (question.answer() != null) throw new BadInput("barometer.question.answered.already");
        if (batch != null && listCorrections(question).stream().noneMatch(c -> c.id() == batch))
            throw new BadInput("barometer.question.batch.bad");
        db.sql("""
                update figure_question set answer_fr = ?, answer_en = ?, answered_by = ?, answered_at = ?, batch_id = coalesce(?, batch_id)
                where id = ?""")
                .params(Values.of(answer.fr(), answer.en(), actor.personId(), clock.now(), batch, id))
                .update();
        var office = Office.of(question.indicator(), actor);
        journal.record(Act.of("barometer.answered", question.indicator().path(), office.role(), office.organisation())
                .with("question", Long.toString(id)));
        if (question.askedBy() != null) {
            var asker = people.get(question.askedBy());
            mails.write(
                    asker,
                    "barometer.question.mail",
                    question.indicator().name().in(asker.language()),
                    question.territoryName(),
                    answer.in(asker.language()),
                    mails.address(asker.language(), question.path()));
        }
    }

    /** Takes a question out of sight, or shows it again, with a reason in its place. */
    @Transactional
    public void moderate(Actor actor, long id, boolean hide, String reason) {
        actor.must(Role.MODERATOR);
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw new BadInput("barometer.entry.reason.bad", LONGEST_REASON);
        lock(id);
        var question = get(id);
        if (question.isHidden() == hide) throw new BadInput("barometer.question.hidden.already");
        db.sql("update figure_question set hidden_at = ?, hidden_fr = ? where id = ?")
                .params(Values.of(hide ? clock.now() : null, hide ? reason.strip() : null, id))
                .update();
        journal.record(Act.of(
                        hide ? "barometer.question.hidden" : "barometer.question.shown",
                        question.indicator().path(),
                        Role.MODERATOR,
                        null)
                .because(reason.strip())
                .with("question", Long.toString(id)));
    }

    /** A batch with figures of the same indicator and territory since the question. */
    record Correction(long id, LocalDate on, boolean published) {}

    List<Correction> listCorrections(FigureQuestion question) {
        return db.sql("""
                select b.id, (b.proposed_at at time zone :zone)::date as on_date, b.decision is not null as published
                from reading_batch b where b.proposed_at >= :since and b.readings > 0 and coalesce(b.decision, 'PUBLISHED') = 'PUBLISHED'
                and exists (select from proposed_reading p join territory t on t.id = p.territory_id
                            where p.batch_id = b.id and p.indicator_id = :indicator and t.code = :territory)
                order by b.id desc limit 20""")
                .param("zone", clock.zone().getId())
                .param("since", Timestamp.from(question.askedAt()))
                .param("indicator", question.indicator().id())
                .param("territory", question.territory())
                .query((row, _) -> new Correction(
                        row.getLong("id"), row.getObject("on_date", LocalDate.class), row.getBoolean("published")))
                .list();
    }

    private void lock(long id) {
        db.sql("select from figure_question where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
    }

    /** What was asked stays, unsigned. */
    @EventListener
    void forget(PersonErased erased) {
        db.sql("update figure_question set asked_by = null where asked_by = ?")
                .param(erased.personId())
                .update();
    }

    private List<FigureQuestion> read(String which, @Nullable Object... values) {
        record Row(int indicator, Function<Indicator, FigureQuestion> question) {}
        var rows = db.sql(SELECT + which)
                .params(Values.of(values))
                .query((row, _) -> new Row(row.getInt("indicator_id"), question(row)))
                .list();
        Collection<Integer> ids = rows.stream().map(Row::indicator).collect(Collectors.toSet());
        Map<Integer, Indicator> theirs = indicators.find(ids).stream().collect(Collectors.toMap(Indicator::id, i -> i));
        return rows.stream()
                .map(r -> r.question().apply(Objects.requireNonNull(theirs.get(r.indicator()))))
                .toList();
    }

    private static Function<Indicator, FigureQuestion> question(ResultSet row) throws SQLException {
        long id = row.getLong("id");
        String territory = row.getString("territory"), name = row.getString("territory_name");
        String kind = row.getString("kind"), text = row.getString("text"), hidden = row.getString("hidden_fr");
        var on = row.getObject("on_date", LocalDate.class);
        var value = row.getBigDecimal("shown");
        var language = Language.find(row.getString("language")).orElse(Language.FR);
        var askedBy = row.getObject("asked_by", Long.class);
        var askedAt = Objects.requireNonNull(row.getTimestamp("asked_at")).toInstant();
        var answer = Bilingual.find(row, "answer");
        var answeredAt = row.getTimestamp("answered_at");
        var batch = row.getObject("batch_id", Long.class);
        boolean corrected = row.getBoolean("corrected"), fictional = row.getBoolean("fictional");
        return indicator -> new FigureQuestion(
                id,
                indicator,
                territory,
                name,
                kind == null ? null : Reading.Kind.valueOf(kind),
                on,
                value,
                text,
                language,
                askedBy,
                askedAt,
                hidden,
                answer,
                answeredAt == null ? null : answeredAt.toInstant(),
                batch,
                corrected,
                fictional);
    }
}
