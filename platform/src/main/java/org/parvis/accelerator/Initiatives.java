package org.parvis.accelerator;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.accounts.People;
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
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the initiatives of a cohort: what they say, who may read it, and who opens doors for them. */
@Component
public class Initiatives {
    private static final String SELECT = "select i.*, a.kind, " + Cohorts.COLUMNS + """
            , coalesce((select s.step = 'CONSENTED' from initiative_step s where s.initiative_id = i.id
                        and s.step in ('CONSENTED', 'RETRACTED') order by s.id desc limit 1), a.consents) as consents,
            coalesce((select s.step = 'PUBLISHED' from initiative_step s where s.initiative_id = i.id
                      and s.step in ('PUBLISHED', 'HIDDEN') order by s.id desc limit 1), false) as shown,
            (select s.taken_at from initiative_step s where s.initiative_id = i.id and s.step = 'LEFT') as left_at,
            array(select a.applicant_id where a.applicant_id is not null union
                  select p.person_id from co_applicant p where p.application_id = a.id and p.accepted_at is not null
                                                             and p.person_id is not null) as bearers,
            array(select m.person_id from mentor m where m.initiative_id = i.id and m.ended_at is null
                                                     and m.person_id is not null) as mentors,
            n.*, d.*, (select r.handed_at from initiative_report r where r.initiative_id = i.id) as handed_at,
            c.met_on, c.pace
            """ + Cohorts.FROM + """
            join initiative i on i.cohort_id = co.id join application a on a.id = i.application_id
            cross join lateral (
                select count(*) filter (where met_at is null and live = 0)::int as open_needs,
                       count(*) filter (where met_at is null and live > 0)::int as offered_needs,
                       count(*) filter (where met_at is not null)::int as met_needs,
                       coalesce(sum(waiting), 0)::int as waiting_offers
                from need n cross join lateral (
                    select count(*) filter (where accepted or accepted is null) as live,
                           count(*) filter (where accepted is null) as waiting
                    from offer f where f.need_id = n.id and f.withdrawn_at is null) f
                where n.initiative_id = i.id and n.withdrawn_at is null) n
            cross join lateral (
                select count(*)::int as milestones, count(done_on)::int as done_milestones,
                       min(coalesce((select v.due_on from initiative_milestone_move v where v.milestone_id = m.id
                                     order by v.id desc limit 1), m.due_on)) filter (where done_on is null) as due_on
                from initiative_milestone m where m.initiative_id = i.id) d
            left join lateral (select met_on, pace from check_in c where c.initiative_id = i.id order by met_on desc, id desc limit 1) c
                on true
            """;

    private final JdbcClient db;
    private final Cohorts cohorts;
    private final People people;
    private final SupportLetters letters;
    private final Traces traces;
    private final Journal journal;
    private final CivicClock clock;

    Initiatives(
            JdbcClient db,
            Cohorts cohorts,
            People people,
            SupportLetters letters,
            Traces traces,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.cohorts = cohorts;
        this.people = people;
        this.letters = letters;
        this.traces = traces;
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws NotFound where there is none, or this person may not know of it */
    public Initiative get(String slug, @Nullable Actor actor) {
        return db.sql(SELECT + "where i.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional()
                .filter(i -> i.isPublic() || i.isFollowedBy(actor))
                .orElseThrow(() -> new NotFound("initiative " + slug));
    }

    /**
     * The same, for whoever follows it from within.
     *
     * @throws Forbidden for everyone else
     */
    public Initiative getFollowed(String slug, Actor actor) {
        var initiative = get(slug, actor);
        if (!initiative.isFollowedBy(actor)) throw new Forbidden();
        return initiative;
    }

    /**
     * The same, for whoever bears it or runs its cohort; whoever else would change it waits until this transaction ends.
     *
     * @throws Forbidden for everyone else, its mentors too
     */
    Initiative lockOwn(String slug, Actor actor) {
        var initiative = lockFollowed(slug, actor);
        if (!isOwn(initiative, actor)) throw new Forbidden();
        return initiative;
    }

    static boolean isOwn(Initiative initiative, @Nullable Actor actor) {
        return initiative.isBorneBy(actor) || initiative.cohort().isOrganisedBy(actor);
    }

    Initiative lockFollowed(String slug, Actor actor) {
        lock(getFollowed(slug, actor).id());
        return getFollowed(slug, actor);
    }

    void lock(long id) {
        db.sql("select 1 from initiative where id = ? for update")
                .param(id)
                .query((row, _) -> row.getInt(1))
                .single();
    }

    private Initiative lockOrganised(String slug, Actor actor) {
        var initiative = lockFollowed(slug, actor);
        if (!initiative.cohort().isOrganisedBy(actor)) throw new Forbidden();
        return initiative;
    }

    Initiative get(long id) {
        return db.sql(SELECT + "where i.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** Those of a cohort that this person may read, in the order of their titles. */
    public List<Initiative> list(Cohort cohort, @Nullable Actor actor) {
        return db
                .sql(SELECT + "where co.id = ? order by lower(i.title_fr), i.id")
                .param(cohort.id())
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(i -> i.isPublic() || i.isFollowedBy(actor))
                .toList();
    }

    /** Those that a person bears or opens doors for, the latest first. */
    List<Initiative> listOwn(Actor actor) {
        return db.sql(SELECT + """
                where exists (select from mentor m where m.initiative_id = i.id and m.ended_at is null and m.person_id = :person)
                or a.applicant_id = :person or exists (select from co_applicant p where p.application_id = a.id
                    and p.accepted_at is not null and p.person_id = :person)
                order by co.starts_on desc, i.id limit 100""")
                .param("person", actor.personId())
                .query((row, _) -> read(row))
                .list();
    }

    private static Initiative read(ResultSet row) throws SQLException {
        String theme = row.getString("theme"), pace = row.getString("pace");
        return new Initiative(
                row.getLong("id"),
                Cohorts.read(row),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Bilingual.find(row, "text"),
                row.getString("bearer"),
                ApplicantKind.valueOf(row.getString("kind")),
                theme == null ? null : Theme.valueOf(theme),
                row.getString("territory"),
                row.getString("site"),
                row.getInt("edition"),
                row.getBoolean("fictional"),
                row.getBoolean("consents"),
                row.getBoolean("shown"),
                Calls.instant(row, "left_at"),
                numbers(row.getArray("bearers")),
                numbers(row.getArray("mentors")),
                new Initiative.Progress(
                        row.getInt("open_needs"),
                        row.getInt("offered_needs"),
                        row.getInt("met_needs"),
                        row.getInt("waiting_offers"),
                        row.getInt("milestones"),
                        row.getInt("done_milestones"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("met_on", LocalDate.class),
                        pace == null ? null : CheckIn.Pace.valueOf(pace),
                        Calls.instant(row, "handed_at")));
    }

    private static List<Long> numbers(Array array) throws SQLException {
        return Arrays.asList((Long[]) array.getArray());
    }

    /** What whoever bears it says of it, and checked. */
    record Sheet(
            Bilingual title,
            Bilingual summary,
            @Nullable Bilingual text,
            String bearer,
            String territory,
            @Nullable String site) {}

    /**
     * Says anew what it is.
     *
     * @param edition the one that was read: what somebody else wrote in the meantime is not overwritten
     */
    @Transactional
    public void describe(Actor actor, String slug, int edition, Sheet sheet) {
        var initiative = lockOwn(slug, actor);
        if (initiative.edition() != edition) throw new BadInput("accelerator.support.initiative.overtaken");
        db.sql("""
                update initiative set (title_fr, title_en, summary_fr, summary_en, text_fr, text_en, bearer, territory, site, edition)
                = (?, ?, ?, ?, ?, ?, ?, ?, ?, edition + 1) where id = ?""")
                .params(Values.of(
                        sheet.title().fr(),
                        sheet.title().en(),
                        sheet.summary().fr(),
                        sheet.summary().en(),
                        sheet.text() == null ? "" : sheet.text().fr(),
                        sheet.text() == null ? null : sheet.text().en(),
                        sheet.bearer(),
                        sheet.territory(),
                        sheet.site(),
                        initiative.id()))
                .update();
    }

    /** Whoever bears it lets everyone read it, or takes that back: then its page is gone at once. */
    @Transactional
    public void consent(Actor actor, String slug, boolean consents) {
        var initiative = lockFollowed(slug, actor);
        if (!initiative.isBorneBy(actor)) throw new Forbidden();
        if (initiative.consents() != consents) step(initiative, consents ? "CONSENTED" : "RETRACTED", actor, null);
    }

    /**
     * Shows it to everyone, and ties it to the promise that its call keeps.
     *
     * @throws BadInput where whoever bears it does not consent
     */
    @Transactional
    public void publish(Actor actor, String slug) {
        var initiative = lockOrganised(slug, actor);
        if (!initiative.consents()) throw new BadInput("accelerator.support.initiative.consent.first");
        if (initiative.shown()) return;
        step(initiative, "PUBLISHED", actor, null);
        var cohort = initiative.cohort();
        if (cohort.about() != null && !isTied(initiative))
            traces.link(
                    Cohorts.by(actor, cohort),
                    Link.Kind.RAISED_AT,
                    cohort.about(),
                    initiative.path(),
                    cohorts.reason(cohort, "accelerator.support.initiative.about"),
                    null,
                    clock.today());
        journal.record(act("accelerator.initiative.published", initiative, actor));
    }

    /** Whether it was tied before, and hidden since. */
    private boolean isTied(Initiative initiative) {
        String about = initiative.cohort().about();
        return about != null
                && traces.listFrom(about).stream()
                        .anyMatch(l -> l.outcome().equals(initiative.path()) && l.kind() == Link.Kind.RAISED_AT);
    }

    /** Shows it no more. */
    @Transactional
    public void hide(Actor actor, String slug, Bilingual reason) {
        var initiative = lockOrganised(slug, actor);
        if (!initiative.shown()) return;
        step(initiative, "HIDDEN", actor, reason);
        journal.record(act("accelerator.initiative.hidden", initiative, actor).because(reason.fr()));
    }

    /** It is supported no more. */
    @Transactional
    public void leave(Actor actor, String slug, Bilingual reason) {
        var initiative = lockOrganised(slug, actor);
        if (initiative.leftAt() != null) return;
        step(initiative, "LEFT", actor, reason);
        journal.record(act("accelerator.initiative.left", initiative, actor).because(reason.fr()));
    }

    private void step(Initiative initiative, String step, Actor actor, @Nullable Bilingual reason) {
        db.sql("""
                insert into initiative_step (initiative_id, step, taken_at, taken_by, reason_fr, reason_en)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        initiative.id(),
                        step,
                        clock.now(),
                        actor.personId(),
                        reason == null ? null : reason.fr(),
                        reason == null ? null : reason.en()))
                .update();
    }

    /** Who opens doors for it: everyone reads the office; {@code name} is for those who follow it. */
    record Mentor(
            long id,
            Organisation.Name organisation,
            Bilingual office,
            @Nullable String name,
            @Nullable String email) {}

    List<Mentor> listMentors(Initiative initiative) {
        return db.sql("""
                select m.id, m.office_fr, m.office_en, p.name as person, p.email, o.slug, o.name_fr, o.name_en, o.acronym
                from mentor m join organisation o on o.id = m.organisation_id left join person p on p.id = m.person_id
                where m.initiative_id = ? and m.ended_at is null order by m.id""")
                .param(initiative.id())
                .query((row, _) -> new Mentor(
                        row.getLong("id"),
                        Organisations.name(row, ""),
                        Bilingual.get(row, "office"),
                        row.getString("person"),
                        row.getString("email")))
                .list();
    }

    /**
     * Names someone of an administration, and writes to them.
     *
     * @throws BadInput where nobody has an account under this address, or the organisation is no administration
     */
    @Transactional
    public void name(Actor actor, String slug, Email email, String organisation, Bilingual office) {
        var initiative = lockOrganised(slug, actor);
        var person = people.find(email).orElseThrow(() -> new BadInput("accelerator.support.mentor.courriel.unknown"));
        try {
            int named = db.sql("""
                    insert into mentor (initiative_id, person_id, organisation_id, office_fr, office_en, named_at)
                    select ?, ?, id, ?, ?, ? from organisation where slug = ? and college = any (?)""")
                    .params(Values.of(
                            initiative.id(),
                            person.id(),
                            office.fr(),
                            office.en(),
                            clock.now(),
                            organisation,
                            Needs.ADMINISTRATIONS))
                    .update();
            if (named == 0) throw new BadInput("accelerator.support.mentor.organisation.bad");
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.support.mentor.twice");
        }
        journal.record(act("accelerator.initiative.mentor", initiative, actor)
                .with("organisation", organisation)
                .with("office", office.fr()));
        letters.named(initiative, person);
    }

    /** They open doors for it no more. */
    @Transactional
    public void endMentor(Actor actor, String slug, long mentor) {
        var initiative = lockOrganised(slug, actor);
        int ended = db.sql("update mentor set ended_at = ? where id = ? and initiative_id = ? and ended_at is null")
                .params(Values.of(clock.now(), mentor, initiative.id()))
                .update();
        if (ended > 0) journal.record(act("accelerator.initiative.mentor.ended", initiative, actor));
    }

    private static Act act(String kind, Initiative initiative, Actor actor) {
        return Cohorts.act(kind, initiative.cohort(), initiative.path(), actor);
    }
}
