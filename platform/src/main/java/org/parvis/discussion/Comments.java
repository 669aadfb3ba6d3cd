package org.parvis.discussion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to what is said of anything public. */
@Component
public class Comments {
    static final int PAGE = 20, REPLIES = 100, AN_HOUR = 20;

    private static final String SELECT = """
            select c.*, t.title_fr, t.title_en, t.institution as answerer, t.stances, p.name as author, p.fictional,
                   o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym,
                   s.step, s.reason,
                   (select jsonb_agg(jsonb_build_object('editedAt', e.edited_at, 'was', e.was) order by e.id)
                    from comment_edit e where e.comment_id = c.id) as edits
            from comment c
            join thread t on t.subject = c.subject
            join person p on p.id = c.author_id
            left join organisation o on o.slug = c.institution
            left join lateral (select x.step, x.reason from comment_step x where x.comment_id = c.id order by x.id desc limit 1) s on true
            """;

    /** What can be read, was not said by the institution itself, and has no answer of it yet. */
    private static final String READABLE =
            "coalesce((select x.step from comment_step x where x.comment_id = c.id order by x.id desc limit 1), 'SHOWN') = 'SHOWN'";

    private static final String UNANSWERED = "c.parent_id is null and " + READABLE + """

            and not exists (select from comment r where r.parent_id = c.id and r.institution is not null)
            """;

    private final JdbcClient db;
    private final Journal journal;
    private final Blocks blocks;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    Comments(JdbcClient db, Journal journal, Blocks blocks, ApplicationEventPublisher events, JsonMapper json) {
        this.db = db;
        this.journal = journal;
        this.blocks = blocks;
        this.events = events;
        this.json = json;
    }

    /** Whoever speaks too often is asked to come back later. */
    public static final class TooOften extends RuntimeException {}

    /** One page of a thread, the latest first, and how many comments it has in all. */
    public record Slice(List<Comment> comments, long total, boolean hasMore) {}

    /** @param before the comment before which the page begins, 0 for the first page */
    public Slice list(String subject, long before, int atMost) {
        var total = new AtomicLong();
        var found = db.sql(SELECT.replaceFirst(
                                "c\\.\\*",
                                "c.*, (select count(*) from comment x where x.subject = :subject and x.parent_id is null) as total")
                        + "where c.subject = :subject and c.parent_id is null and (:before = 0 or c.id < :before)"
                        + " order by c.id desc limit :limit")
                .param("subject", subject)
                .param("before", before)
                .param("limit", atMost + 1)
                .query((row, _) -> {
                    total.setPlain(row.getLong("total"));
                    return read(row);
                })
                .list();
        boolean more = found.size() > atMost;
        var shown = more ? found.subList(0, atMost) : found;
        return new Slice(withReplies(shown), total.getPlain(), more);
    }

    /** @throws NotFound where there is no such comment */
    public Comment get(long id) {
        return withReplies(List.of(db.sql(SELECT + "where c.id = ?")
                        .param(id)
                        .query((row, _) -> read(row))
                        .optional()
                        .orElseThrow(() -> new NotFound("comment " + id))))
                .getFirst();
    }

    private List<Comment> withReplies(List<Comment> comments) {
        Map<Long, List<Comment>> replies = db
                .sql("select * from ("
                        + SELECT.replaceFirst(
                                "c\\.\\*", "c.*, row_number() over (partition by c.parent_id order by c.id) as place")
                        + "where c.parent_id = any (?)) replies where place <= " + REPLIES + " order by parent_id, id")
                .param(comments.stream().map(Comment::id).toArray(Long[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Comment::parent));
        return comments.stream()
                .map(comment -> comment.with(replies.getOrDefault(comment.id(), List.of())))
                .toList();
    }

    /**
     * Opens a new line of discussion, or replies to one. A reply for the institution concerned is its answer: an act of office.
     *
     * @param parent the comment replied to, or null
     * @return the comment's number
     * @throws BadInput where the text cannot be taken, or the parent is itself a reply
     * @throws TooOften beyond so many an hour
     */
    @Transactional
    public long post(
            Actor actor, Subject subject, @Nullable Long parent, @Nullable Stance stance, String text, Instant now) {
        actor.must(Role.MEMBER);
        check(text);
        if (parent == null && subject.stances() && stance == null) throw new BadInput("discussion.stance.missing");
        blocks.check(actor, now);
        count(actor, now);
        db.sql("""
                insert into thread (subject, title_fr, title_en, institution, stances) values (?, ?, ?, ?, ?)
                on conflict (subject) do update set title_fr = excluded.title_fr, title_en = excluded.title_en, institution = excluded.institution
                where (thread.title_fr, thread.title_en, thread.institution)
                      is distinct from (excluded.title_fr, excluded.title_en, excluded.institution)""")
                .params(Values.of(
                        subject.path(),
                        subject.title().fr(),
                        subject.title().en(),
                        subject.institution(),
                        subject.stances()))
                .update();
        boolean answers = false;
        if (parent != null) {
            var to = get(parent);
            if (to.parent() != null || !to.isShown() || !to.subject().path().equals(subject.path()))
                throw new BadInput("discussion.parent.bad");
            answers = subject.institution() != null && actor.isFor(Role.CONTRIBUTOR, subject.institution());
        }
        long id = db.sql("""
                insert into comment (subject, parent_id, author_id, institution, stance, text, posted_at)
                values (?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        subject.path(),
                        parent,
                        actor.personId(),
                        answers ? subject.institution() : null,
                        stance == null || parent != null || !subject.stances() ? null : stance.name(),
                        text.strip(),
                        now))
                .query(Long.class)
                .single();
        if (answers && parent != null)
            journal.record(Act.of("discussion.answered", subject.path(), Role.CONTRIBUTOR, subject.institution())
                    .with("comment", Long.toString(parent))
                    .with("answer", Long.toString(id)));
        tell(subject.path());
        return id;
    }

    /** Mends one's own words, for a quarter of an hour; what they were stays to be read. */
    @Transactional
    public void edit(Actor actor, long id, String text, Instant now) {
        lock(id);
        var comment = get(id);
        if (!comment.isBy(actor)) throw new Forbidden();
        if (!comment.isEditable(actor, now)) throw new BadInput("discussion.edit.late");
        check(text);
        if (text.strip().equals(comment.text())) return;
        db.sql("insert into comment_edit (comment_id, edited_at, was) values (?, ?, ?)")
                .params(Values.of(id, now, comment.text()))
                .update();
        db.sql("update comment set text = ? where id = ?")
                .params(text.strip(), id)
                .update();
    }

    /** Takes one's own words back: their place stays, marked. */
    @Transactional
    public void withdraw(Actor actor, long id, Instant now) {
        lock(id);
        var comment = get(id);
        if (!comment.isBy(actor)) throw new Forbidden();
        if (!comment.isShown()) return;
        step(actor, id, Comment.Standing.WITHDRAWN, null, now);
        tell(comment.subject().path());
    }

    /** Hides a comment, or shows it again: the reason stands in its place, and the act in the journal. */
    @Transactional
    public void moderate(Actor actor, long id, boolean hide, String reason, Instant now) {
        actor.must(Role.MODERATOR);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        lock(id);
        var comment = get(id);
        var from = hide ? Comment.Standing.SHOWN : Comment.Standing.HIDDEN;
        if (comment.standing() != from) throw new BadInput("discussion.moderate.already");
        step(actor, id, hide ? Comment.Standing.HIDDEN : Comment.Standing.SHOWN, reason.strip(), now);
        journal.record(Act.of(
                        hide ? "discussion.hidden" : "discussion.shown",
                        comment.subject().path(),
                        Role.MODERATOR,
                        null)
                .because(reason.strip())
                .with("comment", Long.toString(id)));
        tell(comment.subject().path());
    }

    private void tell(String subject) {
        events.publishEvent(new Commented(
                subject,
                db.sql("select count(*) from comment c where c.subject = ? and " + READABLE)
                        .param(subject)
                        .query(Integer.class)
                        .single()));
    }

    /** Tells the moderators; saying it twice changes nothing. */
    @Transactional
    public void alert(Actor actor, long id, String reason, Instant now) {
        actor.must(Role.MEMBER);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        var comment = get(id);
        if (!comment.isShown()) return;
        count(actor, now);
        db.sql(
                        "insert into comment_alert (comment_id, person_id, raised_at, reason) values (?, ?, ?, ?) on conflict do nothing")
                .params(Values.of(id, actor.personId(), now, reason.strip()))
                .update();
    }

    /** A comment that moderators were told of, and why. */
    public record Alerted(Comment comment, List<String> reasons) {}

    /** What moderators were told of since the comment's last step, the oldest first. */
    public List<Alerted> listAlerted(Actor actor) {
        actor.must(Role.MODERATOR);
        return db.sql("select c.*, a.reasons from (" + SELECT + """
                ) c join (select a.comment_id, array_agg(a.reason order by a.raised_at) as reasons, min(a.raised_at) as first
                          from comment_alert a
                          where a.raised_at > coalesce((select max(x.taken_at) from comment_step x where x.comment_id = a.comment_id),
                                                       '-infinity')
                          group by a.comment_id) a on a.comment_id = c.id
                where coalesce(c.step, 'SHOWN') = 'SHOWN' order by a.first limit 100""")
                .query((row, _) -> new Alerted(read(row), Arrays.asList((String[])
                        row.getArray("reasons").getArray())))
                .list();
    }

    /** What awaits its institution's answer, the oldest first; of any institution where none is named. */
    public List<Comment> listUnanswered(Collection<String> institutions, int atMost) {
        return db.sql(SELECT + "where " + UNANSWERED
                        + " and t.institution is not null and (cardinality(:institutions) = 0 or t.institution = any (:institutions))"
                        + " order by c.id limit :limit")
                .param("institutions", institutions.toArray(String[]::new))
                .param("limit", atMost)
                .query((row, _) -> read(row))
                .list();
    }

    /** The answers that institutions gave to a person since a moment, the latest first. */
    public List<Comment> listAnswersTo(Actor actor, Instant since, int atMost) {
        return db.sql(SELECT + "where c.institution is not null and c.posted_at >= ? and c.parent_id in"
                        + " (select mine.id from comment mine where mine.author_id = ?) order by c.id desc limit ?")
                .params(Values.of(since, actor.personId(), atMost))
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * Lets somebody speak in another room as if it were here: one who is blocked may not, and an hour's words count together.
     *
     * @throws TooOften beyond so many an hour
     */
    @Transactional
    public void admit(Actor actor, Instant now) {
        actor.must(Role.MEMBER);
        blocks.check(actor, now);
        count(actor, now);
    }

    private static void check(String text) {
        String fault = Comment.fault(text);
        if (fault != null) throw new BadInput("discussion.text." + fault);
    }

    private void count(Actor actor, Instant now) {
        int spoken = db.sql("""
                insert into comment_rate (person_id, hour, spoken) values (?, ?, 1)
                on conflict (person_id) do update
                set spoken = case when comment_rate.hour = excluded.hour then comment_rate.spoken + 1 else 1 end, hour = excluded.hour
                returning spoken""")
                .params(Values.of(actor.personId(), now.truncatedTo(ChronoUnit.HOURS)))
                .query(Integer.class)
                .single();
        if (spoken > AN_HOUR) throw new TooOften();
    }

    private void lock(long id) {
        db.sql("select from comment where id = ? for update").param(id).query().listOfRows();
    }

    private void step(Actor actor, long id, Comment.Standing step, @Nullable String reason, Instant now) {
        db.sql("insert into comment_step (comment_id, step, taken_at, taken_by, reason) values (?, ?, ?, ?, ?)")
                .params(Values.of(id, step.name(), now, actor.personId(), reason))
                .update();
    }

    private Comment read(ResultSet row) throws SQLException {
        String edits = row.getString("edits");
        String step = row.getString("step");
        return new Comment(
                row.getLong("id"),
                new Subject(
                        row.getString("subject"),
                        Bilingual.get(row, "title"),
                        row.getString("answerer"),
                        row.getBoolean("stances")),
                row.getObject("parent_id", Long.class),
                row.getLong("author_id"),
                row.getString("author"),
                row.getBoolean("fictional"),
                Organisations.findName(row, "org_"),
                row.getString("stance") == null ? null : Stance.valueOf(row.getString("stance")),
                row.getString("text"),
                row.getObject("posted_at", OffsetDateTime.class).toInstant(),
                edits == null ? List.of() : json.readValue(edits, new TypeReference<List<Comment.Edit>>() {}),
                step == null ? Comment.Standing.SHOWN : Comment.Standing.valueOf(step),
                row.getString("reason"),
                List.of());
    }
}
