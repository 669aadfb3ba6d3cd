package org.parvis.panels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Organisations;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.sortition.Relaxation;
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

/** The door to the panels: what is to be drawn, how many, until when, and what was decided of it. */
@Component
public class Panels {
    private static final String SELECT = """
            select p.*, s.*, o.slug as org_slug, o.name_fr as org_name_fr, o.name_en as org_name_en, o.acronym as org_acronym,
                   exists (select from freezing f where f.panel_id = p.id and f.ended is null) as freezing
            from panel p join organisation o on o.id = p.organisation_id, lateral (
                select min(s.taken_at) filter (where step = 'OPENED') as opened_at,
                       min(s.taken_at) filter (where step = 'CLOSED') as closed_at,
                       min(s.taken_at) filter (where step = 'FROZEN') as frozen_at,
                       min(s.taken_at) filter (where step = 'DRAWN') as drawn_at,
                       min(s.taken_at) filter (where step = 'CANCELLED') as cancelled_at,
                       min(s.taken_at) filter (where step = 'ERASED') as erased_at
                from panel_step s where s.panel_id = p.id) s
            """;

    private final JdbcClient db;
    private final PanelLetters letters;
    private final Journal journal;
    private final CivicClock clock;

    Panels(JdbcClient db, PanelLetters letters, Journal journal, CivicClock clock) {
        this.db = db;
        this.letters = letters;
        this.journal = journal;
        this.clock = clock;
    }

    /** @throws NotFound where there is none, or this person may not know of it yet */
    public Panel get(String slug, @Nullable Actor actor) {
        return find(slug)
                .filter(p -> p.isPublic() || p.isOrganisedBy(actor))
                .orElseThrow(() -> new NotFound("panel " + slug));
    }

    /**
     * The same, for whoever organises it.
     *
     * @throws Forbidden for everyone else
     */
    public Panel getOrganised(String slug, Actor actor) {
        var panel = get(slug, actor);
        if (!panel.isOrganisedBy(actor)) throw new Forbidden();
        return panel;
    }

    private Optional<Panel> find(String slug) {
        return db.sql(SELECT + "where p.slug = ?")
                .param(slug)
                .query((row, _) -> read(row))
                .optional();
    }

    Panel get(long id) {
        return db.sql(SELECT + "where p.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** The same; whoever else would change what becomes of it waits until this transaction ends. */
    Panel lock(long id) {
        db.sql("select 1 from panel where id = ? for update")
                .param(id)
                .query((row, _) -> row.getInt(1))
                .single();
        return get(id);
    }

    Panel lockOrganised(String slug, Actor actor) {
        return lock(getOrganised(slug, actor).id());
    }

    /** The last to close first; drafts for whoever organises them. */
    public List<Panel> list(@Nullable Actor actor) {
        return db
                .sql(SELECT + "order by p.closes_on desc, p.id desc limit 200")
                .query((row, _) -> read(row))
                .list()
                .stream()
                .filter(p -> p.isPublic() || p.isOrganisedBy(actor))
                .toList();
    }

    /** The addresses of those who accepted to sit, for the room in which they act; nobody once the mandate is over. */
    public List<Email> listSeated(String slug) {
        return db.sql("""
                select v.email from panel_seat s join volunteer v on v.id = s.volunteer_id join panel p on p.id = s.panel_id
                where p.slug = ? and s.accepted_at is not null and s.left_at is null and v.email is not null order by v.id""")
                .param(slug)
                .query((row, _) -> new Email(row.getString(1)))
                .list();
    }

    private static Panel read(ResultSet row) throws SQLException {
        return new Panel(
                row.getLong("id"),
                row.getString("slug"),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Bilingual.find(row, "text"),
                Organisations.name(row, "org_"),
                row.getString("about"),
                row.getInt("size"),
                row.getObject("closes_on", LocalDate.class),
                ZoneId.of(row.getString("zone")),
                row.getObject("mandate_ends_on", LocalDate.class),
                row.getBoolean("one_a_household"),
                Bilingual.get(row, "source"),
                row.getBoolean("fictional"),
                instant(row, "opened_at"),
                instant(row, "closed_at"),
                instant(row, "frozen_at"),
                instant(row, "drawn_at"),
                instant(row, "cancelled_at"),
                instant(row, "erased_at"),
                row.getBoolean("freezing"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** What volunteers are asked, in its order. */
    List<Panel.Feature> listFeatures(Panel panel) {
        Map<Long, Panel.Feature> features = new LinkedHashMap<>();
        db.sql("""
                select f.id as feature, f.name_fr as feature_fr, f.name_en as feature_en, q.* from panel_feature f
                join panel_quota q on q.feature_id = f.id where f.panel_id = ? order by f.position, q.position""")
                .param(panel.id())
                .query((row, _) -> {
                    var name = Bilingual.get(row, "feature");
                    return features.computeIfAbsent(
                                    row.getLong("feature"), id -> new Panel.Feature(id, name, new ArrayList<>()))
                            .answers()
                            .add(new Panel.Answer(
                                    row.getLong("id"),
                                    Bilingual.get(row, "name"),
                                    row.getBigDecimal("share"),
                                    row.getInt("min"),
                                    row.getInt("max")));
                })
                .list();
        return List.copyOf(features.values());
    }

    /** What was done, the latest last. */
    List<Panel.Step> listSteps(Panel panel) {
        return db.sql("select * from panel_step where panel_id = ? order by id")
                .param(panel.id())
                .query((row, _) -> new Panel.Step(
                        Panel.Step.Kind.valueOf(row.getString("step")),
                        Objects.requireNonNull(instant(row, "taken_at")),
                        Bilingual.find(row, "reason"),
                        row.getObject("conforms", Boolean.class)))
                .list();
    }

    /** What an organiser typed, and checked. */
    record Sheet(
            String slug,
            Bilingual title,
            Bilingual summary,
            @Nullable Bilingual text,
            String organisation,
            @Nullable String about,
            int size,
            LocalDate closesOn,
            ZoneId zone,
            LocalDate mandateEndsOn,
            boolean oneAHousehold,
            Bilingual source,
            List<Question> questions) {}

    /** What volunteers are asked, as it was typed. */
    record Question(Bilingual name, List<Panel.Answer> answers) {}

    /**
     * Prepares a panel that only its organisers see.
     *
     * @throws BadInput where its address is taken
     */
    @Transactional
    public void create(Actor actor, Sheet sheet) {
        if (!mayOrganise(actor, sheet.organisation())) throw new Forbidden();
        insert(sheet, false);
    }

    /** @throws BadInput where its address is taken */
    long insert(Sheet sheet, boolean fictional) {
        try {
            var values = new ArrayList<@Nullable Object>(values(sheet));
            values.add(fictional);
            long id = db.sql("""
                    insert into panel (organisation_id, slug, title_fr, title_en, summary_fr, summary_en, text_fr, text_en, about,
                                       size, closes_on, zone, mandate_ends_on, one_a_household, source_fr, source_en, fictional)
                    values ((select id from organisation where slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""").params(values).query(Long.class).single();
            ask(id, sheet.questions());
            return id;
        } catch (DuplicateKeyException e) {
            throw new BadInput("panels.form.adresse.taken");
        }
    }

    /** A draft changes in everything; what was opened to volunteers keeps its word. */
    @Transactional
    public void change(Actor actor, String slug, Sheet sheet) {
        var panel = lockOrganised(slug, actor);
        if (!mayOrganise(actor, sheet.organisation())) throw new Forbidden();
        if (panel.isPublic()) throw new BadInput("panels.form.opened");
        try {
            var values = new ArrayList<@Nullable Object>(values(sheet));
            values.add(panel.id());
            db.sql("""
                    update panel set (organisation_id, slug, title_fr, title_en, summary_fr, summary_en, text_fr, text_en, about,
                                      size, closes_on, zone, mandate_ends_on, one_a_household, source_fr, source_en)
                    = ((select id from organisation where slug = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) where id = ?""").params(values).update();
            db.sql("delete from panel_feature where panel_id = ?")
                    .param(panel.id())
                    .update();
            ask(panel.id(), sheet.questions());
        } catch (DuplicateKeyException e) {
            throw new BadInput("panels.form.adresse.taken");
        }
    }

    /** Whether this person may have a panel organised by this organisation. */
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
                sheet.text() == null ? "" : sheet.text().fr(),
                sheet.text() == null ? null : sheet.text().en(),
                sheet.about(),
                sheet.size(),
                sheet.closesOn(),
                sheet.zone().getId(),
                sheet.mandateEndsOn(),
                sheet.oneAHousehold(),
                sheet.source().fr(),
                sheet.source().en());
    }

    private void ask(long panel, List<Question> questions) {
        for (int f = 0; f < questions.size(); f++) {
            var question = questions.get(f);
            long id = db.sql(
                            "insert into panel_feature (panel_id, position, name_fr, name_en) values (?, ?, ?, ?) returning id")
                    .params(Values.of(
                            panel, f, question.name().fr(), question.name().en()))
                    .query(Long.class)
                    .single();
            for (int q = 0; q < question.answers().size(); q++) {
                var answer = question.answers().get(q);
                db.sql("""
                        insert into panel_quota (feature_id, position, name_fr, name_en, share, min, max)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                        .params(Values.of(
                                id,
                                q,
                                answer.name().fr(),
                                answer.name().en(),
                                answer.share(),
                                answer.min(),
                                answer.max()))
                        .update();
            }
        }
    }

    /** From now on everyone sees it, and may volunteer. */
    @Transactional
    public void open(Actor actor, String slug) {
        var panel = lockOrganised(slug, actor);
        if (panel.isPublic()) return;
        if (!clock.now().isBefore(panel.closesAt())) throw new BadInput("panels.open.past");
        step(panel, Panel.Step.Kind.OPENED, actor, null);
        journal.record(act("panels.opened", panel, actor)
                .with("size", Integer.toString(panel.size()))
                .with("closes", panel.closesOn().toString()));
    }

    /** Gives more time to volunteer. */
    @Transactional
    public void extend(Actor actor, String slug, LocalDate closesOn, Bilingual reason) {
        var panel = lockUnfrozen(slug, actor);
        if (panel.closedAt() != null) throw new BadInput("panels.extend.closed");
        if (!closesOn.isAfter(panel.closesOn())
                || !closesOn.isBefore(panel.mandateEndsOn())
                || closesOn.isBefore(panel.day(clock.now()))) throw new BadInput("panels.extend.bad");
        db.sql("update panel set closes_on = ? where id = ?")
                .params(closesOn, panel.id())
                .update();
        step(panel, Panel.Step.Kind.EXTENDED, actor, reason);
        journal.record(act("panels.extended", panel, actor)
                .because(reason.fr())
                .with("before", panel.closesOn().toString())
                .with("closes", closesOn.toString()));
    }

    /** Takes no more volunteers from now on. */
    @Transactional
    public void close(Actor actor, String slug, Bilingual reason) {
        var panel = lockOrganised(slug, actor);
        if (panel.phase(clock.now()) != Panel.Phase.OPEN) throw new BadInput("panels.close.not");
        step(panel, Panel.Step.Kind.CLOSED, actor, reason);
        journal.record(act("panels.closed", panel, actor).because(reason.fr()));
    }

    /** Gives it up; all that names a volunteer is erased at once. */
    @Transactional
    public void cancel(Actor actor, String slug, Bilingual reason) {
        var panel = lockOrganised(slug, actor);
        var phase = panel.phase(clock.now());
        if (phase == Panel.Phase.DRAFT || phase == Panel.Phase.ENDED || phase == Panel.Phase.CANCELLED)
            throw new BadInput("panels.cancel.not");
        step(panel, Panel.Step.Kind.CANCELLED, actor, reason);
        db.sql("update freezing set (ended, ended_at) = ('CANCELLED', ?) where panel_id = ? and ended is null")
                .params(Values.of(clock.now(), panel.id()))
                .update();
        journal.record(act("panels.cancelled", panel, actor).because(reason.fr()));
        letters.cancelled(panel, reason);
        erase(panel);
    }

    /** New bounds of a quota, by its answer's number. */
    record Bounds(long answer, int min, int max) {}

    /** The bounds that relaxations come to. */
    static List<Bounds> bounds(List<Panel.Feature> features, List<Relaxation> relaxations) {
        var bounds = new ArrayList<Bounds>();
        for (var feature : features)
            for (var answer : feature.answers())
                for (var relaxation : relaxations)
                    if (relaxation.quota().feature().equals(feature.name().fr())
                            && relaxation.quota().value().equals(answer.name().fr()))
                        bounds.add(new Bounds(answer.id(), relaxation.min(), relaxation.max()));
        return bounds;
    }

    /**
     * Widens or narrows quotas, for a reason that everyone reads.
     *
     * @throws BadInput where nothing would change, or the pool is frozen and nobody is missing
     */
    @Transactional
    public void amend(Actor actor, String slug, List<Bounds> wanted, Bilingual reason) {
        var panel = lockOrganised(slug, actor);
        if (!panel.isPublic() || panel.freezing()) throw new BadInput("panels.amend.freezing");
        var phase = panel.phase(clock.now());
        if (phase != Panel.Phase.OPEN && phase != Panel.Phase.CLOSED && phase != Panel.Phase.DRAWN)
            throw new BadInput("panels.amend.late");
        var act = act("panels.amended", panel, actor).because(reason.fr());
        int changed = 0;
        for (var feature : listFeatures(panel))
            for (var answer : feature.answers())
                for (var bounds : wanted) {
                    if (bounds.answer() != answer.id() || bounds.min() == answer.min() && bounds.max() == answer.max())
                        continue;
                    db.sql("update panel_quota set (min, max) = (?, ?) where id = ?")
                            .params(bounds.min(), bounds.max(), answer.id())
                            .update();
                    act = act.with(
                            feature.name().fr() + " – " + answer.name().fr(),
                            answer.min() + "–" + answer.max() + " → " + bounds.min() + "–" + bounds.max());
                    changed++;
                }
        if (changed == 0) throw new BadInput("panels.amend.same");
        step(panel, Panel.Step.Kind.AMENDED, actor, reason);
        journal.record(act);
    }

    /** What an observer found when they compared the frozen pool with the files that commit to it. */
    @Transactional
    public void observe(Actor actor, String slug, boolean conforms, Bilingual finding) {
        actor.must(Role.OBSERVER, Role.COORDINATOR);
        var panel = lock(get(slug, actor).id());
        if (panel.frozenAt() == null || panel.erasedAt() != null || panel.cancelledAt() != null)
            throw new BadInput("panels.observe.not");
        db.sql("""
                insert into panel_step (panel_id, step, taken_at, taken_by, reason_fr, reason_en, conforms)
                values (?, 'OBSERVED', ?, ?, ?, ?, ?)""")
                .params(Values.of(panel.id(), clock.now(), actor.personId(), finding.fr(), finding.en(), conforms))
                .update();
        journal.record(Act.of(
                        "panels.observed",
                        panel.path(),
                        actor.is(Role.OBSERVER) ? Role.OBSERVER : Role.COORDINATOR,
                        null)
                .because(finding.fr())
                .with("conforms", Boolean.toString(conforms)));
    }

    private Panel lockUnfrozen(String slug, Actor actor) {
        var panel = lockOrganised(slug, actor);
        var phase = panel.phase(clock.now());
        if (phase != Panel.Phase.OPEN && phase != Panel.Phase.CLOSED || panel.freezing())
            throw new BadInput("panels.step.late");
        return panel;
    }

    void step(Panel panel, Panel.Step.Kind step, @Nullable Actor actor, @Nullable Bilingual reason) {
        step(panel, step, actor == null ? null : actor.personId(), reason);
    }

    void step(Panel panel, Panel.Step.Kind step, @Nullable Long person, @Nullable Bilingual reason) {
        db.sql(
                        "insert into panel_step (panel_id, step, taken_at, taken_by, reason_fr, reason_en) values (?, ?, ?, ?, ?, ?)")
                .params(Values.of(
                        panel.id(),
                        step.name(),
                        clock.now(),
                        person,
                        reason == null ? null : reason.fr(),
                        reason == null ? null : reason.en()))
                .update();
    }

    /** Everything that names someone, or says what they answered; the proof of the draw stands without it. */
    void erase(Panel panel) {
        db.sql("""
                delete from volunteer_answer a using volunteer v where v.id = a.volunteer_id and v.panel_id = ?""").param(panel.id()).update();
        db.sql("delete from volunteer where panel_id = ? and opaque is null")
                .param(panel.id())
                .update();
        db.sql("""
                update volunteer set (secret, name, email, address, salt, erased_at) = (null, null, null, null, null, ?)
                where panel_id = ? and erased_at is null""").params(Values.of(clock.now(), panel.id())).update();
        db.sql("delete from panel_file where panel_id = ? and not is_public")
                .param(panel.id())
                .update();
        db.sql("delete from invitation where panel_id = ?").param(panel.id()).update();
    }

    /** An act of an official of the panel, in the role by which they may. */
    static Act act(String kind, Panel panel, Actor actor) {
        return Act.of(kind, panel.path(), role(actor), organisation(actor, panel))
                .with("title", panel.title().fr());
    }

    static Role role(Actor actor) {
        return actor.is(Role.COORDINATOR) ? Role.COORDINATOR : Role.CONTRIBUTOR;
    }

    static @Nullable String organisation(Actor actor, Panel panel) {
        return role(actor) == Role.COORDINATOR ? null : panel.organisation().slug();
    }
}
