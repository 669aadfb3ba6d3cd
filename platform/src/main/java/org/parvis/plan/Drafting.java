package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Choice;
import org.parvis.web.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door through which the coordination writes a plan, and amends what was adopted. Each save stands over the edition that
 * its writer read: whoever comes second is {@link Overtaken}, and overwrites nobody.
 */
@Component
public class Drafting {
    private final JdbcClient db;
    private final JsonMapper json;
    private final Drafts drafts;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final NamedParameterJdbcTemplate batch;

    Drafting(
            JdbcClient db,
            NamedParameterJdbcTemplate batch,
            JsonMapper json,
            Drafts drafts,
            Journal journal,
            ApplicationEventPublisher events) {
        this.db = db;
        this.batch = batch;
        this.json = json;
        this.drafts = drafts;
        this.journal = journal;
        this.events = events;
    }

    /** A sheet as it is stored, in the words that its form would type. */
    public record Stored(int edition, Typed values) {}

    /** @throws NotFound where the plan holds no such sheet */
    Stored get(ActionPlan plan, Sheet sheet, long id) {
        String columns = sheet.cells().stream()
                .map(c -> c.read(sheet.table()) + " as " + c.name())
                .collect(Collectors.joining(", "));
        return db.sql("select t.edition, " + columns + " from " + sheet.table() + " t where t.id = ? and "
                        + sheet.owner() + " = ?")
                .params(id, plan.id())
                .query((row, _) -> stored(sheet, row))
                .optional()
                .orElseThrow(() -> new NotFound(sheet + " " + id));
    }

    /** A sheet and the number of its row. */
    record Known(long id, Stored stored) {}

    /** Those of a plan's sheets that are known by these keys ({@link Sheet#key}). */
    Map<String, Known> mapByKey(ActionPlan plan, Sheet sheet, Collection<String> keys) {
        String columns = sheet.cells().stream()
                .map(c -> c.read(sheet.table()) + " as " + c.name())
                .collect(Collectors.joining(", "));
        Map<String, Known> known = new HashMap<>();
        db.sql("select * from (select t.id, t.edition, " + sheet.key() + " as key, " + columns + " from "
                        + sheet.table() + " t where " + sheet.owner() + " = ?) k where key = any (?)")
                .params(plan.id(), keys.toArray(String[]::new))
                .query((row, _) -> known.put(row.getString("key"), new Known(row.getLong("id"), stored(sheet, row))))
                .list();
        return known;
    }

    /**
     * Writes many sheets at once, checked already, as part of an act that its caller has authorised and records: new ones, and
     * those that a row's number names.
     */
    void writeAll(ActionPlan plan, Sheet sheet, List<Typed> added, Map<Long, Typed> changed, LocalDate day) {
        var inserts =
                added.stream().map(typed -> values(sheet, plan, typed, day)).toArray(Map[]::new);
        if (inserts.length > 0) batch.batchUpdate(insertion(sheet), inserts);
        var updates = changed.entrySet().stream()
                .map(e -> {
                    var values = values(sheet, plan, e.getValue(), day);
                    values.put("id", e.getKey());
                    return values;
                })
                .toArray(Map[]::new);
        if (updates.length > 0) batch.batchUpdate(update(sheet), updates);
        if (!sheet.hasPartners()) return;
        String table = sheet.table() + "_partner";
        if (!changed.isEmpty())
            db.sql("delete from " + table + " where " + sheet.table() + "_id = any (?)")
                    .param(changed.keySet().toArray(Long[]::new))
                    .update();
        var written = Stream.concat(added.stream(), changed.values().stream()).toList();
        db.sql(
                        "insert into " + table + " select k.id, o.id from (select t.id, " + sheet.key()
                                + " as key from "
                                + sheet.table() + " t where " + sheet.owner() + " = ?) k"
                                + " join unnest(?::text[], ?::text[]) w (key, partners) on w.key = k.key"
                                + " join organisation o on o.slug = any (string_to_array(w.partners, ' ')) on conflict do nothing")
                .params(
                        plan.id(),
                        written.stream().map(sheet::keyOf).toArray(String[]::new),
                        written.stream().map(typed -> typed.get("partners")).toArray(String[]::new))
                .update();
    }

    private Map<String, Object> values(Sheet sheet, ActionPlan plan, Typed typed, LocalDate day) {
        Map<String, Object> values = new HashMap<>();
        values.put("plan", plan.id());
        values.put("day", day);
        for (Cell cell : sheet.cells())
            if (cell.isColumn()) values.put(cell.name(), typed.has(cell.name()) ? typed.get(cell.name()) : null);
        if (sheet.hasSections()) values.put("sections", sections(typed));
        if (sheet == Sheet.MILESTONE) values.put("position", Integer.valueOf(typed.get("position")));
        return values;
    }

    /** Opens a draft plan as part of an act that its caller has authorised and records. */
    void openPlan(Typed typed, LocalDate on) {
        long id = insert(Sheet.PLAN, null, typed, on);
        db.sql("insert into plan_step (plan_id, step, taken_on) values (?, 'DRAFT', ?)")
                .params(id, on)
                .update();
    }

    private static Stored stored(Sheet sheet, ResultSet row) throws SQLException {
        var values = new TreeMap<String, String>();
        for (Cell cell : sheet.cells()) {
            String value = row.getString(cell.name());
            if (value != null) values.put(cell.name(), value);
        }
        return new Stored(row.getInt("edition"), new Typed(values));
    }

    /** Opens a draft: seen by its coordination and its leads, by nobody else. */
    @Transactional
    public String createPlan(Actor actor, Typed typed, LocalDate day) {
        Office.ofCoordinator(actor);
        Refused.unless(Sheet.PLAN.breaches(typed));
        long id = insert(Sheet.PLAN, null, typed, day);
        db.sql("insert into plan_step (plan_id, step, taken_on) values (?, 'DRAFT', ?)")
                .params(id, day)
                .update();
        drafts.drop(actor, form(Sheet.PLAN, 0, 0));
        return typed.get("slug");
    }

    @Transactional
    public long create(Actor actor, ActionPlan plan, Sheet sheet, Typed typed, LocalDate day) {
        var office = Office.ofCoordinator(actor);
        Refused.unless(sheet.breaches(typed));
        if (!sheet.isOpen(isAdopted(plan, sheet))) throw refused("plan.sheet.adopted");
        long id = insert(sheet, plan, typed, day);
        writePartners(sheet, id, typed);
        drafts.drop(actor, form(sheet, plan.id(), 0));
        if (plan.isPublic())
            journal.record(office.act("plan.edited", plan.path()).with("added", sheet.slug() + "/" + id));
        events.publishEvent(new PlanEdited(plan.slug(), day));
        return id;
    }

    /**
     * Saves over the edition that was read; in an adopted plan, as an amendment with its reason.
     *
     * @param reason why, where the plan is adopted
     * @throws Overtaken where another saved since
     */
    @Transactional
    public void save(
            Actor actor,
            ActionPlan plan,
            Sheet sheet,
            long id,
            int edition,
            Typed typed,
            @Nullable Bilingual reason,
            LocalDate day) {
        var office = Office.ofCoordinator(actor);
        boolean adopted = isAdopted(plan, sheet);
        boolean amending = adopted && sheet == Sheet.COMMITMENT;
        if (!amending && !sheet.isOpen(adopted)) throw refused("plan.sheet.adopted");
        if (amending && plan.stageOn(day).equals(Optional.of(ActionPlan.Stage.CLOSED)))
            throw refused("plan.sheet.closed");
        db.sql("select id from " + sheet.table() + " where id = ? for update")
                .param(id)
                .query(Long.class)
                .optional();
        var stored = get(plan, sheet, id);
        var breaches = new ArrayList<>(sheet.breaches(complete(sheet, typed, stored)));
        if (amending && reason == null) breaches.add(Breach.of("motif_fr", "plan.form.reason"));
        Refused.unless(breaches);
        if (stored.edition() != edition) throw new Overtaken(stored);
        var changed = sheet.cells().stream()
                .filter(c ->
                        !c.once() && !typed.get(c.name()).equals(stored.values().get(c.name())))
                .map(Cell::name)
                .toList();
        if (changed.isEmpty()) throw refused("plan.sheet.same");
        if (amending && reason != null)
            db.sql("""
                    insert into commitment_amendment (commitment_id, amended_on, before, reason_fr, reason_en, by_role, organisation)
                    values (?, ?, '{}', ?, ?, ?, ?)""")
                    .params(Values.of(
                            id, day, reason.fr(), reason.en(), office.role().name(), office.organisation()))
                    .update();
        update(sheet, plan, id, typed);
        if (changed.contains("partners")) {
            db.sql("delete from " + sheet.table() + "_partner where " + sheet.table() + "_id = ?")
                    .param(id)
                    .update();
            writePartners(sheet, id, typed);
        }
        drafts.drop(actor, form(sheet, plan.id(), id));
        if (amending && reason != null)
            journal.record(office.act(
                            "plan.amended",
                            plan.path() + "/actions/" + stored.values().get("number"))
                    .because(reason.fr())
                    .with("fields", String.join(" ", changed)));
        else if (plan.isPublic())
            journal.record(office.act("plan.edited", plan.path())
                    .with("changed", sheet.slug() + "/" + id)
                    .with("fields", String.join(" ", changed)));
        events.publishEvent(new PlanEdited(plan.slug(), day));
    }

    /** Throws a sheet away, while its plan is a draft and nothing hangs on it. */
    @Transactional
    public void delete(Actor actor, ActionPlan plan, Sheet sheet, long id, LocalDate day) {
        Office.ofCoordinator(actor);
        get(plan, sheet, id);
        // Whoever keeps the plan's score holds its row before the score's own.
        db.sql("select id from action_plan where id = ? for update")
                .param(plan.id())
                .query(Long.class)
                .optional();
        boolean opened = db.sql("select count(*) from plan_step where plan_id = ? and step <> 'DRAFT'")
                        .param(plan.id())
                        .query(Integer.class)
                        .single()
                > 0;
        if (opened) throw refused("plan.sheet.opened");
        var with = switch (sheet) {
            case PLAN ->
                List.of(
                        "plan_step where plan_id = ?",
                        "plan_score where plan_id = ?",
                        "plan_event where plan_id = ?",
                        "plan_document where plan_id = ?");
            case COMMITMENT ->
                List.of(
                        "milestone_partner where milestone_id in (select id from milestone where commitment_id = ?)",
                        "milestone where commitment_id = ?",
                        "commitment_partner where commitment_id = ?");
            case MILESTONE -> List.of("milestone_partner where milestone_id = ?");
            default -> List.<String>of();
        };
        try {
            for (String rows : with) db.sql("delete from " + rows).param(id).update();
            db.sql("delete from " + sheet.table() + " where id = ?").param(id).update();
        } catch (DataIntegrityViolationException e) {
            throw refused("plan.sheet.full");
        }
        if (sheet != Sheet.PLAN) events.publishEvent(new PlanEdited(plan.slug(), day));
    }

    /**
     * Takes unfinished commitments of the plan before into this draft: their texts, their lead, what remains to be done, and
     * the link both ways. Dates must be promised anew.
     */
    @Transactional
    public void takeOver(Actor actor, ActionPlan plan, List<Integer> numbers, String ambition, LocalDate day) {
        Office.ofCoordinator(actor);
        if (isAdopted(plan, Sheet.COMMITMENT)) throw refused("plan.sheet.adopted");
        if (numbers.isEmpty()) throw new Refused(List.of(Breach.of("actions", "plan.takeover.none")));
        for (int number : numbers) {
            try {
                var id = db.sql("""
                        insert into commitment (plan_id, ambition_id, number, title_fr, title_en, summary_fr, summary_en, lead_id,
                                                starts_on, ends_on, themes, sections, fictional, predecessor_id)
                        select p.id, a.id,
                               (select coalesce(max(x.number), 0) + 1 from commitment x where x.plan_id = p.id),
                               c.title_fr, c.title_en, c.summary_fr, c.summary_en, c.lead_id, p.starts_on, p.ends_on, c.themes,
                               c.sections, c.fictional, c.id
                        from action_plan p
                        join commitment c on c.plan_id = p.predecessor_id and c.number = ?
                        join engagement e on e.plan_id = p.id
                        join ambition a on a.engagement_id = e.id and e.number || '.' || a.number = ?
                        where p.id = ? returning id""")
                        .params(number, ambition, plan.id())
                        .query(Long.class)
                        .optional()
                        .orElseThrow(() -> new Refused(List.of(Breach.of("ambition", "plan.takeover.ambition"))));
                db.sql("""
                        insert into commitment_partner
                        select n.id, cp.organisation_id from commitment n
                        join commitment_partner cp on cp.commitment_id = n.predecessor_id where n.id = ?""").param(id).update();
                db.sql("""
                        insert into milestone (commitment_id, position, output_fr, output_en, lead_id, fictional)
                        select n.id, row_number() over (order by m.position), m.output_fr, m.output_en, m.lead_id, m.fictional
                        from commitment n join milestone m on m.commitment_id = n.predecessor_id and m.done_on is null
                        where n.id = ?""").param(id).update();
            } catch (DuplicateKeyException e) {
                throw new Refused(List.of(Breach.of("actions", "plan.takeover.twice", number)));
            }
        }
        events.publishEvent(new PlanEdited(plan.slug(), day));
    }

    /** Every sheet of a plan, in the order of its reading. */
    List<WorkshopPage.Part> listParts(ActionPlan plan) {
        return db.sql("""
                select 'PLAN' as sheet, p.id, p.title_fr as label, 0 as a, 0 as b from action_plan p where p.id = :plan
                union all select 'ENGAGEMENT', e.id, e.number || '. ' || e.title_fr, e.number, 0 from engagement e where e.plan_id = :plan
                union all select 'AMBITION', a.id, e.number || '.' || a.number || ' ' || a.title_fr, e.number, a.number
                    from ambition a join engagement e on e.id = a.engagement_id where e.plan_id = :plan
                union all select 'COMMITMENT', c.id, c.number || '. ' || c.title_fr, c.number, 0 from commitment c where c.plan_id = :plan
                union all select 'MILESTONE', m.id, c.number || ' · ' || m.output_fr, c.number, m.position
                    from milestone m join commitment c on c.id = m.commitment_id where c.plan_id = :plan
                union all select 'EVENT', v.id, v.starts_on || ' · ' || v.title_fr, extract(epoch from v.starts_on)::int / 86400, 0
                    from plan_event v where v.plan_id = :plan
                union all select 'DOCUMENT', d.id, d.published_on || ' · ' || d.title_fr, extract(epoch from d.published_on)::int / 86400, 0
                    from plan_document d where d.plan_id = :plan
                order by sheet, a, b, id""")
                .param("plan", plan.id())
                .query((row, _) -> new WorkshopPage.Part(
                        Sheet.valueOf(row.getString("sheet")), row.getLong("id"), row.getString("label")))
                .list();
    }

    /** What of the plan before was not finished on a day, and nothing takes over. */
    List<Choice> listUnfinished(ActionPlan plan, LocalDate day) {
        return db.sql("""
                select c.number, c.title_fr from action_plan p
                join commitment c on c.plan_id = p.predecessor_id
                cross join lateral commitment_state(c.id, c.ends_on, :day) s
                where p.id = :plan and s.completion <> 'COMPLETE'
                  and not exists (select from commitment n where n.predecessor_id = c.id)
                order by c.number""")
                .param("plan", plan.id())
                .param("day", day)
                .query((row, _) ->
                        new Choice(row.getString("number"), row.getString("number") + ". " + row.getString("title_fr")))
                .list();
    }

    /** The draft's name of a form: a sheet, or a new one where it has no number yet. */
    static String form(Sheet sheet, long plan, long id) {
        return sheet.slug() + "/" + plan + "/" + id;
    }

    /** Asked inside the transaction: the plan cannot be adopted before the transaction has ended. */
    private boolean isAdopted(ActionPlan plan, Sheet sheet) {
        db.sql("select id from action_plan where id = ? " + (sheet == Sheet.PLAN ? "for update" : "for share"))
                .param(plan.id())
                .query(Long.class)
                .optional();
        return db.sql(
                                "select count(*) from plan_step where plan_id = ? and step in ('ADOPTED', 'IN_PROGRESS', 'CLOSED')")
                        .param(plan.id())
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static Refused refused(String key) {
        return new Refused(List.of(Breach.of("fiche", key)));
    }

    /** What is written once is not typed again. */
    private static Typed complete(Sheet sheet, Typed typed, Stored stored) {
        for (Cell cell : sheet.cells())
            if (cell.once()) typed = typed.with(cell.name(), stored.values().get(cell.name()));
        return typed;
    }

    private long insert(Sheet sheet, @Nullable ActionPlan plan, Typed typed, LocalDate day) {
        return written(() -> bound(insertion(sheet) + " returning id", sheet, plan, typed)
                .param("position", null)
                .param("day", day)
                .query(Long.class)
                .single());
    }

    private static String insertion(Sheet sheet) {
        var columns = new ArrayList<String>();
        var values = new ArrayList<String>();
        for (Cell cell : sheet.cells())
            if (cell.isColumn()) {
                columns.add(cell.column());
                values.add(cell.write());
            }
        var more = new HashMap<String, String>();
        if (sheet.owner().equals("t.plan_id")) more.put("plan_id", ":plan");
        if (sheet == Sheet.EVENT) more.put("announced_on", ":day");
        if (sheet == Sheet.MILESTONE)
            more.put(
                    "position",
                    "coalesce(cast(:position as integer), (select coalesce(max(m.position), 0) + 1 from milestone m"
                            + " join commitment c on c.id = m.commitment_id"
                            + " where c.plan_id = :plan and c.number = cast(:commitment as integer)))");
        if (sheet.hasSections()) more.put("sections", "cast(:sections as jsonb)");
        more.forEach((column, value) -> {
            columns.add(column);
            values.add(value);
        });
        return "insert into " + sheet.table() + " (" + String.join(", ", columns) + ") values ("
                + String.join(", ", values) + ")";
    }

    /** An unchanged section keeps its mark of fiction; a rewritten one is real. */
    private void update(Sheet sheet, ActionPlan plan, long id, Typed typed) {
        written(() -> bound(update(sheet), sheet, plan, typed).param("id", id).update());
    }

    private static String update(Sheet sheet) {
        var sets = sheet.cells().stream()
                .filter(c -> c.isColumn() && !c.once())
                .map(c -> c.column() + " = " + c.write())
                .collect(Collectors.toCollection(ArrayList::new));
        if (sheet.hasSections()) sets.add("""
                    sections = (select coalesce(jsonb_object_agg(n.key,
                                    case when t.sections -> n.key ->> 'fr' = n.value ->> 'fr'
                                         then n.value || jsonb_build_object('fictional',
                                                  coalesce(t.sections -> n.key -> 'fictional', 'false'))
                                         else n.value end), '{}')
                                from jsonb_each(cast(:sections as jsonb)) n)""");
        sets.add("edition = edition + 1");
        return "update " + sheet.table() + " t set " + String.join(", ", sets) + " where t.id = :id";
    }

    private JdbcClient.StatementSpec bound(String sql, Sheet sheet, @Nullable ActionPlan plan, Typed typed) {
        var statement = db.sql(sql).param("plan", plan == null ? null : plan.id());
        for (Cell cell : sheet.cells())
            if (cell.isColumn())
                statement = statement.param(cell.name(), typed.has(cell.name()) ? typed.get(cell.name()) : null);
        return sheet.hasSections() ? statement.param("sections", sections(typed)) : statement;
    }

    private String sections(Typed typed) {
        var sections = new TreeMap<String, Map<String, Object>>();
        for (Cell cell : Sheet.COMMITMENT.cells())
            if (cell.kind() == Cell.Kind.SECTION && typed.has(cell.name()))
                sections.computeIfAbsent(cell.section(), _ -> new TreeMap<>(Map.of("fictional", false)))
                        .put(cell.language(), typed.get(cell.name()));
        return json.writeValueAsString(sections);
    }

    private void writePartners(Sheet sheet, long id, Typed typed) {
        if (!sheet.hasPartners()) return;
        db.sql("insert into " + sheet.table() + "_partner select ?, id from organisation where slug = any (?)")
                .params(id, Arrays.stream(typed.get("partners").split(" ")).toArray(String[]::new))
                .update();
    }

    /** The database has the last word on what is taken and what exists; here it is said in the form's. */
    private static <T> T written(Supplier<T> writing) {
        try {
            return writing.get();
        } catch (DuplicateKeyException e) {
            throw new Refused(List.of(Breach.of("number", "plan.sheet.taken")));
        } catch (DataIntegrityViolationException e) {
            throw refused("plan.sheet.unknown");
        }
    }
}
