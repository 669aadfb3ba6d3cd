package org.parvis.accelerator;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
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
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
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
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;

    Calls(JdbcClient db, Journal journal, CivicClock clock, JsonMapper json) {
        this.db = db;
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
    List<Call> list(@Nullable Actor actor) {
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
        boolean coordinates = actor.is(Role.COORDINATOR);
        return Act.of(
                        kind,
                        path,
                        coordinates ? Role.COORDINATOR : Role.CONTRIBUTOR,
                        coordinates ? null : call.organisation().slug())
                .with("title", call.title().fr());
    }
}
