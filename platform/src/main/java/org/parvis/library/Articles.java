package org.parvis.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to news, tools, kits and the like: what is written of each, what everyone reads, what it was before. */
@Component
public class Articles {
    private static final Duration FARTHEST = Duration.ofDays(730);

    private static final String SELECT = """
            select a.kind, a.slug, a.fictional, a.withdrawn_at, a.reason_fr, a.reason_en, v.*,
                   f.name as picture_name, f.type as picture_type, c.size as picture_size, c.sha256 as picture_sha256,
                   (select min(p.publish_at) from article_version p where p.article_id = a.id) as first_at
            from article a join article_version v on v.article_id = a.id
            left join file f on f.id = v.picture_id left join file_content c on c.sha256 = f.sha256
            where\s""";

    private static final String PUBLIC = """
            a.withdrawn_at is null and v.publish_at <= :now and not exists (
                select from article_version n
                where n.article_id = a.id and n.publish_at <= :now and n.edition > v.edition)""";

    private static final String LATEST =
            "not exists (select from article_version n where n.article_id = a.id and n.number > v.number)";

    private final JdbcClient db;
    private final Files files;
    private final Journal journal;
    private final Traces traces;
    private final CivicClock clock;

    Articles(JdbcClient db, Files files, Journal journal, Traces traces, CivicClock clock) {
        this.db = db;
        this.files = files;
        this.journal = journal;
        this.traces = traces;
        this.clock = clock;
    }

    private Timestamp now() {
        return Timestamp.from(clock.now());
    }

    /**
     * What everyone may read, the latest first.
     *
     * @param kind none for all kinds
     * @param after the number of the article after which the list goes on; none from its beginning
     */
    public Article.Slice listPublic(Article.@Nullable Kind kind, @Nullable Long after, int limit) {
        var found = new ArrayList<>(db.sql("select * from (" + SELECT + PUBLIC + """
                        and (:kind::text is null or a.kind = :kind)) x
                        where :after::bigint is null or (first_at, article_id) <
                            ((select min(publish_at) from article_version where article_id = :after), :after)
                        order by first_at desc, article_id desc limit :limit""")
                .param("now", now())
                .param("kind", kind == null ? null : kind.name())
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, _) -> read(row))
                .list());
        boolean more = found.size() > limit;
        if (more) found.removeLast();
        return new Article.Slice(List.copyOf(found), more);
    }

    /** Those that no one but editors sees, or of which they have written more than everyone reads: the last saved first. */
    List<Article> listPending(Article.Kind kind, Actor actor) {
        actor.must(Role.COORDINATOR);
        return db.sql(SELECT + LATEST + """
                        and a.kind = :kind and (a.withdrawn_at is not null or v.publish_at is null or v.publish_at > :now)
                        order by v.saved_at desc, v.id desc limit 100""")
                .param("kind", kind.name())
                .param("now", now())
                .query((row, _) -> read(row))
                .list();
    }

    /** As everyone reads it. */
    public Optional<Article> findPublic(Article.Kind kind, String slug) {
        return one(PUBLIC, kind, slug);
    }

    /** @throws NotFound where nobody may read it */
    public Article getPublic(Article.Kind kind, String slug) {
        return findPublic(kind, slug).orElseThrow(() -> new NotFound(kind + " " + slug));
    }

    /** As its editors wrote it last. */
    Article getLatest(Article.Kind kind, String slug, Actor actor) {
        actor.must(Role.COORDINATOR);
        return findLatest(kind, slug).orElseThrow(() -> new NotFound(kind + " " + slug));
    }

    Optional<Article> findLatest(Article.Kind kind, String slug) {
        return one(LATEST, kind, slug);
    }

    private Optional<Article> one(String which, Article.Kind kind, String slug) {
        return db.sql(SELECT + which + " and a.kind = :kind and a.slug = :slug")
                .param("now", now())
                .param("kind", kind.name())
                .param("slug", slug)
                .query((row, _) -> read(row))
                .optional();
    }

    /** The editions that everyone may read, the latest first. */
    public List<Article.Version> listEditions(Article article) {
        return db.sql(SELECT + "a.id = ? and v.publish_at <= ? order by v.edition desc")
                .params(article.id(), now())
                .query((row, _) -> version(row))
                .list();
    }

    /** Every version, the latest first. */
    List<Article.Version> listVersions(Article article, Actor actor) {
        actor.must(Role.COORDINATOR);
        return db.sql(SELECT + "a.id = ? order by v.number desc")
                .param(article.id())
                .query((row, _) -> version(row))
                .list();
    }

    public List<Article.Template> listTemplates(Article.Version version) {
        return db.sql("""
                select t.*, f.name, f.type, c.size, c.sha256 from article_file t join file f on f.id = t.file_id
                join file_content c on c.sha256 = f.sha256 where t.version_id = ? order by t.position""")
                .param(version.id())
                .query((row, _) -> new Article.Template(
                        row.getInt("position"),
                        Bilingual.get(row, "title"),
                        file(row, row.getObject("file_id", UUID.class), "")))
                .list();
    }

    private static Article read(ResultSet row) throws SQLException {
        var withdrawnAt = row.getTimestamp("withdrawn_at");
        var first = row.getTimestamp("first_at");
        return new Article(
                row.getLong("article_id"),
                Article.Kind.valueOf(row.getString("kind")),
                row.getString("slug"),
                row.getBoolean("fictional"),
                version(row),
                first == null ? null : first.toInstant(),
                withdrawnAt == null
                        ? null
                        : new Article.Withdrawal(withdrawnAt.toInstant(), Bilingual.get(row, "reason")));
    }

    private static Article.Version version(ResultSet row) throws SQLException {
        var publishAt = row.getTimestamp("publish_at");
        var picture = row.getObject("picture_id", UUID.class);
        return new Article.Version(
                row.getLong("id"),
                row.getInt("number"),
                row.getObject("edition", Integer.class),
                publishAt == null ? null : publishAt.toInstant(),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Bilingual.get(row, "text"),
                Bilingual.get(row, "steps"),
                Bilingual.find(row, "audience"),
                Licence.valueOf(row.getString("licence")),
                picture == null ? null : new Article.Picture(file(row, picture, "picture_"), Bilingual.get(row, "alt")),
                Bilingual.find(row, "change"),
                row.getTimestamp("saved_at").toInstant(),
                row.getObject("restores", Integer.class));
    }

    static StoredFile file(ResultSet row, UUID id, String prefix) throws SQLException {
        return new StoredFile(
                id,
                row.getString(prefix + "name"),
                FileType.valueOf(row.getString(prefix + "type")),
                row.getLong(prefix + "size"),
                HexFormat.of().formatHex(row.getBytes(prefix + "sha256")));
    }

    /** What an editor typed, and checked. */
    record Sheet(
            Bilingual title,
            Bilingual summary,
            Bilingual text,
            Bilingual steps,
            @Nullable Bilingual audience,
            Licence licence,
            @Nullable UUID picture,
            @Nullable Bilingual alt,
            @Nullable Bilingual change,
            List<Attached> templates) {
        static Sheet of(Article.Version version, List<Article.Template> templates) {
            return new Sheet(
                    version.title(),
                    version.summary(),
                    version.text(),
                    version.steps(),
                    version.audience(),
                    version.licence(),
                    version.picture() == null ? null : version.picture().file().id(),
                    version.picture() == null ? null : version.picture().alt(),
                    version.change(),
                    templates.stream()
                            .map(t -> new Attached(t.title(), t.file().id()))
                            .toList());
        }
    }

    record Attached(Bilingual title, UUID file) {}

    /** Another saved the same article since it was read: nothing was written. */
    static final class SavedSince extends RuntimeException {}

    /** @throws BadInput where its address is taken */
    @Transactional
    public void create(Actor actor, Article.Kind kind, String slug, Sheet sheet) {
        actor.must(Role.COORDINATOR);
        insert(actor.personId(), insert(kind, slug, false), 1, sheet, null, clock.now());
    }

    long insert(Article.Kind kind, String slug, boolean fictional) {
        try {
            return db.sql("insert into article (kind, slug, fictional) values (?, ?, ?) returning id")
                    .params(kind.name(), slug, fictional)
                    .query(Long.class)
                    .single();
        } catch (DuplicateKeyException e) {
            throw new BadInput("library.form.adresse.taken");
        }
    }

    /**
     * Saves one more version over the one that was read.
     *
     * @throws SavedSince where that is no longer the last
     */
    @Transactional
    public void save(Actor actor, Article article, int base, Sheet sheet) {
        actor.must(Role.COORDINATOR);
        insert(actor.personId(), article.id(), base + 1, sheet, null, clock.now());
    }

    /** What it was in an earlier version becomes its last one. */
    @Transactional
    public void restore(Actor actor, Article article, int number) {
        var versions = listVersions(article, actor);
        var old = versions.stream()
                .filter(v -> v.number() == number)
                .findFirst()
                .orElseThrow(() -> new NotFound("version " + number));
        insert(
                actor.personId(),
                article.id(),
                versions.getFirst().number() + 1,
                Sheet.of(old, listTemplates(old)),
                number,
                clock.now());
    }

    long insert(
            @Nullable Long person, long article, int number, Sheet sheet, @Nullable Integer restores, Instant savedAt) {
        try {
            long id = db.sql("""
                    insert into article_version (article_id, number, title_fr, title_en, summary_fr, summary_en, text_fr, text_en,
                        steps_fr, steps_en, audience_fr, audience_en, licence, picture_id, alt_fr, alt_en, change_fr, change_en,
                        saved_at, saved_by, restores)
                    select a.id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? from article a
                    where a.id = ? and ? = coalesce((select max(number) from article_version v where v.article_id = a.id), 0)
                    returning id""")
                    .params(Values.of(
                            number,
                            sheet.title().fr(),
                            sheet.title().en(),
                            sheet.summary().fr(),
                            sheet.summary().en(),
                            sheet.text().fr(),
                            sheet.text().en(),
                            sheet.steps().fr(),
                            sheet.steps().en(),
                            french(sheet.audience()),
                            english(sheet.audience()),
                            sheet.licence().name(),
                            sheet.picture(),
                            french(sheet.alt()),
                            english(sheet.alt()),
                            french(sheet.change()),
                            english(sheet.change()),
                            savedAt,
                            person,
                            restores,
                            article,
                            number - 1))
                    .query(Long.class)
                    .optional()
                    .orElseThrow(SavedSince::new);
            int position = 0;
            for (var template : sheet.templates())
                db.sql(
                                "insert into article_file (version_id, position, title_fr, title_en, file_id) values (?, ?, ?, ?, ?)")
                        .params(Values.of(
                                id,
                                ++position,
                                template.title().fr(),
                                template.title().en(),
                                template.file()))
                        .update();
            return id;
        } catch (DuplicateKeyException e) {
            throw new SavedSince();
        }
    }

    private static @Nullable String french(@Nullable Bilingual text) {
        return text == null ? null : text.fr();
    }

    private static @Nullable String english(@Nullable Bilingual text) {
        return text == null ? null : text.en();
    }

    private Article lock(Article.Kind kind, String slug, Actor actor) {
        long id = getLatest(kind, slug, actor).id();
        db.sql("select id from article where id = ? for update")
                .param(id)
                .query(Long.class)
                .single();
        return getLatest(kind, slug, actor);
    }

    /**
     * Lets everyone read the last version from a moment on, in the place of what was to be published before.
     *
     * @param at now, where it is none
     * @throws BadInput where they do already, or are not told what changed since the edition before
     */
    @Transactional
    public void publish(Actor actor, Article.Kind kind, String slug, @Nullable Instant at) {
        var article = lock(kind, slug, actor);
        var version = article.version();
        Instant now = clock.now(), from = at == null ? now : at;
        if (article.withdrawal() != null) throw new BadInput("library.steps.withdrawn");
        if (version.isPublic(now)) throw new BadInput("library.steps.same");
        if (from.isBefore(now) || from.isAfter(now.plus(FARTHEST))) throw new BadInput("library.steps.moment");
        boolean again = !listEditions(article).isEmpty();
        if (again && version.change() == null) throw new BadInput("library.steps.change");
        int edition = schedule(article, version, from);
        var act = act(at == null ? "library.published" : "library.scheduled", article)
                .with("edition", Integer.toString(edition));
        if (at != null) act = act.with("at", from.toString());
        journal.record(
                again ? act.because(Objects.requireNonNull(version.change()).fr()) : act);
    }

    private int schedule(Article article, Article.Version version, Instant at) {
        cancel(article);
        int edition = release(article.id(), version.id(), at);
        // Until its moment, what it shows stands under addresses that nobody can guess.
        if (version.picture() != null) files.publish(version.picture().file().id());
        listTemplates(version).forEach(t -> files.publish(t.file().id()));
        return edition;
    }

    /** Makes a version the next edition. */
    int release(long article, long version, Instant at) {
        return db.sql("""
                update article_version set publish_at = ?,
                    edition = 1 + coalesce((select max(edition) from article_version where article_id = ?), 0)
                where id = ? returning edition""")
                .params(Values.of(at, article, version))
                .query(Integer.class)
                .single();
    }

    private int cancel(Article article) {
        return db.sql("""
                update article_version set (edition, publish_at) = (null, null) where article_id = ? and publish_at > ?""").params(article.id(), now()).update();
    }

    /** Gives up what was to be published. */
    @Transactional
    public void unschedule(Actor actor, Article.Kind kind, String slug) {
        var article = lock(kind, slug, actor);
        if (cancel(article) == 0) throw new BadInput("library.steps.unscheduled");
        journal.record(act("library.unscheduled", article));
    }

    /** Takes it away from everyone: its address says why. */
    @Transactional
    public void withdraw(Actor actor, Article.Kind kind, String slug, Bilingual reason) {
        var article = lock(kind, slug, actor);
        if (article.withdrawal() != null || listEditions(article).isEmpty())
            throw new BadInput("library.steps.unpublished");
        db.sql("update article set (withdrawn_at, reason_fr, reason_en) = (?, ?, ?) where id = ?")
                .params(Values.of(clock.now(), reason.fr(), reason.en(), article.id()))
                .update();
        listFiles(article).forEach(files::hide);
        journal.record(act("library.withdrawn", article).because(reason.fr()));
    }

    /** Lets everyone read it again, as they did. */
    @Transactional
    public void giveBack(Actor actor, Article.Kind kind, String slug) {
        var article = lock(kind, slug, actor);
        if (article.withdrawal() == null) throw new BadInput("library.steps.present");
        db.sql("update article set (withdrawn_at, reason_fr, reason_en) = (null, null, null) where id = ?")
                .param(article.id())
                .update();
        listFiles(article).forEach(files::publish);
        journal.record(act("library.returned", article));
    }

    /** What its editions show and give. */
    private List<UUID> listFiles(Article article) {
        return db.sql("""
                select picture_id from article_version where article_id = :id and edition is not null and picture_id is not null
                union select t.file_id from article_file t join article_version v on v.id = t.version_id
                where v.article_id = :id and v.edition is not null""")
                .param("id", article.id())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Ties it to what it is about, which the trace shows on both pages once it is public.
     *
     * @throws BadInput where nobody knows that address
     */
    @Transactional
    public void relate(Actor actor, Article article, String address, Bilingual reason) {
        actor.must(Role.COORDINATOR);
        if (traces.find(address, clock.today()).isEmpty()) throw new BadInput("trace.unknown");
        relate(
                new Traces.By(Role.COORDINATOR, null, actor.personId()),
                article.path(),
                address,
                reason,
                false,
                clock.today());
        if (article.isPublic(clock.now()))
            journal.record(act("library.related", article).because(reason.fr()).with("about", address));
    }

    void relate(Traces.By by, String path, String address, Bilingual reason, boolean fictional, LocalDate on) {
        traces.link(
                by,
                Link.Kind.RELATED_TO,
                address,
                path,
                new Traces.Reason(reason.fr(), reason.en(), fictional),
                null,
                on);
    }

    private static Act act(String kind, Article article) {
        return Act.of(kind, article.path(), Role.COORDINATOR, null)
                .with("title", article.title().fr());
    }
}
