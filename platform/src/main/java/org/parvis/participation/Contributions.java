package org.parvis.participation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Affiliations;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.accounts.People;
import org.parvis.discussion.Blocks;
import org.parvis.discussion.Commented;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what people propose. */
@Component
public class Contributions {
    static final int AN_HOUR = 20;
    /** An account younger than this is read by a moderator before its links are shown. */
    static final Duration NEW_ACCOUNT = Duration.ofDays(2);

    private static final String SELECT = """
            select c.*, p.name as author, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym,
                   c.supports + (select count(*) from support s where s.contribution_id = c.id and not s.counted)::int as all_supports,
                   (select s.reason from contribution_step s where s.contribution_id = c.id and s.step <> 'REDACTED'
                    order by s.id desc limit 1) as reason
            from contribution c
            left join person p on p.id = c.author_id
            left join organisation o on o.id = c.organisation_id
            """;

    private final JdbcClient db;
    private final Consultations consultations;
    private final People people;
    private final Affiliations affiliations;
    private final Blocks blocks;
    private final Files files;
    private final CivicClock clock;
    private final InstantSource realTime;

    Contributions(
            JdbcClient db,
            Consultations consultations,
            People people,
            Affiliations affiliations,
            Blocks blocks,
            Files files,
            CivicClock clock,
            InstantSource realTime) {
        this.db = db;
        this.consultations = consultations;
        this.people = people;
        this.affiliations = affiliations;
        this.blocks = blocks;
        this.files = files;
        this.clock = clock;
        this.realTime = realTime;
    }

    /**
     * What was typed, and checked.
     *
     * @param paragraph of the consultation's text on which it remarks, none for a free proposal
     */
    record Words(
            String title,
            String text,
            @Nullable Theme theme,
            @Nullable String place,
            @Nullable Integer paragraph,
            String language,
            @Nullable String organisation) {}

    /**
     * @throws NotFound where there is none; a draft is its author's alone, what is held its author's and the moderators', and what
     *     was brought to a consultation before it is announced the coordination's
     */
    public Contribution get(long id, @Nullable Actor actor) {
        var found = find(id, actor != null && actor.is(Role.COORDINATOR));
        boolean seen = switch (found.standing()) {
            case DRAFT -> found.isBy(actor);
            case HELD -> found.isBy(actor) || actor != null && actor.is(Role.MODERATOR);
            default -> true;
        };
        if (!seen) throw new NotFound("contribution " + id);
        return found;
    }

    private Contribution find(long id, boolean coordinator) {
        return db.sql(
                        SELECT
                                + "where c.id = ? and (? or exists (select from consultation_step s where s.consultation_id = c.consultation_id and s.step = 'ANNOUNCED'))")
                .params(id, coordinator)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("contribution " + id));
    }

    Contribution.Whole getWhole(long id, @Nullable Actor actor) {
        var it = get(id, actor);
        return new Contribution.Whole(
                it,
                db.sql("select * from contribution_edit where contribution_id = ? order by id")
                        .param(id)
                        .query((row, _) -> new Contribution.Edit(
                                row.getTimestamp("edited_at").toInstant(),
                                row.getString("title_was"),
                                row.getString("text_was")))
                        .list(),
                listFiles(id));
    }

    private List<StoredFile> listFiles(long id) {
        return db
                .sql("select file_id from contribution_file where contribution_id = ? order by position")
                .param(id)
                .query((row, _) -> row.getObject("file_id", UUID.class))
                .list()
                .stream()
                .flatMap(file -> files.find(file).stream())
                .toList();
    }

    /** The organisations for which a person may contribute: a coordinator accepted that they speak for them. */
    List<Organisation.Name> listOrganisations(Actor actor) {
        return affiliations.listOf(actor.personId()).stream()
                .filter(a -> Boolean.TRUE.equals(a.accepted()))
                .map(Affiliations.Affiliation::organisation)
                .toList();
    }

    /** What a person wrote, the latest first. */
    List<Contribution> listOf(Actor actor, int atMost) {
        return db.sql(SELECT + "where c.author_id = ? order by c.id desc limit ?")
                .params(actor.personId(), atMost)
                .query((row, _) -> read(row))
                .list();
    }

    /** Those of a consultation that can be read, in the order of their numbers. */
    List<Contribution> listOf(Consultation consultation, Collection<Long> ids) {
        return db.sql(SELECT + "where c.id = any (?) and c.consultation_id = ? and c.standing = 'PUBLIC' order by c.id")
                .params(ids.toArray(Long[]::new), consultation.id())
                .query((row, _) -> read(row))
                .list();
    }

    /**
     * Keeps a draft, which its author alone sees.
     *
     * @return its number
     * @throws BadInput where nothing is taken (any more), or not from this person
     */
    @Transactional
    public long draft(Actor actor, String consultation, Words words) {
        var to = consultations.get(consultation, actor);
        authorise(actor, to, words);
        return db.sql("""
                insert into contribution (consultation_id, standing, title, text, language, theme, place, paragraph, author_id,
                                          organisation_id, written_at, fictional)
                values (?, 'DRAFT', ?, ?, ?, ?, ?, ?, ?, (select id from organisation where slug = ?), ?,
                        (select fictional from person where id = ?)) returning id""")
                .params(Values.of(
                        to.id(),
                        words.title(),
                        words.text(),
                        words.language(),
                        words.theme() == null ? null : words.theme().name(),
                        words.place(),
                        words.paragraph(),
                        actor.personId(),
                        words.organisation(),
                        clock.now(),
                        actor.personId()))
                .query(Long.class)
                .single();
    }

    private void authorise(Actor actor, Consultation consultation, Words words) {
        actor.must(Role.MEMBER);
        var now = clock.now();
        if (now.isBefore(consultation.opensAt())) throw new BadInput("participation.contribute.early");
        if (!consultation.isOpen(now)) throw new BadInput("participation.contribute.late");
        check(consultation, words);
        if (!consultation.admits(people.get(actor.personId()).college()))
            throw new BadInput("participation.contribute.college");
        if (words.organisation() != null
                && listOrganisations(actor).stream().noneMatch(o -> o.slug().equals(words.organisation())))
            throw new Forbidden();
        blocks.check(actor, now);
    }

    /** That the consultation asks for this: free proposals, or remarks on a paragraph that its text has. */
    private static void check(Consultation consultation, Words words) {
        if (words.paragraph() == null && !consultation.proposals())
            throw new BadInput(
                    consultation.hasText() ? "participation.contribute.paragraph" : "participation.contribute.none");
        if (words.paragraph() != null && (words.paragraph() < 1 || words.paragraph() > consultation.paragraphs()))
            throw new BadInput("participation.contribute.paragraph");
    }

    /** Changes one's words: a draft as often as one likes; what is published for an hour, and what it said stays to be read. */
    @Transactional
    public void edit(Actor actor, long id, Words words) {
        var was = lock(id, actor);
        var consultation = consultations.get(was.consultationId());
        authorise(actor, consultation, words);
        var now = clock.now();
        if (!was.isEditable(actor, consultation, now)) throw new BadInput("participation.edit.late");
        boolean said = !was.title().equals(words.title()) || !was.text().equals(words.text());
        if (was.isPublic() && said)
            db.sql(
                            "insert into contribution_edit (contribution_id, edited_at, title_was, text_was) values (?, ?, ?, ?)")
                    .params(Values.of(id, now, was.title(), was.text()))
                    .update();
        db.sql("""
                update contribution set (edited_at, title, text, language, theme, place, paragraph, organisation_id)
                    = (?, ?, ?, ?, ?, ?, ?, (select id from organisation where slug = ?)) where id = ?""")
                .params(Values.of(
                        now,
                        words.title(),
                        words.text(),
                        words.language(),
                        words.theme() == null ? null : words.theme().name(),
                        words.place(),
                        words.paragraph(),
                        words.organisation(),
                        id))
                .update();
        if (was.isPublic() && said) {
            index(id);
            if (mustBeRead(actor, words.text())) hold(actor, id, "participation.held.links");
        }
    }

    /**
     * Publishes a draft with these words, or holds it for a moderator: where the consultation says so, where a new account
     * gives links, or where a field that people do not see was filled in. What is published already is edited.
     *
     * @return where it stands now
     */
    @Transactional
    public Contribution.Standing publish(Actor actor, long id, Words words, boolean trapped) {
        var was = lock(id, actor);
        edit(actor, id, words);
        if (was.standing() != Contribution.Standing.DRAFT) return was.standing();
        count(actor);
        if (trapped) return hold(actor, id, "participation.held.trap");
        if (consultations.get(was.consultationId()).screened()) return hold(actor, id, "participation.held.screened");
        if (mustBeRead(actor, words.text())) return hold(actor, id, "participation.held.links");
        show(id, actor.personId(), null);
        return Contribution.Standing.PUBLIC;
    }

    /**
     * Types in what a workshop wrote on a sheet of paper: public at once, nobody's by name, under the sheet's code.
     *
     * @throws BadInput where the sheet was typed in already
     */
    @Transactional
    long typeIn(Actor actor, Consultation to, Kits.Sheet sheet, Words words) {
        check(to, words);
        if (clock.now().isBefore(to.opensAt())) throw new BadInput("participation.contribute.early");
        long id = insert(to, words, sheet.label(), sheet.code())
                .orElseThrow(() -> new BadInput("participation.paper.typed", sheet.code()));
        db.sql("update kit_sheet set contribution_id = ? where code = ?")
                .params(id, sheet.code())
                .update();
        show(id, actor.personId(), null);
        return id;
    }

    /**
     * What was proposed aloud where people met while a consultation was open: public at once, nobody's by name. As with sheets
     * of paper, it is written down until the consultation is answered. Whoever calls has asked whether this person may.
     *
     * @param saidAt when it was said
     * @param by who said it, in a few words: « atelier … »
     * @param source where it stands written, which the consultation holds once
     * @return its address; none where the consultation takes none of it
     */
    @Transactional
    public Optional<String> record(
            Actor actor,
            String consultation,
            Instant saidAt,
            String title,
            String text,
            @Nullable Theme theme,
            String by,
            String source) {
        var to = consultations.getAny(consultation);
        boolean takes =
                to.proposals() && to.takesPaper() && !saidAt.isBefore(to.opensAt()) && saidAt.isBefore(to.closesAt());
        if (!takes) return Optional.empty();
        var id = insert(to, new Words(title, text, theme, null, null, "fr", null), by, source);
        id.ifPresent(it -> show(it, actor.personId(), null));
        return id.map(Contribution::path);
    }

    /** One that nobody signs. */
    private Optional<Long> insert(Consultation to, Words words, String by, String source) {
        return db.sql("""
                insert into contribution (consultation_id, standing, title, text, language, theme, place, paragraph, author_kind, source,
                                          written_at, published_at, fictional)
                values (?, 'DRAFT', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id""")
                .params(Values.of(
                        to.id(),
                        words.title(),
                        words.text(),
                        words.language(),
                        words.theme() == null ? null : words.theme().name(),
                        words.place(),
                        words.paragraph(),
                        by,
                        source,
                        clock.now(),
                        clock.now(),
                        to.fictional()))
                .query(Long.class)
                .optional();
    }

    private boolean mustBeRead(Actor actor, String text) {
        return Contribution.links(text) > 0
                && people.get(actor.personId())
                        .createdAt()
                        .isAfter(realTime.instant().minus(NEW_ACCOUNT));
    }

    /** @param why the key of the message that says why */
    private Contribution.Standing hold(Actor actor, long id, String why) {
        db.sql("update contribution set standing = 'HELD' where id = ?")
                .param(id)
                .update();
        step(id, "HELD", actor.personId(), why);
        return Contribution.Standing.HELD;
    }

    /** Makes it readable, the first time or again; its files too. */
    void show(long id, long by, @Nullable String reason) {
        db.sql("update contribution set standing = 'PUBLIC', published_at = coalesce(published_at, ?) where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
        step(id, "PUBLIC", by, reason);
        index(id);
        db.sql("select file_id from contribution_file where contribution_id = ?")
                .param(id)
                .query(UUID.class)
                .list()
                .forEach(files::publish);
    }

    void step(long id, String step, @Nullable Long by, @Nullable String reason) {
        db.sql(
                        "insert into contribution_step (contribution_id, step, taken_at, taken_by, reason) values (?, ?, ?, ?, ?)")
                .params(Values.of(id, step, clock.now(), by, reason))
                .update();
    }

    void index(long id) {
        db.sql("""
                insert into contribution_words (contribution_id, consultation_id, words)
                select id, consultation_id, contribution_words(title || ' ' || text) from contribution where id = ?
                on conflict (contribution_id) do update set words = excluded.words""").param(id).update();
    }

    /** Takes one's own words back: they can no longer be read, and a mark stays in their place. */
    @Transactional
    public void withdraw(Actor actor, long id) {
        var it = lock(id, actor);
        if (!it.isBy(actor)) throw new Forbidden();
        if (it.standing() == Contribution.Standing.DRAFT) {
            drop(id);
            return;
        }
        if (it.standing() != Contribution.Standing.PUBLIC && it.standing() != Contribution.Standing.HELD) return;
        if (it.responseId() != null) throw new BadInput("participation.withdraw.answered");
        db.sql("update contribution set standing = 'WITHDRAWN' where id = ?")
                .param(id)
                .update();
        db.sql("delete from contribution_words where contribution_id = ?")
                .param(id)
                .update();
        step(id, "WITHDRAWN", actor.personId(), null);
    }

    /** A draft was never anyone else's: nothing of it stays. */
    private void drop(long id) {
        var sent = listFiles(id);
        db.sql("delete from contribution_file where contribution_id = ?")
                .param(id)
                .update();
        db.sql("delete from contribution where id = ? and standing = 'DRAFT'")
                .param(id)
                .update();
        sent.forEach(file -> files.remove(file.id()));
    }

    /** Joins a file to a draft. */
    @Transactional
    public void attach(Actor actor, long id, StoredFile file) {
        var it = lock(id, actor);
        if (!it.isBy(actor) || it.standing() != Contribution.Standing.DRAFT) throw new Forbidden();
        int position = db.sql("select count(*) from contribution_file where contribution_id = ?")
                        .param(id)
                        .query(Integer.class)
                        .single()
                + 1;
        if (position > Contribution.MOST_FILES) throw new BadInput("participation.files.most", Contribution.MOST_FILES);
        db.sql("insert into contribution_file (contribution_id, file_id, position) values (?, ?, ?)")
                .params(id, file.id(), position)
                .update();
    }

    /** Supports it; saying it twice changes nothing. */
    @Transactional
    public void support(Actor actor, long id) {
        actor.must(Role.MEMBER);
        var now = clock.now();
        blocks.check(actor, now);
        int given = db.sql("""
                insert into support (contribution_id, person_id, given_at)
                select c.id, :person, :now from contribution c join consultation k on k.id = c.consultation_id
                where c.id = :id and c.standing = 'PUBLIC' and c.author_id is distinct from :person
                      and :now >= k.opens_on::timestamp at time zone k.zone
                      and :now < (k.closes_on + 1)::timestamp at time zone k.zone
                      and not exists (select from consultation_step s where s.consultation_id = k.id and s.step = 'CLOSED')
                on conflict do nothing""")
                .param("id", id)
                .param("person", actor.personId())
                .param("now", Timestamp.from(now))
                .update();
        if (given > 0) tally(id);
        else if (!isSupportedBy(actor, id)) throw unsupported(actor, id);
    }

    private BadInput unsupported(Actor actor, long id) {
        var it = get(id, actor);
        return new BadInput(
                !it.isPublic()
                        ? "participation.support.unseen"
                        : it.isBy(actor) ? "participation.support.own" : "participation.support.late");
    }

    /** Takes one's support back, as long as supports are taken. */
    @Transactional
    public void unsupport(Actor actor, long id) {
        var it = get(id, actor);
        if (!consultations.get(it.consultationId()).isOpen(clock.now()))
            throw new BadInput("participation.support.late");
        // The lock first: whoever is counting would otherwise count what is gone.
        db.sql("select pg_advisory_xact_lock(hashtextextended('support', ?))")
                .param(id)
                .query()
                .listOfRows();
        db.sql("""
                with gone as (delete from support where contribution_id = ? and person_id = ? returning counted)
                update contribution set supports = supports - 1 where id = ? and exists (select from gone where counted)""").params(id, actor.personId(), id).update();
    }

    /** Adds what is not counted yet, unless someone is at it: nobody waits, and readers add the rest themselves. */
    private void tally(long id) {
        boolean alone = db.sql("select pg_try_advisory_xact_lock(hashtextextended('support', ?))")
                .param(id)
                .query(Boolean.class)
                .single();
        if (alone) db.sql("""
                    with new as (update support set counted = true where contribution_id = ? and not counted returning 1)
                    update contribution set supports = supports + (select count(*) from new) where id = ?""").params(id, id).update();
    }

    public boolean isSupportedBy(Actor actor, long id) {
        return db.sql("select exists (select from support where contribution_id = ? and person_id = ?)")
                .params(id, actor.personId())
                .query(Boolean.class)
                .single();
    }

    /** Tells the moderators; saying it twice changes nothing. */
    @Transactional
    public void alert(Actor actor, long id, String reason) {
        actor.must(Role.MEMBER);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        if (!get(id, actor).isPublic()) return;
        count(actor);
        db.sql("""
                insert into contribution_alert (contribution_id, person_id, raised_at, reason) values (?, ?, ?, ?)
                on conflict (contribution_id, person_id) do nothing""")
                .params(Values.of(id, actor.personId(), clock.now(), reason.strip()))
                .update();
    }

    /** The discussion says how many comments a contribution has. */
    @EventListener
    void on(Commented said) {
        if (said.subject().matches("/contributions/[0-9]{1,18}"))
            db.sql("update contribution set comments = ? where id = ?")
                    .params(said.comments(), Long.parseLong(said.subject().substring("/contributions/".length())))
                    .update();
    }

    private void count(Actor actor) {
        int written = db.sql("""
                insert into contribution_rate (person_id, hour, written) values (?, ?, 1)
                on conflict (person_id) do update
                set written = case when contribution_rate.hour = excluded.hour then contribution_rate.written + 1 else 1 end,
                    hour = excluded.hour
                returning written""")
                .params(Values.of(actor.personId(), realTime.instant().truncatedTo(ChronoUnit.HOURS)))
                .query(Integer.class)
                .single();
        if (written > AN_HOUR) throw new BadInput("participation.often");
    }

    private Contribution lock(long id, Actor actor) {
        db.sql("select from contribution where id = ? for update")
                .param(id)
                .query()
                .listOfRows();
        return get(id, actor);
    }

    static Contribution read(ResultSet row) throws SQLException {
        String theme = row.getString("theme"), outcome = row.getString("outcome");
        return new Contribution(
                row.getLong("id"),
                row.getLong("consultation_id"),
                Contribution.Standing.valueOf(row.getString("standing")),
                row.getString("reason"),
                row.getString("title"),
                row.getString("text"),
                row.getString("language"),
                theme == null ? null : Theme.valueOf(theme),
                row.getString("place"),
                row.getObject("paragraph", Integer.class),
                row.getObject("author_id", Long.class),
                row.getString("author"),
                Organisations.findName(row, "org_"),
                row.getString("author_kind"),
                row.getString("source"),
                row.getTimestamp("written_at").toInstant(),
                instant(row.getTimestamp("published_at")),
                row.getInt("all_supports"),
                row.getInt("comments"),
                outcome == null ? null : Outcome.valueOf(outcome),
                row.getObject("response_id", Long.class),
                instant(row.getTimestamp("answered_at")),
                row.getBoolean("fictional"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** What a query of another class of this room selects to read whole contributions. */
    static String select() {
        return SELECT;
    }
}
