package org.parvis.library;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the repository of documents. */
@Component
public class Documents {
    private static final String SELECT = """
            select d.*, p.slug as plan, p.title_fr as plan_fr, p.title_en as plan_en, f.name, f.type, c.size, c.sha256,
                   (select o.slug from document o where o.id = d.replaces) as replaces_slug,
                   (select n.slug from document n where n.replaces = d.id and n.withdrawn_at is null) as replaced_by
            from document d left join action_plan p on p.id = d.plan_id
            join file f on f.id = d.file_id join file_content c on c.sha256 = f.sha256
            where\s""";

    private final JdbcClient db;
    private final Files files;
    private final Journal journal;
    private final CivicClock clock;

    Documents(JdbcClient db, Files files, Journal journal, CivicClock clock) {
        this.db = db;
        this.files = files;
        this.journal = journal;
        this.clock = clock;
    }

    /** A part of a list, and whether more follows. */
    public record Slice(List<Document> documents, boolean more) {}

    /**
     * What everyone may read, the latest dated first; what was replaced stays, and says by what.
     *
     * @param after the number of the document after which the list goes on; none from its beginning
     */
    public Slice listPublic(DocumentFilter filter, @Nullable Long after, int limit) {
        var found = new ArrayList<>(db.sql(SELECT + """
                        d.withdrawn_at is null and (:plan::text is null or p.slug = :plan)
                        and (:stage::text is null or d.stage = :stage) and (:language::text is null or d.language = :language)
                        and (:format::text is null or f.type = :format)
                        and (:after::bigint is null or (d.dated_on, d.id) < (select o.dated_on, o.id from document o where o.id = :after))
                        order by d.dated_on desc, d.id desc limit :limit""")
                .param("plan", filter.plan())
                .param("stage", name(filter.stage()))
                .param("language", name(filter.language()))
                .param("format", name(filter.format()))
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, _) -> read(row))
                .list());
        boolean more = found.size() > limit;
        if (more) found.removeLast();
        return new Slice(List.copyOf(found), more);
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }

    /** Withdrawn ones too: their page says why. */
    public Optional<Document> find(String slug) {
        return db.sql(SELECT + "d.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional();
    }

    /** @throws NotFound where there is none */
    public Document get(String slug) {
        return find(slug).orElseThrow(() -> new NotFound("document " + slug));
    }

    Document getEdited(String slug, Actor actor) {
        actor.must(Role.COORDINATOR);
        return get(slug);
    }

    private static Document read(ResultSet row) throws SQLException {
        var withdrawnAt = row.getTimestamp("withdrawn_at");
        return new Document(
                row.getLong("id"),
                row.getString("slug"),
                row.getString("plan"),
                Bilingual.find(row, "plan"),
                Document.Stage.valueOf(row.getString("stage")),
                Bilingual.get(row, "title"),
                Bilingual.find(row, "summary"),
                row.getObject("dated_on", LocalDate.class),
                Language.valueOf(row.getString("language")),
                Licence.valueOf(row.getString("licence")),
                Articles.file(row, row.getObject("file_id", UUID.class), ""),
                row.getBoolean("untagged"),
                row.getString("replaces_slug"),
                row.getString("replaced_by"),
                row.getLong("downloads"),
                row.getInt("edition"),
                row.getTimestamp("published_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getBoolean("fictional"),
                withdrawnAt == null
                        ? null
                        : new Article.Withdrawal(withdrawnAt.toInstant(), Bilingual.get(row, "reason")));
    }

    /** What an editor typed, and checked. */
    record Sheet(
            @Nullable Long plan,
            Document.Stage stage,
            Bilingual title,
            @Nullable Bilingual summary,
            LocalDate datedOn,
            Language language,
            Licence licence) {}

    /**
     * Publishes a document. Its file never changes.
     *
     * @param replaces the one that it takes the place of
     * @throws BadInput where its address is taken, or what it replaces is already
     */
    @Transactional
    public void publish(
            Actor actor, String slug, Sheet sheet, StoredFile file, boolean untagged, @Nullable Document replaces) {
        actor.must(Role.COORDINATOR);
        if (replaces != null && replaces.replacedBy() != null) throw new BadInput("library.document.replaced.already");
        insert(slug, sheet, file, untagged, replaces == null ? null : replaces.id(), false, clock.now());
        journal.record(act("library.document.published", slug, sheet)
                .with("sha256", file.sha256())
                .with("stage", sheet.stage().name()));
    }

    void insert(
            String slug,
            Sheet sheet,
            StoredFile file,
            boolean untagged,
            @Nullable Long replaces,
            boolean fictional,
            Instant at) {
        try {
            db.sql("""
                    insert into document (slug, plan_id, stage, title_fr, title_en, summary_fr, summary_en, dated_on, language, licence,
                                          file_id, untagged, replaces, published_at, changed_at, fictional)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .params(Values.of(
                            slug,
                            sheet.plan(),
                            sheet.stage().name(),
                            sheet.title().fr(),
                            sheet.title().en(),
                            sheet.summary() == null ? null : sheet.summary().fr(),
                            sheet.summary() == null ? null : sheet.summary().en(),
                            sheet.datedOn(),
                            sheet.language().name(),
                            sheet.licence().name(),
                            file.id(),
                            untagged,
                            replaces,
                            at,
                            at,
                            fictional))
                    .update();
        } catch (DuplicateKeyException e) {
            throw new BadInput("library.form.adresse.taken");
        }
        files.publish(file.id());
    }

    /** Another changed what is said of the same document since it was read. */
    static final class ChangedSince extends RuntimeException {}

    /**
     * Puts right what is said of it.
     *
     * @throws ChangedSince where another did since it was read
     */
    @Transactional
    public void change(Actor actor, Document document, int edition, Sheet sheet) {
        actor.must(Role.COORDINATOR);
        int changed = db.sql("""
                update document set (plan_id, stage, title_fr, title_en, summary_fr, summary_en, dated_on, language, licence, changed_at)
                    = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?), edition = edition + 1 where id = ? and edition = ?""")
                .params(Values.of(
                        sheet.plan(),
                        sheet.stage().name(),
                        sheet.title().fr(),
                        sheet.title().en(),
                        sheet.summary() == null ? null : sheet.summary().fr(),
                        sheet.summary() == null ? null : sheet.summary().en(),
                        sheet.datedOn(),
                        sheet.language().name(),
                        sheet.licence().name(),
                        clock.now(),
                        document.id(),
                        edition))
                .update();
        if (changed == 0) throw new ChangedSince();
        journal.record(act("library.document.changed", document.slug(), sheet));
    }

    /** Takes it away from everyone: its address says why. */
    @Transactional
    public void withdraw(Actor actor, Document document, Bilingual reason) {
        actor.must(Role.COORDINATOR);
        int withdrawn = db.sql("""
                update document set (withdrawn_at, reason_fr, reason_en, changed_at) = (?, ?, ?, ?)
                where id = ? and withdrawn_at is null""")
                .params(Values.of(clock.now(), reason.fr(), reason.en(), clock.now(), document.id()))
                .update();
        if (withdrawn == 0) return;
        files.hide(document.file().id());
        journal.record(Act.of("library.document.withdrawn", document.path(), Role.COORDINATOR, null)
                .because(reason.fr())
                .with("title", document.title().fr()));
    }

    private static Act act(String kind, String slug, Sheet sheet) {
        return Act.of(kind, "/documents/" + slug, Role.COORDINATOR, null)
                .with("title", sheet.title().fr());
    }

    /** One more asks for it; nothing is kept of whom. */
    void count(Document document) {
        db.sql("update document set downloads = downloads + 1 where id = ?")
                .param(document.id())
                .update();
    }

    /** The plans of which there are documents, the latest first. */
    List<PlanOf> listPlans() {
        return db.sql("""
                select p.slug, p.title_fr, p.title_en from action_plan p
                where exists (select from document d where d.plan_id = p.id and d.withdrawn_at is null) order by p.starts_on desc""")
                .query((row, _) ->
                        new PlanOf(Objects.requireNonNull(row.getString("slug")), Bilingual.get(row, "title")))
                .list();
    }

    /** A plan by its address's last word. */
    public record PlanOf(String slug, Bilingual title) {}
}
