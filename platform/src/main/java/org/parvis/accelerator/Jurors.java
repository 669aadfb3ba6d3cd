package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.People;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.panels.Panels;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the two colleges: who sits in them, by invitation to an address; an account under it opens their pages. */
@Component
class Jurors {
    /** Those of {@code j}, with how much they read; never what they gave. */
    private static final String SELECT = """
            select j.*, p.name, coalesce(l.assigned, 0) as assigned, coalesce(l.handed, 0) as handed
            from call_juror j left join person p on p.erased_at is null
                 and (p.id = j.person_id or j.person_id is null and lower(p.email) = lower(j.email))
            left join lateral (
                select count(*) as assigned, count(b.handed_at) as handed
                from assignment a join application c on c.id = a.application_id and c.standing = 'SUBMITTED'
                left join ballot b on b.assignment_id = a.id
                where a.juror_id = j.id and a.ended_at is null) l on true
            """;

    private final JdbcClient db;
    private final Calls calls;
    private final Panels panels;
    private final People people;
    private final Mails mails;
    private final Assignments assignments;
    private final Journal journal;
    private final CivicClock clock;

    Jurors(
            JdbcClient db,
            Calls calls,
            Panels panels,
            People people,
            Mails mails,
            Assignments assignments,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.panels = panels;
        this.people = people;
        this.mails = mails;
        this.assignments = assignments;
        this.journal = journal;
        this.clock = clock;
    }

    /** Those of both colleges, who left too; whoever calls has authorised. */
    List<Juror> list(Call call) {
        return db.sql(SELECT + "where j.call_id = ? order by j.college, j.left_at nulls first, j.id")
                .param(call.id())
                .query((row, _) -> read(row))
                .list();
    }

    /** Who this person is in the call's jury, where they sit in it. */
    Optional<Juror> find(Call call, @Nullable Actor actor) {
        if (actor == null) return Optional.empty();
        return db.sql(SELECT + "where j.call_id = ? and j.left_at is null and p.id = ?")
                .params(call.id(), actor.personId())
                .query((row, _) -> read(row))
                .optional();
    }

    /** @throws Forbidden for whoever does not sit */
    Juror get(Call call, Actor actor) {
        return find(call, actor).orElseThrow(Forbidden::new);
    }

    /** Whether this person may write to applicants: for the coordination, or in the administration's college. */
    boolean isAgent(Call call, @Nullable Actor actor) {
        return calls.isAgent(call, actor);
    }

    private static Juror read(ResultSet row) throws SQLException {
        return new Juror(
                row.getLong("id"),
                row.getLong("call_id"),
                CallCollege.valueOf(row.getString("college")),
                row.getString("email"),
                row.getString("name"),
                row.getBoolean("from_panel"),
                Objects.requireNonNull(Calls.instant(row, "invited_at")),
                Calls.instant(row, "left_at"),
                row.getInt("assigned"),
                row.getInt("handed"));
    }

    /**
     * Invites to a college.
     *
     * @throws BadInput where the college is closed, or one of them sits already
     */
    @Transactional
    public void invite(Actor actor, String slug, CallCollege college, List<Email> emails) {
        var call = calls.lockOrganised(slug, actor);
        mustBeOpen(call, college);
        for (var email : emails)
            if (!insert(call, college, email, false, actor)) throw new BadInput("accelerator.juror.twice", email);
        journal.record(Calls.act("accelerator.invited", call, actor)
                .with("college", college.name())
                .with("invited", Integer.toString(emails.size())));
    }

    /**
     * Invites whoever accepted to sit on the call's panel to the citizens' college; those who are invited already stay.
     *
     * @throws BadInput where there is no panel, or nobody new sits on it
     */
    @Transactional
    public void invitePanel(Actor actor, String slug) {
        var call = calls.lockOrganised(slug, actor);
        mustBeOpen(call, CallCollege.CITIZENS);
        if (call.panel() == null) throw new BadInput("accelerator.juror.no-panel");
        int invited = 0;
        for (var email : panels.listSeated(call.panel().replace("/panels/", "")))
            if (insert(call, CallCollege.CITIZENS, email, true, actor)) invited++;
        if (invited == 0) throw new BadInput("accelerator.juror.panel-empty");
        journal.record(Calls.act("accelerator.invited", call, actor)
                .with("college", CallCollege.CITIZENS.name())
                .with("panel", call.panel())
                .with("invited", Integer.toString(invited)));
    }

    private static void mustBeOpen(Call call, CallCollege college) {
        if (!call.isPublic() || call.cancelledAt() != null) throw new BadInput("accelerator.juror.not");
        if ((college == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null)
            throw new BadInput("accelerator.ballot.closed");
    }

    private boolean insert(Call call, CallCollege college, Email email, boolean fromPanel, Actor actor) {
        var account = people.find(email);
        int inserted = db.sql("""
                insert into call_juror (call_id, college, email, person_id, from_panel, invited_at, invited_by)
                values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(Values.of(
                        call.id(),
                        college.name(),
                        email.text(),
                        account.map(p -> p.id()).orElse(null),
                        fromPanel,
                        clock.now(),
                        actor.personId()))
                .update();
        if (inserted == 0) return false;
        var language = account.map(p -> p.language()).orElse(Language.FR);
        mails.write(
                email,
                language,
                "accelerator.mail.juror." + college,
                call.title().in(language),
                mails.address(language, call.path() + "/jury"));
        return true;
    }

    /** Ends a juror's part; what they have not handed in goes to others, what they have counts. */
    @Transactional
    public void end(Actor actor, String slug, long juror, String reason) {
        var call = calls.lockOrganised(slug, actor);
        if (reason.isEmpty() || reason.length() > 1_000) throw new BadInput("accelerator.jury.reason.bad");
        var left = list(call).stream()
                .filter(j -> j.id() == juror && j.sits())
                .findFirst()
                .orElseThrow(() -> new BadInput("accelerator.juror.unknown"));
        mustBeOpen(call, left.college());
        leave(call, left, reason);
        journal.record(Calls.act("accelerator.juror-left", call, actor)
                .because(reason)
                .with("college", left.college().name()));
    }

    private void leave(Call call, Juror juror, @Nullable String reason) {
        db.sql("update call_juror set (left_at, left_reason) = (?, ?) where id = ?")
                .params(Values.of(clock.now(), reason, juror.id()))
                .update();
        assignments.release(call, juror);
    }

    /** Somebody deletes their account: they sit no longer, and nothing here names them any more. */
    @Transactional
    public void forget(long person, Email email) {
        var seats = db.sql(
                        "select id, call_id from call_juror where person_id = ? or lower(email) = lower(?) order by id")
                .params(person, email.text())
                .query((row, _) -> new long[] {row.getLong(1), row.getLong(2)})
                .list();
        for (long[] seat : seats) {
            var call = calls.lock(seat[1]);
            for (var juror : list(call)) {
                if (juror.id() != seat[0]) continue;
                boolean closed =
                        (juror.college() == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) != null;
                if (juror.sits() && !closed && call.cancelledAt() == null) leave(call, juror, null);
            }
            db.sql(
                            "update call_juror set (email, person_id, left_at) = (null, null, coalesce(left_at, ?)) where id = ?")
                    .params(Values.of(clock.now(), seat[0]))
                    .update();
            db.sql("delete from conflict where juror_id = ?").param(seat[0]).update();
        }
    }
}
