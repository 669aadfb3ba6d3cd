package org.parvis.participation;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Mails;
import org.parvis.accounts.People;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the moderation of contributions: what waits, and each decision, with its reason, in the journal by role. */
@Component
public class Moderation {
    private static final int MOST = 100;
    static final String REDACTED = "█████";

    private final JdbcClient db;
    private final Contributions contributions;
    private final Journal journal;
    private final People people;
    private final Mails mails;
    private final CivicClock clock;

    Moderation(
            JdbcClient db, Contributions contributions, Journal journal, People people, Mails mails, CivicClock clock) {
        this.db = db;
        this.contributions = contributions;
        this.journal = journal;
        this.people = people;
        this.mails = mails;
        this.clock = clock;
    }

    /** Something that awaits a moderator, and what was said of it. */
    record Waiting(Contribution contribution, List<String> reasons) {}

    /** What people reported since the contribution's last step, the oldest first. */
    List<Waiting> listAlerted(Actor actor) {
        actor.must(Role.MODERATOR);
        return db.sql("select it.*, a.reasons from (" + Contributions.select() + """
                ) it join (select a.contribution_id, array_agg(a.reason order by a.raised_at) as reasons, min(a.raised_at) as first
                           from contribution_alert a
                           where a.raised_at > coalesce((select max(s.taken_at) from contribution_step s
                                                         where s.contribution_id = a.contribution_id), '-infinity')
                           group by a.contribution_id) a on a.contribution_id = it.id
                where it.standing = 'PUBLIC' order by a.first limit\s""" + MOST)
                .query((row, _) -> new Waiting(Contributions.read(row), Arrays.asList((String[])
                        row.getArray("reasons").getArray())))
                .list();
    }

    /** What is not shown until someone has read it, the oldest first. */
    List<Waiting> listHeld(Actor actor) {
        actor.must(Role.MODERATOR);
        return db.sql(Contributions.select() + "where c.standing = 'HELD' order by c.written_at, c.id limit " + MOST)
                .query((row, _) -> {
                    var held = Contributions.read(row);
                    return new Waiting(held, held.reason() == null ? List.of() : List.of(held.reason()));
                })
                .list();
    }

    /** Authors who ask for a second look. */
    List<Waiting> listAppeals(Actor actor) {
        actor.must(Role.MODERATOR);
        return db.sql("select it.*, a.text as appeal from (" + Contributions.select() + """
                ) it join contribution_step s on s.contribution_id = it.id join contribution_appeal a on a.step_id = s.id
                where a.decided_at is null and it.standing = 'HIDDEN' order by a.made_at limit\s""" + MOST)
                .query((row, _) -> new Waiting(Contributions.read(row), List.of(row.getString("appeal"))))
                .list();
    }

    /** What an author wrote against a hiding, and what was decided. */
    record Appeal(
            String text,
            Instant madeAt,
            @Nullable Boolean upheld,
            @Nullable String reason) {}

    Optional<Appeal> findAppeal(long contribution) {
        return db.sql("""
                select a.* from contribution_appeal a join contribution_step s on s.id = a.step_id
                where s.contribution_id = ? order by a.step_id desc limit 1""")
                .param(contribution)
                .query((row, _) -> new Appeal(
                        row.getString("text"),
                        row.getTimestamp("made_at").toInstant(),
                        row.getObject("upheld", Boolean.class),
                        row.getString("reason")))
                .optional();
    }

    /** One step of a contribution's life, as everyone reads it. */
    record Step(String step, Instant takenAt, @Nullable String reason) {}

    List<Step> listSteps(long contribution) {
        return db.sql("select * from contribution_step where contribution_id = ? order by id")
                .param(contribution)
                .query((row, _) -> new Step(
                        row.getString("step"), row.getTimestamp("taken_at").toInstant(), row.getString("reason")))
                .list();
    }

    /** Hides it: the reason stands in its place, and its author is told how to appeal. */
    @Transactional
    public void hide(Actor actor, long id, String reason) {
        var it = begin(actor, id, reason);
        if (it.standing() != Contribution.Standing.PUBLIC && it.standing() != Contribution.Standing.HELD)
            throw new BadInput("participation.moderate.already");
        db.sql("update contribution set standing = 'HIDDEN', published_at = coalesce(published_at, ?) where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
        contributions.step(id, "HIDDEN", actor.personId(), reason.strip());
        db.sql("delete from contribution_words where contribution_id = ?")
                .param(id)
                .update();
        journal.record(act("participation.hidden", id).because(reason.strip()));
        tell(it, "participation.mail.hidden", reason);
    }

    /** Shows what was held or hidden. */
    @Transactional
    public void show(Actor actor, long id, String reason) {
        var it = begin(actor, id, reason);
        if (it.standing() != Contribution.Standing.HIDDEN && it.standing() != Contribution.Standing.HELD)
            throw new BadInput("participation.moderate.already");
        contributions.show(id, actor.personId(), reason.strip());
        decide(actor, id, false, reason);
        journal.record(act("participation.shown", id).because(reason.strip()));
        tell(it, "participation.mail.shown", reason);
    }

    /** Says that what was reported, held or appealed stays as it is. */
    @Transactional
    public void keep(Actor actor, long id, String reason) {
        var it = begin(actor, id, reason);
        switch (it.standing()) {
            case PUBLIC -> contributions.step(id, "PUBLIC", actor.personId(), reason.strip());
            case HIDDEN -> {
                if (!decide(actor, id, true, reason)) throw new BadInput("participation.moderate.already");
                tell(it, "participation.mail.upheld", reason);
            }
            default -> throw new BadInput("participation.moderate.already");
        }
        journal.record(act("participation.kept", id).because(reason.strip()));
    }

    private boolean decide(Actor actor, long id, boolean upheld, String reason) {
        return db.sql("""
                update contribution_appeal a set decided_at = ?, decided_by = ?, upheld = ?, reason = ?
                from contribution_step s where s.id = a.step_id and s.contribution_id = ? and a.decided_at is null""")
                        .params(Values.of(clock.now(), actor.personId(), upheld, reason.strip(), id))
                        .update()
                > 0;
    }

    /**
     * Takes a passage out of a text for good, wherever it stands, its earlier versions too: someone's name, address, number.
     * What was taken out is kept nowhere.
     */
    @Transactional
    public void redact(Actor actor, long id, String passage, String reason) {
        begin(actor, id, reason);
        String out = passage.strip();
        if (out.length() < 2) throw new BadInput("participation.redact.passage");
        int changed = db.sql("""
                update contribution set title = left(replace(title, ?, ?), 200), text = replace(text, ?, ?), edited_at = ?
                where id = ? and (strpos(title, ?) > 0 or strpos(text, ?) > 0)""")
                        .params(Values.of(out, REDACTED, out, REDACTED, clock.now(), id, out, out))
                        .update()
                + db.sql("""
                update contribution_edit set title_was = replace(title_was, ?, ?), text_was = replace(text_was, ?, ?)
                where contribution_id = ? and (strpos(title_was, ?) > 0 or strpos(text_was, ?) > 0)""").params(out, REDACTED, out, REDACTED, id, out, out).update();
        if (changed == 0) throw new BadInput("participation.redact.absent");
        contributions.step(id, "REDACTED", actor.personId(), reason.strip());
        if (db.sql("select exists (select from contribution_words where contribution_id = ?)")
                .param(id)
                .query(Boolean.class)
                .single()) contributions.index(id);
        journal.record(act("participation.redacted", id).because(reason.strip()));
    }

    /** Its author asks for a second look, once for each hiding. */
    @Transactional
    public void appeal(Actor actor, long id, String text) {
        var it = contributions.get(id, actor);
        if (!it.isBy(actor)) throw new Forbidden();
        if (it.standing() != Contribution.Standing.HIDDEN) throw new BadInput("participation.moderate.already");
        if (text.isBlank() || text.length() > 2_000) throw new BadInput("participation.appeal.text");
        db.sql("""
                insert into contribution_appeal (step_id, text, made_at)
                select max(id), ?, ? from contribution_step where contribution_id = ? and step = 'HIDDEN'
                on conflict do nothing""")
                .param(text.strip())
                .param(Timestamp.from(clock.now()))
                .param(id)
                .update();
    }

    private Contribution begin(Actor actor, long id, String reason) {
        actor.must(Role.MODERATOR);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        db.sql("select from contribution where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return contributions.get(id, actor);
    }

    private static Act act(String kind, long id) {
        return Act.of(kind, Contribution.path(id), Role.MODERATOR, null);
    }

    private void tell(Contribution it, String key, String reason) {
        if (it.authorId() == null || it.author() == null) return;
        var author = people.get(Objects.requireNonNull(it.authorId()));
        mails.write(author, key, it.title(), reason.strip(), mails.address(author.language(), it.path()));
    }
}
