package org.parvis.accelerator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.People;
import org.parvis.files.Files;
import org.parvis.house.CivicClock;
import org.parvis.house.DatabaseClock;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Cookies;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door by which one applies: a draft saved as it is typed, submitted once, with whoever applies too. */
@Component
class Submissions {
    static final int MOST_CO_APPLICANTS = 20;

    private final JdbcClient db;
    private final Calls calls;
    private final Applications applications;
    private final ApplicationLetters letters;
    private final People people;
    private final Files files;
    private final CivicClock clock;
    private final DatabaseClock databaseClock;

    Submissions(
            JdbcClient db,
            Calls calls,
            Applications applications,
            ApplicationLetters letters,
            People people,
            Files files,
            CivicClock clock,
            DatabaseClock databaseClock) {
        this.db = db;
        this.calls = calls;
        this.applications = applications;
        this.letters = letters;
        this.people = people;
        this.files = files;
        this.clock = clock;
        this.databaseClock = databaseClock;
    }

    /**
     * What an applicant typed.
     *
     * @param values by field, several choices one a line
     * @param attached files just sent; {@code removed} those of the draft that go
     */
    record Sheet(
            @Nullable ApplicantKind kind,
            String name,
            String title,
            String summary,
            @Nullable Theme theme,
            String territory,
            boolean consents,
            Map<Long, String> values,
            List<Attached> attached,
            List<UUID> removed) {}

    /** A file that answers a field. */
    record Attached(long field, UUID file) {}

    /** Where something was typed: over which edition, in which page. */
    record Tab(int edition, UUID writer) {}

    /** Somebody saved this draft elsewhere since this page was read. */
    static final class Overtaken extends RuntimeException {}

    /** This person's draft. */
    Optional<Application> findDraft(Call call, Actor actor) {
        return db.sql("select * from application where call_id = ? and applicant_id = ? and standing = 'DRAFT'")
                .params(call.id(), actor.personId())
                .query((row, _) -> Applications.read(row))
                .optional();
    }

    /**
     * Keeps what was typed, complete or not.
     *
     * @throws Overtaken where another page saved it since
     */
    @Transactional
    public void save(Actor actor, String slug, Sheet sheet, Tab tab) {
        var call = mayBegin(slug);
        if (!clock.now().isBefore(call.closesAt()) && findDraft(call, actor).isEmpty())
            throw new BadInput("accelerator.apply.closed");
        write(call, actor, sheet, tab);
    }

    /** Keeps what came too late, so that it is not lost. */
    @Transactional
    public void keep(Actor actor, TooLate late, Sheet sheet, Tab tab) {
        write(late.call, actor, sheet, tab);
    }

    /** One may begin before it is too late; what was begun may be kept even then. */
    private Call mayBegin(String slug) {
        var call = calls.get(slug, null);
        if (clock.now().isBefore(call.opensAt())) throw new BadInput("accelerator.apply.early");
        if (call.cancelledAt() != null) throw new BadInput("accelerator.apply.cancelled");
        return call;
    }

    private long write(Call call, Actor actor, Sheet sheet, Tab tab) {
        var now = clock.now();
        db.sql("""
                insert into application (call_id, standing, applicant_id, started_at, changed_at, fictional) values (?, 'DRAFT', ?, ?, ?, ?)
                on conflict (call_id, applicant_id) where standing = 'DRAFT' do nothing""")
                .params(Values.of(call.id(), actor.personId(), now, now, call.fictional()))
                .update();
        long id = db.sql("""
                update application set (kind, name, title, summary, theme, territory, consents, edition, writer, changed_at)
                = (?, ?, ?, ?, ?, ?, ?, edition + 1, ?, ?)
                where call_id = ? and applicant_id = ? and standing = 'DRAFT' and (edition = ? or writer = ?) returning id""")
                .params(Values.of(
                        sheet.kind() == null ? null : sheet.kind().name(),
                        sheet.name(),
                        sheet.title(),
                        sheet.summary(),
                        sheet.theme() == null ? null : sheet.theme().name(),
                        sheet.territory(),
                        sheet.consents(),
                        tab.writer(),
                        now,
                        call.id(),
                        actor.personId(),
                        tab.edition(),
                        tab.writer()))
                .query(Long.class)
                .optional()
                .orElseThrow(Overtaken::new);
        answer(call, id, sheet);
        return id;
    }

    private void answer(Call call, long id, Sheet sheet) {
        var fields = sheet.values().keySet().toArray(Long[]::new);
        db.sql("delete from application_answer where application_id = ?")
                .param(id)
                .update();
        db.sql("""
                insert into application_answer (application_id, field_id, value)
                select ?, f.id, v.value from unnest(?::bigint[], ?::text[]) v (field, value)
                join call_field f on f.id = v.field and f.call_id = ? where v.value <> ''""")
                .params(id, fields, sheet.values().values().toArray(String[]::new), call.id())
                .update();
        if (!sheet.attached().isEmpty())
            db.sql("""
                    insert into application_file (application_id, field_id, file_id)
                    select ?, f.id, v.file from unnest(?::bigint[], ?::uuid[]) v (field, file)
                    join call_field f on f.id = v.field and f.call_id = ? and f.kind = 'FILE'""")
                    .params(
                            id,
                            sheet.attached().stream().map(Attached::field).toArray(Long[]::new),
                            sheet.attached().stream().map(Attached::file).toArray(UUID[]::new),
                            call.id())
                    .update();
        if (!sheet.removed().isEmpty())
            db.sql("delete from application_file where application_id = ? and file_id = any (?) returning file_id")
                    .params(id, sheet.removed().toArray(UUID[]::new))
                    .query((row, _) -> row.getObject(1, UUID.class))
                    .list()
                    .forEach(files::remove);
    }

    /**
     * When a form came in: the database's clock, which is one for all servers. What waits in a queue afterwards is not its
     * applicant's lateness.
     */
    Instant arrival() {
        return db.sql("select " + DatabaseClock.NOW)
                .param(databaseClock.ahead())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    /**
     * Submits what was typed, complete and checked. The statement that gives the number decides whether it came in time: the
     * call's row admits one after the other, so that numbers have neither gaps nor doubles.
     *
     * @param at when it came in
     * @return its number
     * @throws BadInput where it came a millisecond late; nothing is changed then
     * @throws Overtaken where another page saved the draft since
     */
    @Transactional
    public int submit(Actor actor, String slug, Sheet sheet, Tab tab, Instant at) {
        var open = calls.get(slug, null);
        long id = write(open, actor, sheet, tab);
        var number = db.sql("""
                update call set numbered = numbered + 1 where id = ? and ? >= opens_at and ? < closes_at returning numbered""")
                .params(Values.of(open.id(), at, at))
                .query((row, _) -> row.getInt(1))
                .optional();
        var call = calls.get(open.id());
        if (call.cancelledAt() != null) throw new BadInput("accelerator.apply.cancelled");
        if (number.isEmpty() && at.isBefore(call.opensAt())) throw new BadInput("accelerator.apply.early");
        if (number.isEmpty()) throw new TooLate(call, at);
        var application = applications.get(id).submitted(number.get(), at);
        String digest = Receipt.digest(Receipt.text(call, application, applications.listAnswers(application)));
        db.sql("""
                update application set (standing, number, submitted_at, changed_at, digest, writer) = ('SUBMITTED', ?, ?, ?, ?, null)
                where id = ?""").params(Values.of(number.get(), at, at, digest, id)).update();
        letters.received(call, application, digest, at);
        return number.get();
    }

    /** It came when the call was closed; the moments are the database's. */
    static final class TooLate extends RuntimeException {
        final transient Call call;
        final transient Instant at;

        TooLate(Call call, Instant at) {
            this.call = call;
            this.at = at;
        }
    }

    /** Gives up a draft; nothing of it is kept. */
    @Transactional
    public void drop(Actor actor, String slug) {
        findDraft(calls.get(slug, null), actor).ifPresent(draft -> applications.delete(draft.id()));
    }

    /** Takes back what was submitted, until the results are announced. */
    @Transactional
    public void withdraw(Actor actor, String slug, int number) {
        var call = calls.lock(calls.get(slug, null).id());
        var application = mine(call, number, actor);
        if (application.standing() != Application.Standing.SUBMITTED
                || call.announcedAt() != null
                || call.cancelledAt() != null) throw new BadInput("accelerator.withdraw.late");
        db.sql("update application set (standing, withdrawn_at) = ('WITHDRAWN', ?) where id = ?")
                .params(Values.of(clock.now(), application.id()))
                .update();
    }

    private Application mine(Call call, int number, Actor actor) {
        var application = applications.get(call, number);
        if (application.applicant() == null || application.applicant() != actor.personId()) throw new Forbidden();
        return application;
    }

    /**
     * Somebody who applies too.
     *
     * @param acceptedAt none until they say so
     */
    record CoApplicant(
            String email, @Nullable String name, @Nullable Instant acceptedAt) {}

    List<CoApplicant> listCoApplicants(Application application) {
        return db.sql("""
                select c.email, p.name, c.accepted_at from co_applicant c left join person p on p.id = c.person_id
                where c.application_id = ? order by c.invited_at, c.email""")
                .param(application.id())
                .query((row, _) -> new CoApplicant(
                        row.getString("email"), row.getString("name"), Calls.instant(row, "accepted_at")))
                .list();
    }

    /** Asks somebody to apply too, by a letter; again where they were asked already. */
    @Transactional
    public void invite(Actor actor, String slug, Email email) {
        var call = mayBegin(slug);
        var draft = findDraft(call, actor).orElseThrow(() -> new BadInput("accelerator.co.first"));
        if (!clock.now().isBefore(call.closesAt())) throw new BadInput("accelerator.apply.closed");
        db.sql("select 1 from application where id = ? for update")
                .param(draft.id())
                .query((row, _) -> row.getInt(1))
                .single();
        var already = listCoApplicants(draft);
        var me = people.get(actor.personId());
        if (me.email().text().equalsIgnoreCase(email.text())) throw new BadInput("accelerator.co.self");
        if (already.stream().anyMatch(c -> c.email().equalsIgnoreCase(email.text())))
            throw new BadInput("accelerator.co.already");
        if (already.size() >= MOST_CO_APPLICANTS) throw new BadInput("accelerator.co.many", MOST_CO_APPLICANTS);
        String secret = Cookies.secret();
        db.sql("insert into co_applicant (application_id, email, secret, invited_at) values (?, ?, ?, ?)")
                .params(Values.of(draft.id(), email.text(), secret, clock.now()))
                .update();
        letters.invited(call, me.name(), draft.title(), email, me.language(), secret);
    }

    /** No longer applies too, or is no longer asked to. */
    @Transactional
    public void remove(Actor actor, String slug, String email) {
        var call = calls.get(slug, null);
        findDraft(call, actor)
                .ifPresent(draft -> db.sql("delete from co_applicant where application_id = ? and email = ?")
                        .params(draft.id(), email)
                        .update());
    }

    /** What a letter's link leads to. */
    record Invitation(
            long application,
            long call,
            String title,
            @Nullable String by,
            @Nullable Long applicant) {}

    /** @throws NotFound where no link leads there any more */
    Invitation getInvitation(String secret) {
        return db.sql("""
                select a.id, a.call_id, a.title, a.applicant_id, p.name from co_applicant c join application a on a.id = c.application_id
                left join person p on p.id = a.applicant_id where c.secret = ? and a.standing <> 'WITHDRAWN'""")
                .param(secret)
                .query((row, _) -> new Invitation(
                        row.getLong("id"),
                        row.getLong("call_id"),
                        row.getString("title"),
                        row.getString("name"),
                        row.getObject("applicant_id", Long.class)))
                .optional()
                .orElseThrow(() -> new NotFound("invitation"));
    }

    /** Says whether one applies too; a link serves once. */
    @Transactional
    public void answer(Actor actor, String secret, boolean accepts) {
        var invitation = getInvitation(secret);
        if (Objects.equals(invitation.applicant(), actor.personId())) throw new BadInput("accelerator.co.self");
        if (accepts)
            db.sql("update co_applicant set (secret, person_id, accepted_at) = (null, ?, ?) where secret = ?")
                    .params(Values.of(actor.personId(), clock.now(), secret))
                    .update();
        else db.sql("delete from co_applicant where secret = ?").param(secret).update();
    }
}
