package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.parvis.files.FileType;
import org.parvis.files.Files;
import org.parvis.files.StoredFile;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.participation.Contributions;
import org.parvis.trace.Link;
import org.parvis.trace.Traces;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what came of gatherings: drafts of their organisers, published one by one or with the report. */
@Component
class GatheringOutcomes {
    private static final int LONGEST_AUTHOR = 80;
    private static final String SELECT = """
            select o.*, g.slug, w.number as workshop_number, w.title_fr as workshop_fr, w.title_en as workshop_en,
                   f.name as file_name, f.type as file_type, c.size as file_size, encode(c.sha256, 'hex') as file_sha256
            from outcome o join gathering g on g.id = o.gathering_id left join workshop w on w.id = o.workshop_id
            left join file f on f.id = o.file_id left join file_content c on c.sha256 = f.sha256
            where o.gathering_id = ?
            """;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Contributions contributions;
    private final Files files;
    private final Traces traces;
    private final Messages messages;
    private final CivicClock clock;

    GatheringOutcomes(
            JdbcClient db,
            Gatherings gatherings,
            Contributions contributions,
            Files files,
            Traces traces,
            Messages messages,
            CivicClock clock) {
        this.db = db;
        this.gatherings = gatherings;
        this.contributions = contributions;
        this.files = files;
        this.traces = traces;
        this.messages = messages;
        this.clock = clock;
    }

    /** Those of the gathering as a whole, then those of each workshop; drafts for whoever organises it. */
    List<GatheringOutcome> list(Gathering gathering, @Nullable Actor actor) {
        return db.sql(SELECT + "and (o.published_at is not null or ?) order by w.number nulls first, o.number")
                .params(gathering.id(), gathering.isOrganisedBy(actor))
                .query((row, _) -> read(row))
                .list();
    }

    /** @throws NotFound where there is none, or it is a draft of others */
    GatheringOutcome get(Gathering gathering, int number, @Nullable Actor actor) {
        return db.sql(SELECT + "and o.number = ? and (o.published_at is not null or ?)")
                .params(gathering.id(), number, gathering.isOrganisedBy(actor))
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("outcome " + number));
    }

    /**
     * What an organiser typed, and checked.
     *
     * @param workshop the number of the workshop it came of
     */
    record Sheet(
            GatheringOutcome.Kind kind,
            @Nullable Integer workshop,
            Bilingual title,
            @Nullable Bilingual text,
            @Nullable String url) {}

    /**
     * Writes a draft: a new one where {@code number} is none.
     *
     * @param file takes the place of the one that it has, where there is one
     * @throws BadInput where it is published already: another one is written then
     */
    @Transactional
    int write(Actor actor, String slug, @Nullable Integer number, Sheet sheet, @Nullable StoredFile file) {
        var gathering = gatherings.lockOrganised(slug, actor);
        if (gathering.standing() != Gathering.Standing.PUBLISHED) throw new BadInput("agenda.outcome.unheld");
        var was = number == null ? null : get(gathering, number, actor);
        if (was != null && was.isPublic()) throw new BadInput("agenda.outcome.published");
        UUID kept = file != null
                ? file.id()
                : was == null || was.file() == null ? null : was.file().id();
        if (sheet.kind() == GatheringOutcome.Kind.DOCUMENT && sheet.url() == null && kept == null)
            throw new BadInput("agenda.outcome.document");
        int given = was != null
                ? was.number()
                : db.sql("""
                insert into outcome (gathering_id, number, kind, title_fr, written_at, written_by, fictional)
                select ?, coalesce(max(number), 0) + 1, ?, ?, ?, ?, ? from outcome where gathering_id = ? returning number""")
                        .params(Values.of(
                                gathering.id(),
                                sheet.kind().name(),
                                sheet.title().fr(),
                                clock.now(),
                                actor.personId(),
                                gathering.fictional(),
                                gathering.id()))
                        .query(Integer.class)
                        .single();
        db.sql("""
                update outcome set (kind, workshop_id, title_fr, title_en, text_fr, text_en, url, file_id)
                    = (?, (select id from workshop where gathering_id = ? and number = ?), ?, ?, ?, ?, ?, ?)
                where gathering_id = ? and number = ?""")
                .params(Values.of(
                        sheet.kind().name(),
                        gathering.id(),
                        sheet.workshop(),
                        sheet.title().fr(),
                        sheet.title().en(),
                        sheet.text() == null ? "" : sheet.text().fr(),
                        sheet.text() == null ? null : sheet.text().en(),
                        sheet.url(),
                        kept,
                        gathering.id(),
                        given))
                .update();
        if (was != null && was.file() != null && !was.file().id().equals(kept))
            files.remove(was.file().id());
        return given;
    }

    /** Takes a draft away. */
    @Transactional
    void remove(Actor actor, String slug, int number) {
        var gathering = gatherings.lockOrganised(slug, actor);
        var it = get(gathering, number, actor);
        if (it.isPublic()) throw new BadInput("agenda.outcome.published");
        db.sql("delete from outcome where id = ?").param(it.id()).update();
        if (it.file() != null) files.remove(it.file().id());
    }

    /** Lets everyone read it; from then on it stays as it is. */
    @Transactional
    void publish(Actor actor, String slug, int number) {
        var gathering = gatherings.lockOrganised(slug, actor);
        if (gathering.standing() != Gathering.Standing.PUBLISHED || clock.now().isBefore(gathering.startsAt()))
            throw new BadInput("agenda.outcome.unheld");
        var it = get(gathering, number, actor);
        if (!it.isPublic()) publish(actor, gathering, it);
    }

    /** Publishes the drafts of a gathering that the caller has locked. */
    void publishAll(Actor actor, Gathering gathering) {
        for (var it : list(gathering, actor)) if (!it.isPublic()) publish(actor, gathering, it);
    }

    private void publish(Actor actor, Gathering gathering, GatheringOutcome it) {
        String contribution = it.kind() == GatheringOutcome.Kind.CONTRIBUTION ? contribute(actor, gathering, it) : null;
        db.sql("update outcome set published_at = ?, contribution = ? where id = ?")
                .params(Values.of(clock.now(), contribution, it.id()))
                .update();
        if (it.file() != null) files.publish(it.file().id());
        gatherings.record(gathering, actor, "agenda.outcome", it.title().fr());
        if (contribution == null) return;
        var hat = gathering.hat(actor);
        traces.link(
                new Traces.By(hat.role(), hat.organisation(), actor.personId()),
                Link.Kind.RAISED_AT,
                it.path(),
                contribution,
                new Traces.Reason(
                        said(Language.FR, "agenda.outcome.recorded", gathering.title()),
                        said(Language.EN, "agenda.outcome.recorded", gathering.title()),
                        gathering.fictional()),
                null,
                clock.today());
    }

    /** What people proposed there is put before the consultation that their gathering belongs to, while it takes any. */
    private @Nullable String contribute(Actor actor, Gathering gathering, GatheringOutcome it) {
        if (gathering.consultation() == null || it.text() == null) return null;
        String by = said(
                Language.FR,
                "agenda.outcome.author",
                it.workshop() == null ? gathering.title() : it.workshop().title());
        return contributions
                .record(
                        actor,
                        gathering.consultation().replaceFirst(".*/", ""),
                        gathering.startsAt(),
                        it.title().fr(),
                        it.text().fr(),
                        gathering.themes().size() == 1
                                ? gathering.themes().iterator().next()
                                : null,
                        by.length() <= LONGEST_AUTHOR ? by : by.substring(0, LONGEST_AUTHOR - 1) + "…",
                        it.path())
                .orElse(null);
    }

    private String said(Language language, String key, Bilingual title) {
        return messages.say(language, key, title.in(language));
    }

    private static GatheringOutcome read(ResultSet row) throws SQLException {
        int workshop = row.getInt("workshop_number");
        UUID file = row.getObject("file_id", UUID.class);
        return new GatheringOutcome(
                row.getLong("id"),
                "/agenda/" + row.getString("slug"),
                row.getInt("number"),
                GatheringOutcome.Kind.valueOf(row.getString("kind")),
                workshop == 0 ? null : new GatheringOutcome.Workshop(workshop, Bilingual.get(row, "workshop")),
                Bilingual.get(row, "title"),
                Bilingual.find(row, "text"),
                row.getString("url"),
                file == null
                        ? null
                        : new StoredFile(
                                file,
                                row.getString("file_name"),
                                FileType.valueOf(row.getString("file_type")),
                                row.getLong("file_size"),
                                row.getString("file_sha256")),
                row.getString("contribution"),
                Gatherings.instant(row, "published_at"),
                row.getBoolean("fictional"));
    }
}
