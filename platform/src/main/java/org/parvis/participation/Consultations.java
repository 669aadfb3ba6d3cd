package org.parvis.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.territories.Theme;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to the consultations. */
@Component
public class Consultations {
    private static final String SELECT = """
            select c.*, e.conclusion_fr, e.conclusion_en,
                   (select count(*) from consultation_paragraph p where p.consultation_id = c.id)::int as paragraphs,
                   (select count(*) from question q where q.consultation_id = c.id)::int as questions,
                   (select jsonb_object_agg(s.step, s.taken_at) from consultation_step s where s.consultation_id = c.id) as steps,
                   (select jsonb_agg(jsonb_build_object('theme', h.theme, 'organisation', jsonb_build_object('slug', o.slug,
                           'full', bilingual(o.name_fr, o.name_en), 'acronym', o.acronym)) order by h.theme nulls first)
                    from consultation_holder h join organisation o on o.id = h.organisation_id
                    where h.consultation_id = c.id) as holders
            from consultation c
            left join consultation_step e on e.consultation_id = c.id and e.step = 'ANSWERED'
            """;

    private static final String ANNOUNCED =
            "exists (select from consultation_step s where s.consultation_id = c.id and s.step = 'ANNOUNCED' and s.taken_at <= :now)";

    private final JdbcClient db;
    private final Journal journal;
    private final Traces traces;
    private final CivicClock clock;
    private final JsonMapper json;

    Consultations(JdbcClient db, Journal journal, Traces traces, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.journal = journal;
        this.traces = traces;
        this.clock = clock;
        this.json = json;
    }

    /** Some step that cannot be taken yet, or any more: the message says which. */
    public static final class TooSoon extends BadInput {
        TooSoon(String key, Object... arguments) {
            super(key, arguments);
        }
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Consultation get(String slug, @Nullable Actor actor) {
        return find("c.slug = :slug", Map.of("slug", slug), actor).stream()
                .findFirst()
                .orElseThrow(() -> new NotFound("consultation " + slug));
    }

    Consultation get(long id) {
        return db.sql(SELECT + "where c.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** Whatever its phase: for what the house does by itself, never for a visitor. */
    Consultation getAny(String slug) {
        return db.sql(SELECT + "where c.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("consultation " + slug));
    }

    /** Those that are public, and for the coordination its drafts; the latest to open first. */
    public List<Consultation> list(@Nullable Actor actor) {
        return find("true", Map.of(), actor);
    }

    /** Those whose responses are still owed. */
    List<Consultation> listUnanswered() {
        return list(null).stream()
                .filter(c -> c.answeredAt() == null && c.closedAt() == null)
                .toList();
    }

    private List<Consultation> find(String which, Map<String, ?> values, @Nullable Actor actor) {
        boolean all = actor != null && actor.is(Role.COORDINATOR);
        return db.sql(SELECT + "where " + which + " and (:all or " + ANNOUNCED + ")"
                        + " order by c.opens_on desc, c.id desc limit 500")
                .params(values)
                .param("all", all)
                .param("now", Timestamp.from(clock.now()))
                .query((row, _) -> read(row))
                .list();
    }

    /** What a coordinator typed, and checked. */
    public record Sheet(
            String slug,
            Bilingual title,
            Bilingual question,
            Bilingual text,
            @Nullable String about,
            LocalDate opensOn,
            LocalDate closesOn,
            LocalDate answersDueOn,
            ZoneId zone,
            Set<College> colleges,
            boolean screened,
            boolean proposals,
            boolean accountless,
            String holder,
            Map<Theme, String> themes) {}

    /**
     * A new consultation, which only the coordination sees until it is announced.
     *
     * @throws BadInput where another bears its address
     */
    @Transactional
    public void create(Actor actor, Sheet sheet) {
        actor.must(Role.COORDINATOR);
        try {
            long id = db.sql("""
                    insert into consultation (slug, title_fr, title_en, question_fr, question_en, text_fr, text_en, about, opens_on,
                                              closes_on, answers_due_on, zone, colleges, screened, proposals, accountless)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""").params(values(sheet)).query(Long.class).single();
            hold(id, sheet);
        } catch (DuplicateKeyException e) {
            throw new BadInput("participation.slug.taken");
        }
    }

    private static List<@Nullable Object> values(Sheet sheet) {
        return Values.of(
                sheet.slug(),
                sheet.title().fr(),
                sheet.title().en(),
                sheet.question().fr(),
                sheet.question().en(),
                sheet.text().fr(),
                sheet.text().en(),
                sheet.about(),
                sheet.opensOn(),
                sheet.closesOn(),
                sheet.answersDueOn(),
                sheet.zone().getId(),
                sheet.colleges().stream().map(Enum::name).toArray(String[]::new),
                sheet.screened(),
                sheet.proposals(),
                sheet.accountless());
    }

    private void hold(long id, Sheet sheet) {
        db.sql("delete from consultation_holder where consultation_id = ?")
                .param(id)
                .update();
        holdOne(id, null, sheet.holder());
        sheet.themes().forEach((theme, organisation) -> holdOne(id, theme.name(), organisation));
    }

    private void holdOne(long id, @Nullable String theme, String organisation) {
        db.sql("""
                insert into consultation_holder (consultation_id, theme, organisation_id)
                select ?, ?, o.id from organisation o where o.slug = ?""").params(Values.of(id, theme, organisation)).update();
    }

    /**
     * Changes what it says. Its address, once announced, never changes; its dates do with a reason, which everyone reads.
     *
     * @throws BadInput where its dates change without a reason, or it is closed
     */
    @Transactional
    public void change(Actor actor, String slug, Sheet sheet, String reason) {
        actor.must(Role.COORDINATOR);
        lock(slug);
        var was = get(slug, actor);
        var now = clock.now();
        if (was.answeredAt() != null || was.closedAt() != null) throw new BadInput("participation.change.late");
        boolean announced = was.announcedAt() != null;
        boolean moved = !was.opensOn().equals(sheet.opensOn())
                || !was.closesOn().equals(sheet.closesOn())
                || !was.answersDueOn().equals(sheet.answersDueOn());
        if (announced && !was.slug().equals(sheet.slug())) throw new BadInput("participation.change.slug");
        if (announced && !sheet.proposals() && !was.hasText() && !was.hasQuestions())
            throw new BadInput("participation.announce.empty");
        if (announced && moved && reason.isBlank()) throw new BadInput("participation.change.reason");
        try {
            db.sql("""
                    update consultation set (slug, title_fr, title_en, question_fr, question_en, text_fr, text_en, about, opens_on,
                                             closes_on, answers_due_on, zone, colleges, screened, proposals, accountless)
                        = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) where id = ?""").params(values(sheet)).param(was.id()).update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("participation.slug.taken");
        }
        hold(was.id(), sheet);
        if (!announced) return;
        var act = Act.of("participation.changed", was.path(), Role.COORDINATOR, null)
                .with("opensOn", sheet.opensOn().toString())
                .with("closesOn", sheet.closesOn().toString())
                .with("answersDueOn", sheet.answersDueOn().toString());
        journal.record(reason.isBlank() ? act : act.because(reason.strip()));
        if (!moved) return;
        db.sql("""
                insert into consultation_change (consultation_id, changed_at, changed_by, was_opens_on, was_closes_on, was_due_on, reason)
                values (?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        was.id(),
                        now,
                        actor.personId(),
                        was.opensOn(),
                        was.closesOn(),
                        was.answersDueOn(),
                        reason.strip()))
                .update();
    }

    /** Dates that were changed after the announcement. */
    public record Change(Instant changedAt, LocalDate opensOn, LocalDate closesOn, LocalDate dueOn, String reason) {}

    public List<Change> listChanges(Consultation consultation) {
        return db.sql("select * from consultation_change where consultation_id = ? order by id")
                .param(consultation.id())
                .query((row, _) -> new Change(
                        row.getTimestamp("changed_at").toInstant(),
                        row.getObject("was_opens_on", LocalDate.class),
                        row.getObject("was_closes_on", LocalDate.class),
                        row.getObject("was_due_on", LocalDate.class),
                        row.getString("reason")))
                .list();
    }

    /** Makes it public, and ties it to what it is about. */
    @Transactional
    public void announce(Actor actor, String slug) {
        actor.must(Role.COORDINATOR);
        lock(slug);
        var consultation = get(slug, actor);
        if (consultation.announcedAt() != null) return;
        if (!clock.now().isBefore(consultation.closesAt())) throw new TooSoon("participation.announce.late");
        if (!consultation.takesContributions() && !consultation.hasQuestions())
            throw new BadInput("participation.announce.empty");
        step(actor, consultation, "ANNOUNCED", null);
        if (consultation.about() != null)
            traces.link(
                    new Traces.By(Role.COORDINATOR, null, actor.personId()),
                    Link.Kind.DISCUSSED_AT,
                    consultation.about().replaceFirst("#.*", ""),
                    consultation.path(),
                    new Traces.Reason(
                            consultation.question().fr(),
                            consultation.question().en(),
                            false),
                    null,
                    clock.today());
    }

    /**
     * Says that every contribution has its response.
     *
     * @param conclusion what is kept from the answers to its questions, due where it asked any
     * @throws TooSoon while a contribution has no response
     */
    @Transactional
    public void conclude(Actor actor, String slug, @Nullable Bilingual conclusion) {
        actor.must(Role.COORDINATOR);
        lock(slug);
        var consultation = get(slug, actor);
        if (consultation.answeredAt() != null) return;
        if (consultation.phase(clock.now()) != Consultation.Phase.ANALYSIS)
            throw new TooSoon("participation.conclude.open");
        long waiting = db.sql(
                        "select count(*) from contribution where consultation_id = ? and standing in ('PUBLIC', 'HELD') and response_id is null")
                .param(consultation.id())
                .query(Long.class)
                .single();
        if (waiting > 0) throw new TooSoon("participation.conclude.waiting", waiting);
        if (consultation.hasQuestions()
                && (conclusion == null || conclusion.fr().strip().length() < Response.SHORTEST))
            throw new BadInput("participation.conclude.conclusion", Response.SHORTEST);
        step(actor, consultation, "ANSWERED", consultation.hasQuestions() ? conclusion : null);
    }

    @Transactional
    public void close(Actor actor, String slug) {
        actor.must(Role.COORDINATOR);
        lock(slug);
        var consultation = get(slug, actor);
        if (consultation.closedAt() != null) return;
        if (consultation.answeredAt() == null) throw new TooSoon("participation.close.unanswered");
        step(actor, consultation, "CLOSED", null);
    }

    private void step(Actor actor, Consultation consultation, String step, @Nullable Bilingual conclusion) {
        db.sql("insert into consultation_step (consultation_id, step, taken_at, taken_by, conclusion_fr, conclusion_en)"
                        + " values (?, ?, ?, ?, ?, ?)")
                .params(Values.of(
                        consultation.id(),
                        step,
                        clock.now(),
                        actor.personId(),
                        conclusion == null ? null : conclusion.fr(),
                        conclusion == null ? null : conclusion.en()))
                .update();
        journal.record(Act.of("participation.advanced", consultation.path(), Role.COORDINATOR, null)
                .with("step", step)
                .with("opensOn", consultation.opensOn().toString())
                .with("closesOn", consultation.closesOn().toString()));
    }

    /** Holds it still until the end of the transaction. */
    void lock(String slug) {
        db.sql("select from consultation where slug = ? for update")
                .param(slug)
                .query()
                .listOfRows();
    }

    private Consultation read(ResultSet row) throws SQLException {
        Map<String, Instant> steps = row.getString("steps") == null
                ? new HashMap<>()
                : json.readValue(row.getString("steps"), new TypeReference<Map<String, Instant>>() {});
        var colleges = EnumSet.noneOf(College.class);
        Arrays.stream((String[]) row.getArray("colleges").getArray()).forEach(c -> colleges.add(College.valueOf(c)));
        return new Consultation(
                row.getLong("id"),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "question"),
                Bilingual.get(row, "text"),
                row.getString("about"),
                row.getObject("opens_on", LocalDate.class),
                row.getObject("closes_on", LocalDate.class),
                row.getObject("answers_due_on", LocalDate.class),
                ZoneId.of(row.getString("zone")),
                colleges,
                row.getBoolean("screened"),
                row.getBoolean("proposals"),
                row.getInt("paragraphs"),
                row.getInt("questions"),
                row.getBoolean("accountless"),
                row.getBoolean("fictional"),
                steps.get("ANNOUNCED"),
                steps.get("ANSWERED"),
                steps.get("CLOSED"),
                Bilingual.find(row, "conclusion"),
                row.getString("holders") == null
                        ? List.of()
                        : json.readValue(row.getString("holders"), new TypeReference<List<Consultation.Holder>>() {}));
    }

    /** The organisation that answers a contribution of a theme. */
    static Organisation.Name holderOf(Consultation consultation, @Nullable Theme theme) {
        return consultation.holders().stream()
                .filter(h -> h.theme() != null && h.theme() == theme)
                .findFirst()
                .orElse(consultation.holders().getFirst())
                .organisation();
    }
}
