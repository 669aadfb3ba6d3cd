package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Affiliations;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
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

/** The door to the gatherings: what is held, by whom, when, and what was decided of it. */
@Component
public class Gatherings {
    static final String SELECT = """
            select g.*, (select jsonb_agg(jsonb_build_object('slug', o.slug, 'full', bilingual(o.name_fr, o.name_en),
                                'acronym', o.acronym) order by h.position)
                         from gathering_organiser h join organisation o on o.id = h.organisation_id
                         where h.gathering_id = g.id) as organisers
            from gathering g
            """;

    private final JdbcClient db;
    private final Organisations organisations;
    private final Affiliations affiliations;
    private final Places places;
    private final Notices notices;
    private final Journal journal;
    private final Traces traces;
    private final CivicClock clock;
    private final JsonMapper json;

    Gatherings(
            JdbcClient db,
            Organisations organisations,
            Affiliations affiliations,
            Places places,
            Notices notices,
            Journal journal,
            Traces traces,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.organisations = organisations;
        this.affiliations = affiliations;
        this.places = places;
        this.notices = notices;
        this.journal = journal;
        this.traces = traces;
        this.clock = clock;
        this.json = json;
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Gathering get(String slug, @Nullable Actor actor) {
        return find(slug)
                .filter(g -> g.isPublic() || g.isOrganisedBy(actor))
                .orElseThrow(() -> new NotFound("gathering " + slug));
    }

    /**
     * The same, for whoever organises it.
     *
     * @throws Forbidden for everyone else
     */
    public Gathering getOrganised(String slug, Actor actor) {
        var gathering = get(slug, actor);
        if (!gathering.isOrganisedBy(actor)) throw new Forbidden();
        return gathering;
    }

    /** Whatever its standing: for what the house does by itself, never for a visitor. */
    Optional<Gathering> find(String slug) {
        return db.sql(SELECT + "where g.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional();
    }

    /** The latest of those that are public, as things to choose from. */
    public List<Gathering> listLatest(int most) {
        return db.sql(SELECT + "where g.standing = 'PUBLISHED' order by g.starts_at desc, g.id desc limit ?")
                .param(most)
                .query((row, _) -> read(row))
                .list();
    }

    Gathering get(long id) {
        return db.sql(SELECT + "where g.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** Those of these numbers, by their number. */
    Map<Long, Gathering> map(Collection<Long> ids) {
        return db
                .sql(SELECT + "where g.id = any (?)")
                .param(ids.toArray(Long[]::new))
                .query((row, _) -> read(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Gathering::id, g -> g));
    }

    /** All that its page tells, in one reading. */
    Gathering.Whole getWhole(Gathering gathering) {
        return db.sql("""
                select (select jsonb_agg(jsonb_build_object('number', s.number, 'startsAt', s.starts_at, 'endsAt', s.ends_at)
                                         order by s.starts_at) from slot s where s.gathering_id = g.id) as slots,
                       (select jsonb_agg(jsonb_build_object('id', w.id, 'slot', w.slot, 'number', w.number,
                                         'title', bilingual(w.title_fr, w.title_en), 'text', bilingual(nullif(w.text_fr, ''), w.text_en),
                                         'room', w.room) order by w.number) from workshop w where w.gathering_id = g.id) as workshops,
                       (select jsonb_agg(jsonb_build_object('name', s.name, 'role', bilingual(s.role_fr, s.role_en))
                                         order by s.position) from speaker s where s.gathering_id = g.id) as speakers,
                       (select jsonb_agg(jsonb_build_object('kind', s.step, 'takenAt', s.taken_at,
                                         'reason', bilingual(s.reason_fr, s.reason_en), 'wasFrom', s.was_from, 'wasUntil', s.was_until)
                                         order by s.id) from gathering_step s where s.gathering_id = g.id) as steps
                from gathering g where g.id = ?""")
                .param(gathering.id())
                .query((row, _) -> new Gathering.Whole(
                        new Gathering.Programme(
                                list(row, "slots", new TypeReference<List<Gathering.Slot>>() {}),
                                list(row, "workshops", new TypeReference<List<Gathering.Workshop>>() {})),
                        list(row, "speakers", new TypeReference<List<Gathering.Speaker>>() {}),
                        list(row, "steps", new TypeReference<List<Gathering.Step>>() {})))
                .single();
    }

    public Gathering.Programme getProgramme(Gathering gathering) {
        return getWhole(gathering).programme();
    }

    List<Gathering.Speaker> listSpeakers(Gathering gathering) {
        return getWhole(gathering).speakers();
    }

    private <T> List<T> list(ResultSet row, String column, TypeReference<List<T>> type) throws SQLException {
        String found = row.getString(column);
        return found == null ? List.of() : json.readValue(found, type);
    }

    /** What this person has in hand: proposed or drafted, the earliest first; all of it for the coordination. */
    List<Gathering> listDrafts(Actor actor) {
        return db
                .sql(SELECT + "where g.standing in ('PROPOSED', 'DRAFT') order by g.starts_at, g.id limit 500")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(g -> g.isOrganisedBy(actor))
                .toList();
    }

    /**
     * What an organiser typed, and checked.
     *
     * @param organisers by their slugs, the first one answering for it
     * @param shares how its places are shared; {@code releaseAt} when those that are left go to whoever waits
     */
    public record Sheet(
            String slug,
            Gathering.Kind kind,
            Gathering.Mode mode,
            College.Side initiative,
            Bilingual title,
            Bilingual summary,
            @Nullable Bilingual text,
            Instant startsAt,
            Instant endsAt,
            ZoneId zone,
            @Nullable String place,
            @Nullable String access,
            @Nullable String accessibility,
            @Nullable String joinUrl,
            List<String> languages,
            Set<College> colleges,
            Set<Theme> themes,
            @Nullable String about,
            @Nullable String consultation,
            boolean registering,
            @Nullable Instant closesAt,
            @Nullable Integer teamMost,
            List<String> organisers,
            List<Gathering.Speaker> speakers,
            List<Quota.Share> shares,
            @Nullable Instant releaseAt) {}

    /**
     * A draft, which only those who organise it see until it is published.
     *
     * @throws BadInput where another bears its address
     */
    @Transactional
    public long create(Actor actor, Sheet sheet) {
        actor.must(Role.COORDINATOR, Role.CONTRIBUTOR);
        if (!actor.is(Role.COORDINATOR) && sheet.organisers().stream().noneMatch(o -> actor.isFor(Role.CONTRIBUTOR, o)))
            throw new BadInput("agenda.organiser.own");
        return insert(sheet, Gathering.Standing.DRAFT, null);
    }

    /**
     * An organisation of civil society proposes one, through a member whom a coordinator accepted as speaking for it.
     *
     * @throws Forbidden for whoever speaks for no such organisation
     */
    @Transactional
    public long propose(Actor actor, Sheet sheet) {
        var mine = listProposers(actor).stream().map(Organisation.Name::slug).toList();
        if (sheet.organisers().size() != 1 || !mine.contains(sheet.organisers().getFirst())) throw new Forbidden();
        long id = insert(sheet, Gathering.Standing.PROPOSED, actor.personId());
        step(id, "PROPOSED", actor, null);
        return id;
    }

    /** The organisations for which a member may propose a gathering: those of the society's side that they speak for. */
    public List<Organisation.Name> listProposers(Actor actor) {
        return affiliations.listOf(actor.personId()).stream()
                .filter(a -> Boolean.TRUE.equals(a.accepted()))
                .map(Affiliations.Affiliation::organisation)
                .filter(o -> organisations.get(o.slug()).college().side() == College.Side.SOCIETY)
                .toList();
    }

    /**
     * The coordination answers a proposal: accepted, it is its organiser's to prepare; declined, it stays to be read with why.
     *
     * @param answer what is answered, in public
     */
    @Transactional
    public void answer(Actor actor, String slug, boolean accepted, Bilingual answer) {
        actor.must(Role.COORDINATOR);
        var proposal = lock(slug);
        if (proposal.standing() != Gathering.Standing.PROPOSED) throw new BadInput("agenda.answer.twice");
        stand(proposal, accepted ? Gathering.Standing.DRAFT : Gathering.Standing.DECLINED);
        step(proposal.id(), accepted ? "ACCEPTED" : "DECLINED", actor, answer);
        record(proposal, actor, accepted ? "agenda.accepted" : "agenda.declined", answer.fr());
        notices.answered(proposal, accepted, answer);
    }

    /** A proposal and what was answered, which everyone may read. */
    record Proposal(
            Gathering gathering,
            Instant proposedAt,
            @Nullable Boolean accepted,
            @Nullable Instant answeredAt,
            @Nullable Bilingual answer) {}

    List<Proposal> listProposals() {
        return db.sql(SELECT.replace("select g.*,", """
                        select g.*, p.taken_at as proposed_at, a.step as answer_step, a.taken_at as answered_at,
                               a.reason_fr as answer_fr, a.reason_en as answer_en,""") + """
                        join gathering_step p on p.gathering_id = g.id and p.step = 'PROPOSED'
                        left join gathering_step a on a.gathering_id = g.id and a.step in ('ACCEPTED', 'DECLINED')
                        order by p.taken_at desc, g.id desc limit 200""")
                .query((row, _) -> {
                    String step = row.getString("answer_step");
                    return new Proposal(
                            read(row),
                            row.getTimestamp("proposed_at").toInstant(),
                            step == null ? null : step.equals("ACCEPTED"),
                            instant(row, "answered_at"),
                            Bilingual.find(row, "answer"));
                })
                .list();
    }

    private long insert(Sheet sheet, Gathering.Standing standing, @Nullable Long proposer) {
        try {
            long id = db.sql("""
                    insert into gathering (kind, mode, initiative, title_fr, title_en, summary_fr, summary_en, text_fr, text_en, starts_at,
                        ends_at, zone, place, access, accessibility, join_url, languages, colleges, themes, about, consultation,
                        registering, closes_at, team_most, slug, standing, proposed_by)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(values(sheet))
                    .params(Values.of(sheet.slug(), standing.name(), proposer))
                    .query(Long.class)
                    .single();
            complete(get(id), sheet);
            return id;
        } catch (DuplicateKeyException e) {
            throw new BadInput("agenda.slug.taken");
        }
    }

    private static List<@Nullable Object> values(Sheet sheet) {
        return Values.of(
                sheet.kind().name(),
                sheet.mode().name(),
                sheet.initiative().name(),
                sheet.title().fr(),
                sheet.title().en(),
                sheet.summary().fr(),
                sheet.summary().en(),
                sheet.text() == null ? "" : sheet.text().fr(),
                sheet.text() == null ? null : sheet.text().en(),
                sheet.startsAt(),
                sheet.endsAt(),
                sheet.zone().getId(),
                sheet.place(),
                sheet.access(),
                sheet.accessibility(),
                sheet.joinUrl(),
                sheet.languages().toArray(String[]::new),
                sheet.colleges().stream().map(Enum::name).toArray(String[]::new),
                sheet.themes().stream().map(Enum::name).toArray(String[]::new),
                sheet.about(),
                sheet.consultation(),
                sheet.registering(),
                sheet.closesAt(),
                sheet.teamMost());
    }

    private void complete(Gathering gathering, Sheet sheet) {
        db.sql("delete from gathering_organiser where gathering_id = ?")
                .param(gathering.id())
                .update();
        db.sql("""
                insert into gathering_organiser (gathering_id, position, organisation_id)
                select ?, n, o.id from unnest(?::text[]) with ordinality s (slug, n) join organisation o on o.slug = s.slug""")
                .params(gathering.id(), sheet.organisers().toArray(String[]::new))
                .update();
        db.sql("delete from speaker where gathering_id = ?")
                .param(gathering.id())
                .update();
        int position = 0;
        for (var speaker : sheet.speakers())
            db.sql("insert into speaker (gathering_id, position, name, role_fr, role_en) values (?, ?, ?, ?, ?)")
                    .params(Values.of(
                            gathering.id(),
                            ++position,
                            speaker.name(),
                            speaker.role() == null ? null : speaker.role().fr(),
                            speaker.role() == null ? null : speaker.role().en()))
                    .update();
        notices.given(gathering, places.share(gathering, null, sheet.shares(), sheet.releaseAt(), clock.now()));
    }

    /**
     * Changes what it says. Its hours move only while it is a draft: once published they are postponed, with a reason. Its
     * address, once published, stays.
     */
    @Transactional
    public void change(Actor actor, String slug, Sheet sheet) {
        var was = lockOrganised(slug, actor);
        if (was.standing() == Gathering.Standing.CANCELLED || was.standing() == Gathering.Standing.DECLINED)
            throw new BadInput("agenda.change.ended");
        boolean published = was.isPublic();
        if (published && !was.slug().equals(sheet.slug())) throw new BadInput("agenda.change.slug");
        if (published
                && !(was.startsAt().equals(sheet.startsAt()) && was.endsAt().equals(sheet.endsAt())))
            throw new BadInput("agenda.change.hours");
        if (!actor.is(Role.COORDINATOR) && was.initiative() != sheet.initiative()) throw new Forbidden();
        if (!actor.is(Role.COORDINATOR)
                && was.organisers().stream().noneMatch(o -> sheet.organisers().contains(o.slug())))
            throw new BadInput("agenda.organiser.own");
        try {
            db.sql("""
                    update gathering set (kind, mode, initiative, title_fr, title_en, summary_fr, summary_en, text_fr, text_en, starts_at,
                        ends_at, zone, place, access, accessibility, join_url, languages, colleges, themes, about, consultation,
                        registering, closes_at, team_most, slug, sequence)
                        = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                           sequence + case when standing = 'PUBLISHED' and (place, join_url) is distinct from (?, ?) then 1 else 0 end)
                    where id = ?""")
                    .params(values(sheet))
                    .params(Values.of(sheet.slug(), sheet.place(), sheet.joinUrl(), was.id()))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("agenda.slug.taken");
        }
        complete(get(was.id()), sheet);
    }

    /** Makes it public, and ties it to what it is about. */
    @Transactional
    public void publish(Actor actor, String slug) {
        open(actor, slug).ifPresent(notices::published);
    }

    /** The same, without telling anyone: none where it is public already. */
    @Transactional
    Optional<Gathering> open(Actor actor, String slug) {
        var gathering = lockOrganised(slug, actor);
        if (gathering.isPublic()) return Optional.empty();
        if (gathering.standing() != Gathering.Standing.DRAFT) throw new BadInput("agenda.publish.unanswered");
        if (!clock.now().isBefore(gathering.endsAt()) && !actor.is(Role.COORDINATOR))
            throw new BadInput("agenda.publish.past");
        stand(gathering, Gathering.Standing.PUBLISHED);
        step(gathering.id(), "PUBLISHED", actor, null);
        record(gathering, actor, "agenda.published", null);
        var hat = gathering.hat(actor);
        for (var origin : java.util.stream.Stream.of(gathering.about(), gathering.consultation())
                .filter(java.util.Objects::nonNull)
                .toList())
            traces.link(
                    new Traces.By(hat.role(), hat.organisation(), actor.personId()),
                    Link.Kind.DISCUSSED_AT,
                    origin,
                    gathering.path(),
                    new Traces.Reason(
                            gathering.summary().fr(), gathering.summary().en(), gathering.fictional()),
                    null,
                    clock.today());
        return Optional.of(gathering);
    }

    /** Moves it to other hours: whoever is registered keeps their place, and is told. */
    @Transactional
    public void postpone(Actor actor, String slug, Instant startsAt, Instant endsAt, Bilingual reason) {
        var gathering = lockOrganised(slug, actor);
        if (gathering.standing() != Gathering.Standing.PUBLISHED || !clock.now().isBefore(gathering.endsAt()))
            throw new BadInput("agenda.postpone.late");
        if (!endsAt.isAfter(startsAt)) throw new BadInput("agenda.form.fin.early");
        if (!startsAt.isAfter(clock.now())) throw new BadInput("agenda.postpone.past");
        step(gathering.id(), "POSTPONED", actor, reason);
        // Slots keep their distance from the beginning; registration closes as long before it as it did.
        var by = java.time.Duration.between(gathering.startsAt(), startsAt);
        db.sql("""
                update gathering set starts_at = ?, ends_at = ?, closes_at = least(closes_at + make_interval(secs => ?), ?),
                    sequence = sequence + 1 where id = ?""")
                .params(Values.of(startsAt, endsAt, by.toSeconds(), endsAt, gathering.id()))
                .update();
        db.sql("set constraints all deferred").update();
        db.sql(
                        "update slot set starts_at = starts_at + make_interval(secs => ?), ends_at = ends_at + make_interval(secs => ?) where gathering_id = ?")
                .params(by.toSeconds(), by.toSeconds(), gathering.id())
                .update();
        record(gathering, actor, "agenda.postponed", reason.fr());
        notices.postponed(get(gathering.id()), gathering, reason);
    }

    /** It will not be held: whoever is registered is told why. */
    @Transactional
    public void cancel(Actor actor, String slug, Bilingual reason) {
        var gathering = lockOrganised(slug, actor);
        if (gathering.standing() != Gathering.Standing.PUBLISHED || !clock.now().isBefore(gathering.endsAt()))
            throw new BadInput("agenda.cancel.late");
        stand(gathering, Gathering.Standing.CANCELLED);
        db.sql("update gathering set sequence = sequence + 1 where id = ?")
                .param(gathering.id())
                .update();
        step(gathering.id(), "CANCELLED", actor, reason);
        record(gathering, actor, "agenda.cancelled", reason.fr());
        notices.cancelled(get(gathering.id()), reason);
    }

    private void stand(Gathering gathering, Gathering.Standing standing) {
        db.sql("update gathering set standing = ? where id = ?")
                .params(standing.name(), gathering.id())
                .update();
    }

    void step(long id, String step, Actor actor, @Nullable Bilingual reason) {
        db.sql("""
                insert into gathering_step (gathering_id, step, taken_at, taken_by, reason_fr, reason_en, was_from, was_until)
                select id, ?, ?, ?, ?, ?, case when ? then starts_at end, case when ? then ends_at end from gathering where id = ?""")
                .params(Values.of(
                        step,
                        clock.now(),
                        actor.personId(),
                        reason == null ? null : reason.fr(),
                        reason == null ? null : reason.en(),
                        step.equals("POSTPONED"),
                        step.equals("POSTPONED"),
                        id))
                .update();
    }

    /** Enters an act on it into the journal. */
    void record(Gathering gathering, Actor actor, String kind, @Nullable String reason) {
        var hat = gathering.hat(actor);
        var act = Act.of(kind, gathering.path(), hat.role(), hat.organisation())
                .with("title", gathering.title().fr())
                .with("startsAt", get(gathering.id()).startsAt().toString());
        journal.record(reason == null ? act : act.because(reason));
    }

    /** A slot of a forum's programme, and the workshops that it may hold. */
    @Transactional
    public void addSlot(Actor actor, String slug, Instant startsAt, Instant endsAt) {
        var gathering = lockOrganised(slug, actor);
        if (!endsAt.isAfter(startsAt)) throw new BadInput("agenda.form.fin.early");
        if (startsAt.isBefore(gathering.startsAt()) || endsAt.isAfter(gathering.endsAt()))
            throw new BadInput("agenda.slot.outside");
        var programme = getProgramme(gathering);
        if (programme.slots().stream().anyMatch(s -> s.startsAt().isBefore(endsAt) && startsAt.isBefore(s.endsAt())))
            throw new BadInput("agenda.slot.overlapping");
        db.sql("""
                insert into slot (gathering_id, number, starts_at, ends_at)
                select ?, coalesce(max(number), 0) + 1, ?, ? from slot where gathering_id = ?""")
                .params(Values.of(gathering.id(), startsAt, endsAt, gathering.id()))
                .update();
    }

    /** Takes away a slot without workshops. */
    @Transactional
    public void removeSlot(Actor actor, String slug, int number) {
        var gathering = lockOrganised(slug, actor);
        if (getProgramme(gathering).workshops().stream().anyMatch(w -> w.slot() == number))
            throw new BadInput("agenda.slot.full");
        db.sql("delete from slot where gathering_id = ? and number = ?")
                .params(gathering.id(), number)
                .update();
    }

    /** What an organiser typed of a workshop, and checked. */
    public record WorkshopSheet(
            int slot,
            Bilingual title,
            @Nullable Bilingual text,
            @Nullable String room,
            List<Quota.Share> shares,
            @Nullable Instant releaseAt) {}

    /** Writes a workshop: a new one where {@code number} is none. Its slot, once people chose it, stays. */
    @Transactional
    public void setWorkshop(Actor actor, String slug, @Nullable Integer number, WorkshopSheet sheet) {
        var gathering = lockOrganised(slug, actor);
        var programme = getProgramme(gathering);
        if (programme.slots().stream().noneMatch(s -> s.number() == sheet.slot()))
            throw new BadInput("agenda.workshop.slot");
        var known = number == null ? null : workshop(programme, number);
        if (known != null && known.slot() != sheet.slot()) throw new BadInput("agenda.workshop.moved");
        String fr = sheet.text() == null ? "" : sheet.text().fr();
        String en = sheet.text() == null ? null : sheet.text().en();
        int given = number == null ? 0 : number;
        if (known == null)
            given = db.sql("""
                    insert into workshop (gathering_id, slot, number, title_fr, title_en, text_fr, text_en, room)
                    select ?, ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? from workshop where gathering_id = ?
                    returning number""")
                    .params(Values.of(
                            gathering.id(),
                            sheet.slot(),
                            sheet.title().fr(),
                            sheet.title().en(),
                            fr,
                            en,
                            sheet.room(),
                            gathering.id()))
                    .query(Integer.class)
                    .single();
        else
            db.sql("update workshop set (title_fr, title_en, text_fr, text_en, room) = (?, ?, ?, ?, ?) where id = ?")
                    .params(Values.of(sheet.title().fr(), sheet.title().en(), fr, en, sheet.room(), known.id()))
                    .update();
        var workshop = workshop(getProgramme(gathering), given);
        notices.given(gathering, places.share(gathering, workshop, sheet.shares(), sheet.releaseAt(), clock.now()));
    }

    /** Takes away a workshop that nobody chose. */
    @Transactional
    public void removeWorkshop(Actor actor, String slug, int number) {
        var gathering = lockOrganised(slug, actor);
        var workshop = workshop(getProgramme(gathering), number);
        if (db.sql("select exists (select from place where workshop_id = ?)")
                .param(workshop.id())
                .query(Boolean.class)
                .single()) throw new BadInput("agenda.workshop.chosen");
        db.sql("delete from workshop where id = ?").param(workshop.id()).update();
    }

    private static Gathering.Workshop workshop(Gathering.Programme programme, int number) {
        return programme.workshops().stream()
                .filter(w -> w.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("workshop " + number));
    }

    /** Holds it still until the end of the transaction, for whoever organises it. */
    Gathering lockOrganised(String slug, Actor actor) {
        lock(slug);
        return getOrganised(slug, actor);
    }

    private Gathering lock(String slug) {
        db.sql("select from gathering where slug = ? for update")
                .param(slug)
                .query()
                .listOfRows();
        return find(slug).orElseThrow(() -> new NotFound("gathering " + slug));
    }

    Gathering read(ResultSet row) throws SQLException {
        Set<College> colleges = EnumSet.noneOf(College.class);
        for (String college : texts(row, "colleges")) colleges.add(College.valueOf(college));
        Set<Theme> themes = EnumSet.noneOf(Theme.class);
        for (String theme : texts(row, "themes")) themes.add(Theme.valueOf(theme));
        return new Gathering(
                row.getLong("id"),
                row.getString("slug"),
                Gathering.Kind.valueOf(row.getString("kind")),
                Gathering.Mode.valueOf(row.getString("mode")),
                Gathering.Standing.valueOf(row.getString("standing")),
                College.Side.valueOf(row.getString("initiative")),
                row.getObject("series_id", Long.class),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Bilingual.find(row, "text"),
                row.getTimestamp("starts_at").toInstant(),
                row.getTimestamp("ends_at").toInstant(),
                ZoneId.of(row.getString("zone")),
                row.getString("place"),
                row.getString("access"),
                row.getString("accessibility"),
                row.getString("join_url"),
                texts(row, "languages"),
                colleges,
                themes,
                row.getString("about"),
                row.getString("consultation"),
                row.getBoolean("registering"),
                instant(row, "closes_at"),
                row.getObject("team_most", Integer.class),
                row.getObject("proposed_by", Long.class),
                instant(row, "reported_at"),
                row.getInt("sequence"),
                row.getBoolean("fictional"),
                row.getString("organisers") == null
                        ? List.of()
                        : json.readValue(row.getString("organisers"), new TypeReference<List<Organisation.Name>>() {}));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
