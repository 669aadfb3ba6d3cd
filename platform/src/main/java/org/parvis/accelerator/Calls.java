package org.parvis.accelerator;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
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
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to the calls: what is sought, of whom, until when, by which criteria, and what was decided of it. */
@Component
public class Calls {
    private static final String SELECT = """
            select c.*, s.*, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym
            from call c join organisation o on o.id = c.organisation_id, lateral (
                select min(s.taken_at) filter (where step = 'PUBLISHED') as published_at,
                       min(s.taken_at) filter (where step = 'CHECKED') as checked_at,
                       min(s.taken_at) filter (where step = 'READ') as read_at,
                       min(s.taken_at) filter (where step = 'SHORTLISTED') as shortlisted_at,
                       min(s.taken_at) filter (where step = 'JUDGED') as judged_at,
                       min(s.taken_at) filter (where step = 'RANKED') as ranked_at,
                       min(s.taken_at) filter (where step = 'ANNOUNCED') as announced_at,
                       min(s.taken_at) filter (where step = 'CANCELLED') as cancelled_at
                from call_step s where s.call_id = c.id) s
            """;

    private final JdbcClient db;
    private final ApplicationLetters letters;
    private final Traces traces;
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;

    Calls(
            JdbcClient db,
            ApplicationLetters letters,
            Traces traces,
            Journal journal,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.letters = letters;
        this.traces = traces;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Call get(String slug, @Nullable Actor actor) {
        return find(slug)
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor))
                .orElseThrow(() -> new NotFound("call " + slug));
    }

    /**
     * The same, for whoever organises it.
     *
     * @throws Forbidden for everyone else
     */
    public Call getOrganised(String slug, Actor actor) {
        var call = get(slug, actor);
        if (!call.isOrganisedBy(actor)) throw new Forbidden();
        return call;
    }

    /**
     * The same, for whoever reads applications for the administration.
     *
     * @throws Forbidden for everyone else
     */
    Call getRead(String slug, Actor actor) {
        var call = get(slug, actor);
        if (!isAgent(call, actor)) throw new Forbidden();
        return call;
    }

    /** Whether this person organises the call, or sits in its administration's college. */
    boolean isAgent(Call call, @Nullable Actor actor) {
        return actor != null
                && (call.isOrganisedBy(actor)
                        || db.sql("""
                                select exists (select from call_juror where call_id = ? and person_id = ?
                                               and college = 'ADMINISTRATION' and left_at is null)""")
                                .params(call.id(), actor.personId())
                                .query(Boolean.class)
                                .single());
    }

    private Optional<Call> find(String slug) {
        return db.sql(SELECT + "where c.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional();
    }

    Call get(long id) {
        return db.sql(SELECT + "where c.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** The same; whoever else would change what becomes of it waits until this transaction ends. */
    Call lock(long id) {
        db.sql("select 1 from call where id = ? for update")
                .param(id)
                .query((row, _) -> row.getInt(1))
                .single();
        return get(id);
    }

    Call lockOrganised(String slug, Actor actor) {
        return lock(getOrganised(slug, actor).id());
    }

    /** The last to close first; drafts for whoever organises them. */
    public List<Call> list(@Nullable Actor actor) {
        return db
                .sql(SELECT + "order by c.closes_at desc, c.id desc limit 200")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(c -> c.isPublic() || c.isOrganisedBy(actor))
                .toList();
    }

    private static Call read(ResultSet row) throws SQLException {
        Set<ApplicantKind> applicants = EnumSet.noneOf(ApplicantKind.class);
        for (String kind : texts(row, "applicants")) applicants.add(ApplicantKind.valueOf(kind));
        Set<Theme> themes = EnumSet.noneOf(Theme.class);
        for (String theme : texts(row, "themes")) themes.add(Theme.valueOf(theme));
        return new Call(
                row.getLong("id"),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Bilingual.get(row, "rules"),
                Organisations.name(row, "org_"),
                row.getString("about"),
                applicants,
                themes,
                ZoneId.of(row.getString("zone")),
                Objects.requireNonNull(instant(row, "opens_at")),
                Objects.requireNonNull(instant(row, "closes_at")),
                row.getObject("shortlist_on", LocalDate.class),
                row.getObject("announced_on", LocalDate.class),
                row.getInt("places"),
                row.getInt("shortlist"),
                row.getInt("readers_administration"),
                row.getInt("readers_citizens"),
                row.getInt("share_administration"),
                row.getBoolean("normalised"),
                row.getString("panel"),
                row.getInt("edition"),
                row.getBoolean("fictional"),
                instant(row, "published_at"),
                instant(row, "checked_at"),
                instant(row, "read_at"),
                instant(row, "shortlisted_at"),
                instant(row, "judged_at"),
                instant(row, "ranked_at"),
                instant(row, "announced_at"),
                instant(row, "cancelled_at"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return List.of((String[]) array.getArray());
    }

    /** What each college judges by, the administration's first. */
    List<Criterion> listCriteria(Call call) {
        return db.sql("select * from criterion where call_id = ? order by college, position")
                .param(call.id())
                .query((row, _) -> new Criterion(
                        row.getLong("id"),
                        CallCollege.valueOf(row.getString("college")),
                        row.getInt("position"),
                        Bilingual.get(row, "name"),
                        Bilingual.get(row, "guidance"),
                        row.getInt("scale"),
                        row.getBigDecimal("weight")))
                .list();
    }

    /** What the form asks, in its order. */
    List<CallField> listFields(Call call) {
        return db.sql("select * from call_field where call_id = ? order by position")
                .param(call.id())
                .query((row, _) -> {
                    String seenBy = row.getString("seen_by");
                    return new CallField(
                            row.getLong("id"),
                            row.getInt("position"),
                            CallField.Kind.valueOf(row.getString("kind")),
                            Bilingual.get(row, "section"),
                            Bilingual.get(row, "label"),
                            Bilingual.get(row, "hint"),
                            json.readValue(row.getString("options"), new TypeReference<List<Bilingual>>() {}),
                            row.getBoolean("required"),
                            row.getObject("shown_if", Long.class),
                            row.getString("shown_value"),
                            seenBy.equals("ALL") ? null : CallCollege.valueOf(seenBy));
                })
                .list();
    }

    List<EligibilityRule> listRules(Call call) {
        return db.sql("select * from eligibility_rule where call_id = ? order by position")
                .param(call.id())
                .query((row, _) ->
                        new EligibilityRule(row.getLong("id"), row.getInt("position"), Bilingual.get(row, "rule")))
                .list();
    }

    /** What was done, the latest last. */
    List<Call.Step> listSteps(Call call) {
        return db.sql("select * from call_step where call_id = ? order by id")
                .param(call.id())
                .query((row, _) -> new Call.Step(
                        Call.Step.Kind.valueOf(row.getString("step")),
                        Objects.requireNonNull(instant(row, "taken_at")),
                        Bilingual.find(row, "reason")))
                .list();
    }

    /** What an organiser typed, and checked. */
    record Sheet(
            String slug,
            Bilingual title,
            Bilingual summary,
            Bilingual rules,
            String organisation,
            @Nullable String about,
            Set<ApplicantKind> applicants,
            Set<Theme> themes,
            ZoneId zone,
            Instant opensAt,
            Instant closesAt,
            LocalDate shortlistOn,
            LocalDate announcedOn,
            int places,
            int shortlist,
            int readersAdministration,
            int readersCitizens,
            int shareAdministration,
            boolean normalised,
            @Nullable String panel) {}

    /**
     * Prepares a call that only its organisers see.
     *
     * @throws BadInput where its address is taken
     */
    @Transactional
    public void create(Actor actor, Sheet sheet) {
        if (!mayOrganise(actor, sheet.organisation())) throw new Forbidden();
        try {
            db.sql("""
                    insert into call (organisation_id, slug, title_fr, title_en, summary_fr, summary_en, rules_fr, rules_en, about,
                                      applicants, themes, zone, opens_at, closes_at, shortlist_on, announced_on, places, shortlist,
                                      readers_administration, readers_citizens, share_administration, normalised, panel)
                    values ((select id from organisation where slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").params(values(sheet)).update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.form.adresse.taken");
        }
    }

    /**
     * A draft changes in everything; what is published keeps its word.
     *
     * @throws BadInput where it was published, or changed since it was read
     */
    @Transactional
    public void change(Actor actor, String slug, int edition, Sheet sheet) {
        var call = lockDraft(slug, actor);
        if (!mayOrganise(actor, sheet.organisation())) throw new Forbidden();
        if (call.edition() != edition) throw new BadInput("accelerator.form.overtaken");
        try {
            var values = new ArrayList<@Nullable Object>(values(sheet));
            values.add(call.id());
            db.sql("""
                    update call set (organisation_id, slug, title_fr, title_en, summary_fr, summary_en, rules_fr, rules_en, about,
                                     applicants, themes, zone, opens_at, closes_at, shortlist_on, announced_on, places, shortlist,
                                     readers_administration, readers_citizens, share_administration, normalised, panel, edition)
                    = ((select id from organisation where slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                       edition + 1) where id = ?""").params(values).update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("accelerator.form.adresse.taken");
        }
    }

    /** Whether this person may have a call held by this organisation. */
    static boolean mayOrganise(Actor actor, String organisation) {
        return actor.is(Role.COORDINATOR) || actor.isFor(Role.CONTRIBUTOR, organisation);
    }

    private static List<@Nullable Object> values(Sheet sheet) {
        return Values.of(
                sheet.organisation(),
                sheet.slug(),
                sheet.title().fr(),
                sheet.title().en(),
                sheet.summary().fr(),
                sheet.summary().en(),
                sheet.rules().fr(),
                sheet.rules().en(),
                sheet.about(),
                sheet.applicants().stream().map(Enum::name).toArray(String[]::new),
                sheet.themes().stream().map(Enum::name).toArray(String[]::new),
                sheet.zone().getId(),
                sheet.opensAt(),
                sheet.closesAt(),
                sheet.shortlistOn(),
                sheet.announcedOn(),
                sheet.places(),
                sheet.shortlist(),
                sheet.readersAdministration(),
                sheet.readersCitizens(),
                sheet.shareAdministration(),
                sheet.normalised(),
                sheet.panel());
    }

    /** @throws BadInput where it was published: its form, its rules and its criteria stay as they were announced */
    Call lockDraft(String slug, Actor actor) {
        var call = lockOrganised(slug, actor);
        if (call.isPublic()) throw new BadInput("accelerator.kept");
        return call;
    }

    /** From now on everyone sees it, and nothing of what it promises changes any more. */
    @Transactional
    public void publish(Actor actor, String slug) {
        var call = lockOrganised(slug, actor);
        if (call.isPublic()) return;
        if (!clock.now().isBefore(call.closesAt())) throw new BadInput("accelerator.publish.past");
        var criteria = listCriteria(call);
        for (var college : CallCollege.values())
            if (criteria.stream().noneMatch(c -> c.college() == college))
                throw new BadInput("accelerator.publish.criteria." + college);
        step(call, Call.Step.Kind.PUBLISHED, actor, null);
        if (call.about() != null)
            traces.link(
                    by(call, actor),
                    Link.Kind.RAISED_AT,
                    call.about(),
                    call.path(),
                    new Traces.Reason(call.summary().fr(), call.summary().en(), call.fictional()),
                    null,
                    clock.today());
        journal.record(act("accelerator.published", call, actor)
                .with("opens", call.opensAt().toString())
                .with("closes", call.closesAt().toString())
                .with("criteria", Integer.toString(criteria.size())));
    }

    /** Gives more time to apply; what follows moves with it. */
    @Transactional
    public void extend(
            Actor actor,
            String slug,
            Instant closesAt,
            LocalDate shortlistOn,
            LocalDate announcedOn,
            Bilingual reason) {
        var call = lockOrganised(slug, actor);
        var now = clock.now();
        var phase = call.phase(now);
        if (phase != Call.Phase.COMING && phase != Call.Phase.OPEN && phase != Call.Phase.CHECKING)
            throw new BadInput("accelerator.extend.late");
        if (!closesAt.isAfter(call.closesAt()) || !closesAt.isAfter(now)) throw new BadInput("accelerator.extend.bad");
        if (shortlistOn.isBefore(LocalDate.ofInstant(closesAt, call.zone())) || announcedOn.isBefore(shortlistOn))
            throw new BadInput("accelerator.extend.dates");
        db.sql("update call set (closes_at, shortlist_on, announced_on, edition) = (?, ?, ?, edition + 1) where id = ?")
                .params(Values.of(closesAt, shortlistOn, announcedOn, call.id()))
                .update();
        step(call, Call.Step.Kind.EXTENDED, actor, reason);
        journal.record(act("accelerator.extended", call, actor)
                .because(reason.fr())
                .with("before", call.closesAt().toString())
                .with("closes", closesAt.toString()));
    }

    /** Gives it up, and writes so to all who applied or began to. */
    @Transactional
    public void cancel(Actor actor, String slug, Bilingual reason) {
        var call = lockOrganised(slug, actor);
        if (!call.isPublic() || call.cancelledAt() != null || call.announcedAt() != null)
            throw new BadInput("accelerator.cancel.not");
        step(call, Call.Step.Kind.CANCELLED, actor, reason);
        journal.record(act("accelerator.cancelled", call, actor).because(reason.fr()));
        letters.cancelled(call, reason);
    }

    /** Takes a step of its life; the caller holds its lock, and tells the journal. */
    void step(Call call, Call.Step.Kind step, @Nullable Actor actor, @Nullable Bilingual reason) {
        db.sql(
                        "insert into call_step (call_id, step, taken_at, taken_by, reason_fr, reason_en) values (?, ?, ?, ?, ?, ?)")
                .params(Values.of(
                        call.id(),
                        step.name(),
                        clock.now(),
                        actor == null ? null : actor.personId(),
                        reason == null ? null : reason.fr(),
                        reason == null ? null : reason.en()))
                .update();
    }

    /** An act of an official of the call, in the role by which they may. */
    static Act act(String kind, Call call, Actor actor) {
        return act(kind, call.path(), call, actor);
    }

    /** The same, on a page beneath it. */
    static Act act(String kind, String path, Call call, Actor actor) {
        var by = by(call, actor);
        return Act.of(kind, path, by.role(), by.organisation())
                .with("title", call.title().fr());
    }

    private static Traces.By by(Call call, Actor actor) {
        boolean coordinates = actor.is(Role.COORDINATOR);
        return new Traces.By(
                coordinates ? Role.COORDINATOR : Role.CONTRIBUTOR,
                coordinates ? null : call.organisation().slug(),
                actor.personId());
    }
}
