package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.agenda.Gatherings;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the cohorts: what calls chose, supported for some months. */
@Component
public class Cohorts {
    /** What a cohort is read from; an initiative reads its own beside it. */
    static final String COLUMNS = """
            co.id as co_id, co.slug as co_slug, co.title_fr as co_title_fr, co.title_en as co_title_en,
            co.summary_fr as co_summary_fr, co.summary_en as co_summary_en, co.starts_on, co.ends_on, co.fictional as co_fictional,
            ca.slug as call_slug, ca.title_fr as call_fr, ca.title_en as call_en, ca.about,
            o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym,
            (select s.taken_at from cohort_step s where s.cohort_id = co.id and s.step = 'OPENED') as opened_at
            """;

    static final String FROM =
            " from cohort co join call ca on ca.id = co.call_id join organisation o on o.id = ca.organisation_id ";

    private static final String SELECT = "select " + COLUMNS + FROM;

    private final JdbcClient db;
    private final Calls calls;
    private final Gatherings gatherings;
    private final SupportLetters letters;
    private final Traces traces;
    private final Messages messages;
    private final Journal journal;
    private final CivicClock clock;

    Cohorts(
            JdbcClient db,
            Calls calls,
            Gatherings gatherings,
            SupportLetters letters,
            Traces traces,
            Messages messages,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.gatherings = gatherings;
        this.letters = letters;
        this.traces = traces;
        this.messages = messages;
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Cohort get(String slug, @Nullable Actor actor) {
        return db.sql(SELECT + "where co.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor))
                .orElseThrow(() -> new NotFound("cohort " + slug));
    }

    /**
     * The same, for whoever runs it.
     *
     * @throws Forbidden for everyone else
     */
    public Cohort getOrganised(String slug, Actor actor) {
        var cohort = get(slug, actor);
        if (!cohort.isOrganisedBy(actor)) throw new Forbidden();
        return cohort;
    }

    /** The same; whoever else would change it waits until this transaction ends. */
    private Cohort lockOrganised(String slug, Actor actor) {
        db.sql("select 1 from cohort where id = ? for update")
                .param(getOrganised(slug, actor).id())
                .query((row, _) -> row.getInt(1))
                .single();
        return getOrganised(slug, actor);
    }

    /** The latest first; those in preparation for whoever runs them. */
    public List<Cohort> list(@Nullable Actor actor) {
        return db
                .sql(SELECT + "order by co.starts_on desc, co.id desc limit 100")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor))
                .toList();
    }

    /** The cohort of a call, where there is one that this person may see. */
    public Optional<Cohort> findOf(String call, @Nullable Actor actor) {
        return db.sql(SELECT + "where ca.slug = ?")
                .param(call)
                .query((row, _) -> read(row))
                .optional()
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor));
    }

    static Cohort read(ResultSet row) throws SQLException {
        return new Cohort(
                row.getLong("co_id"),
                row.getString("co_slug"),
                Bilingual.get(row, "co_title"),
                Bilingual.get(row, "co_summary"),
                row.getString("call_slug"),
                Bilingual.get(row, "call"),
                Organisations.name(row, "org_"),
                row.getString("about"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getBoolean("co_fictional"),
                Calls.instant(row, "opened_at"));
    }

    /** What was decided of it, the latest last. */
    List<Cohort.Step> listSteps(Cohort cohort) {
        return db.sql("select * from cohort_step where cohort_id = ? order by id")
                .param(cohort.id())
                .query((row, _) -> new Cohort.Step(
                        Cohort.Step.Kind.valueOf(row.getString("step")),
                        Objects.requireNonNull(Calls.instant(row, "taken_at")),
                        row.getObject("was_until", LocalDate.class),
                        Bilingual.find(row, "reason")))
                .list();
    }

    /** What an organiser typed, and checked. */
    record Sheet(String slug, Bilingual title, Bilingual summary, LocalDate startsOn, LocalDate endsOn) {}

    /** How many applications a call chose. */
    int countSelected(Call call) {
        return db.sql(
                        "select count(*) from application where call_id = ? and outcome = 'SELECTED' and standing = 'SUBMITTED'")
                .param(call.id())
                .query((row, _) -> row.getInt(1))
                .single();
    }

    /**
     * Prepares the cohort of a call, with an initiative for each application that it selected.
     *
     * @throws BadInput where the call has not announced whom it chose, has a cohort already, or its address is taken
     */
    @Transactional
    public void create(Actor actor, String call, Sheet sheet) {
        var chosen = calls.lockOrganised(call, actor);
        mustHaveChosen(chosen);
        if (findOf(call, actor).isPresent()) throw new BadInput("accelerator.support.cohort.twice");
        try {
            long id = db.sql("""
                    insert into cohort (call_id, slug, title_fr, title_en, summary_fr, summary_en, starts_on, ends_on, fictional)
                    select id, ?, ?, ?, ?, ?, ?, ?, fictional from call where slug = ? returning id""")
                    .params(Values.of(
                            sheet.slug(),
                            sheet.title().fr(),
                            sheet.title().en(),
                            sheet.summary().fr(),
                            sheet.summary().en(),
                            sheet.startsOn(),
                            sheet.endsOn(),
                            call))
                    .query(Long.class)
                    .single();
            // An address is made of the title; where it is taken, or the title has no letter, the number tells two
            // apart.
            db.sql("""
                    insert into initiative (cohort_id, application_id, slug, title_fr, summary_fr, bearer, theme, territory, fictional)
                    select c.id, a.id, case when a.slug = '' or a.nth > 1 or exists (select from initiative i where i.slug = a.slug)
                                       then trim('-' from a.slug || '-' || a.id) else a.slug end,
                           a.title, a.summary, a.name, a.theme, a.territory, a.fictional
                    from cohort c join (
                        select s.*, row_number() over (partition by s.slug order by s.number) as nth from (
                            select a.*, trim('-' from left(regexp_replace(lower(translate(replace(replace(a.title, 'œ', 'oe'), 'æ', 'ae'),
                                   'ÀÂÄÇÉÈÊËÎÏÔÖÙÛÜŸàâäçéèêëîïôöùûüÿ', 'AAACEEEEIIOOUUUYaaaceeeeiioouuuy')), '[^a-z0-9]+', '-', 'g'), 60)) as slug
                            from application a where a.outcome = 'SELECTED' and a.standing = 'SUBMITTED') s) a on a.call_id = c.call_id
                    where c.id = ? order by a.number""").param(id).update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.support.cohort.adresse.taken");
        }
    }

    /** @throws BadInput where the call has chosen nobody yet */
    void mustHaveChosen(Call call) {
        if (call.announcedAt() == null || call.cancelledAt() != null)
            throw new BadInput("accelerator.support.cohort.early");
        if (countSelected(call) == 0) throw new BadInput("accelerator.support.cohort.nobody");
    }

    /** From now on everyone sees it, with those of its initiatives that consent; whoever bears one is written to. */
    @Transactional
    public void open(Actor actor, String slug) {
        var cohort = lockOrganised(slug, actor);
        if (cohort.isPublic()) return;
        db.sql("insert into cohort_step (cohort_id, step, taken_at, taken_by) values (?, 'OPENED', ?, ?)")
                .params(Values.of(cohort.id(), clock.now(), actor.personId()))
                .update();
        if (cohort.about() != null)
            traces.link(
                    by(actor, cohort),
                    Link.Kind.RAISED_AT,
                    cohort.about(),
                    cohort.path(),
                    reason(cohort, "accelerator.support.cohort.about"),
                    null,
                    clock.today());
        traces.link(
                by(actor, cohort),
                Link.Kind.CONTINUED_BY,
                "/accelerateur/appels/" + cohort.call(),
                cohort.path(),
                new Traces.Reason(cohort.summary().fr(), cohort.summary().en(), cohort.fictional()),
                null,
                clock.today());
        journal.record(act("accelerator.cohort.opened", cohort, actor)
                .with("starts", cohort.startsOn().toString())
                .with("ends", cohort.endsOn().toString()));
        letters.opened(cohort);
    }

    /** Supports it for longer. */
    @Transactional
    public void extend(Actor actor, String slug, LocalDate endsOn, Bilingual reason) {
        var cohort = lockOrganised(slug, actor);
        var today = clock.today();
        if (!cohort.isPublic() || cohort.phase(today) == Cohort.Phase.ENDED)
            throw new BadInput("accelerator.support.cohort.extend.late");
        if (!endsOn.isAfter(cohort.endsOn())) throw new BadInput("accelerator.support.cohort.extend.bad");
        db.sql("update cohort set ends_on = ? where id = ?")
                .params(endsOn, cohort.id())
                .update();
        db.sql("""
                insert into cohort_step (cohort_id, step, taken_at, taken_by, was_until, reason_fr, reason_en)
                values (?, 'EXTENDED', ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        cohort.id(), clock.now(), actor.personId(), cohort.endsOn(), reason.fr(), reason.en()))
                .update();
        journal.record(act("accelerator.cohort.extended", cohort, actor)
                .because(reason.fr())
                .with("before", cohort.endsOn().toString())
                .with("ends", endsOn.toString()));
    }

    /** Says that the cohort meets at a gathering of the agenda. */
    @Transactional
    public void meet(Actor actor, String slug, String gathering) {
        var cohort = lockOrganised(slug, actor);
        if (!cohort.isPublic()) throw new BadInput("accelerator.support.cohort.draft.first");
        var meeting = gatherings.get(gathering, null);
        traces.link(
                by(actor, cohort),
                Link.Kind.DISCUSSED_AT,
                cohort.path(),
                meeting.path(),
                reason(cohort, "accelerator.support.cohort.meeting"),
                null,
                clock.today());
        journal.record(act("accelerator.cohort.meeting", cohort, actor).with("gathering", meeting.path()));
    }

    /** The addresses of the gatherings at which it meets. */
    List<String> listMeetings(Cohort cohort) {
        return traces.listFrom(cohort.path()).stream()
                .filter(l -> l.kind() == Link.Kind.DISCUSSED_AT)
                .map(Link::outcome)
                .toList();
    }

    Traces.Reason reason(Cohort cohort, String key) {
        return new Traces.Reason(
                messages.say(Language.FR, key, cohort.title().fr()),
                messages.say(Language.EN, key, cohort.title().in(Language.EN)),
                cohort.fictional());
    }

    /** An act of whoever runs it, in the role by which they may. */
    static Act act(String kind, Cohort cohort, Actor actor) {
        return act(kind, cohort, cohort.path(), actor)
                .with("title", cohort.title().fr());
    }

    static Act act(String kind, Cohort cohort, String path, Actor actor) {
        return Act.of(kind, path, role(actor), organisation(actor, cohort));
    }

    static Traces.By by(Actor actor, Cohort cohort) {
        return new Traces.By(role(actor), organisation(actor, cohort), actor.personId());
    }

    private static Role role(Actor actor) {
        return actor.is(Role.COORDINATOR) ? Role.COORDINATOR : Role.CONTRIBUTOR;
    }

    private static @Nullable String organisation(Actor actor, Cohort cohort) {
        return role(actor) == Role.COORDINATOR ? null : cohort.organisation().slug();
    }
}
