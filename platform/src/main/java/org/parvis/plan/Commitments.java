package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the commitments: one among many, one whole, all of them out. */
@Component
public class Commitments {
    /** How many a page of a list shows. */
    static final int PAGE = 20;

    private static final String FROM = """
            from commitment_as_of(:day) c
            join action_plan p on p.id = c.plan_id
            join ambition a on a.id = c.ambition_id
            join engagement e on e.id = a.engagement_id
            join organisation o on o.id = c.lead_id
            cross join lateral commitment_state(c.id, c.ends_on, :day) s
            """;

    /** What a list across plans leaves out: the drafts. */
    private static final String PUBLIC =
            "exists (select from plan_step x where x.plan_id = p.id and x.step <> 'DRAFT' and x.taken_on <= :day)";

    private static final String LINE = """
            select p.slug as plan, c.number, e.number as engagement, a.number as ambition, c.title_fr, c.title_en, c.ends_on,
                   c.fictional, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en,
                   o.acronym as lead_acronym, c.themes, e.title_fr as engagement_fr, e.title_en as engagement_en, s.*
            """ + FROM;

    private static final String MATCHING = """
            (:engagement::int is null or engagement = :engagement)
            and (:lead::text is null or lead_slug = :lead)
            and (:theme::text is null or :theme = any (themes))
            and (:completion::text is null or completion = :completion)
            and (not :late or late_since is not null)
            """;

    private static final String LIFE = """
            (select jsonb_agg(jsonb_build_object('position', m.position, 'output', bilingual(m.output_fr, m.output_en),
                    'startsOn', m.starts_on, 'dueOn', m.due_on,
                    'doneOn', m.done_on, 'fictional', m.fictional,
                    'lead', (select x.slug from organisation x where x.id = m.lead_id),
                    'revisions', (select jsonb_agg(jsonb_build_object('revisedOn', r.revised_on, 'fromDue', r.from_due,
                            'toDue', r.to_due, 'reason', bilingual(r.reason_fr, r.reason_en)) order by r.revised_on, r.id)
                        from milestone_revision r where r.milestone_id = m.id and r.revised_on <= :day))
                    order by m.position)
             from milestone_as_of(:day) m where m.commitment_id = c.id) as milestones_json,
            (select jsonb_agg(jsonb_build_object('reportedOn', r.reported_on, 'completion', r.completion,
                    'text', bilingual(r.text_fr, r.text_en), 'fictional', r.fictional,
                    'blockers', (select jsonb_agg(jsonb_build_object('kind', b.kind, 'text', bilingual(b.text_fr, b.text_en)))
                        from report_blocker b where b.report_id = r.id),
                    'evidence', (select jsonb_agg(jsonb_build_object('title', bilingual(v.title_fr, v.title_en),
                            'kind', v.kind, 'url', v.url, 'datedOn', v.dated_on) order by v.id)
                        from evidence v where v.report_id = r.id)) order by r.reported_on, r.id)
             from progress_report r where r.commitment_id = c.id and r.reported_on <= :day) as reports_json
            """;

    private static final String WHOLE = """
                select c.id, c.number, e.number as engagement, e.title_fr as e_fr, e.title_en as e_en, a.number as ambition,
                       a.title_fr as a_fr, a.title_en as a_en, c.title_fr, c.title_en, c.summary_fr, c.summary_en,
                       c.starts_on, c.ends_on, c.themes, c.sections, c.fictional, o.slug as lead_slug,
                       o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym, s.*
                """ + FROM;

    private final JdbcClient db;
    private final Json json;

    Commitments(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /** All of a plan, for its picture: a cell each. */
    public List<CommitmentLine> listAll(ActionPlan plan, LocalDate day) {
        return db.sql(LINE + "where c.plan_id = :plan order by e.number, c.number")
                .param("plan", plan.id())
                .param("day", day)
                .query((row, _) -> line(row, day))
                .list();
    }

    /** What an organisation leads, and what it supports, in every plan, the latest plan first. */
    public List<CommitmentLine> listLedBy(Organisation organisation, LocalDate day) {
        return listOf("o.slug = :slug", organisation, day);
    }

    public List<CommitmentLine> listSupportedBy(Organisation organisation, LocalDate day) {
        return listOf(
                "c.id in (select cp.commitment_id from partner_as_of(:day) cp"
                        + " join organisation partner on partner.id = cp.organisation_id where partner.slug = :slug)",
                organisation,
                day);
    }

    private List<CommitmentLine> listOf(String condition, Organisation organisation, LocalDate day) {
        return db.sql(LINE + "where " + PUBLIC + " and " + condition
                        + " order by p.starts_on desc, c.number limit 1000")
                .param("slug", organisation.name().slug())
                .param("day", day)
                .query((row, _) -> line(row, day))
                .list();
    }

    /**
     * One page of a filtered list.
     *
     * @param hasBefore whether there are some before, {@code hasAfter} after
     */
    public record Slice(List<CommitmentLine> lines, boolean hasBefore, boolean hasAfter) {}

    /** One value a list can be narrowed to, with how many commitments of the plan have it. */
    public record Facet(String kind, String value, @Nullable Bilingual label, long count) {
        static final String FOUND = "found";

        /** As addresses write it. */
        String slug() {
            return switch (kind) {
                case "theme" -> Theme.valueOf(value).slug();
                case "completion" -> Completion.valueOf(value).slug();
                default -> value;
            };
        }
    }

    Slice list(ActionPlan plan, CommitmentFilter filter, LocalDate day) {
        Integer before = filter.before();
        boolean backwards = before != null;
        var found = matching(
                        db.sql("select * from (" + LINE + "where c.plan_id = :plan) line where " + MATCHING
                                + "and number > :after and number < :before order by number "
                                + (backwards ? "desc" : "asc") + " limit " + (PAGE + 1)),
                        plan,
                        filter,
                        day)
                .param("after", filter.after() == null ? 0 : filter.after())
                .param("before", before == null ? Integer.MAX_VALUE : before)
                .query((row, _) -> line(row, day))
                .list();
        boolean more = found.size() > PAGE;
        var lines = more ? found.subList(0, PAGE) : found;
        return new Slice(
                backwards ? lines.reversed() : lines,
                backwards ? more : filter.after() != null && filter.after() > 0,
                backwards || more);
    }

    private static JdbcClient.StatementSpec matching(
            JdbcClient.StatementSpec sql, ActionPlan plan, CommitmentFilter filter, LocalDate day) {
        return sql.param("plan", plan.id())
                .param("day", day)
                .param("engagement", filter.engagement())
                .param("lead", filter.lead())
                .param("theme", filter.theme() == null ? null : filter.theme().name())
                .param(
                        "completion",
                        filter.completion() == null ? null : filter.completion().name())
                .param("late", filter.late());
    }

    /** What a plan's list can be narrowed to, and under {@link Facet#FOUND} how many a filter leaves: read once for both. */
    List<Facet> listFacets(ActionPlan plan, CommitmentFilter filter, LocalDate day) {
        String facets = """
                select '%s' as kind, '' as value, null as label_fr, null as label_en, count(*) as n from line where %s
                union all select 'engagement', engagement::text, engagement_fr, engagement_en, count(*)
                from line group by engagement, engagement_fr, engagement_en
                union all select 'lead', lead_slug, lead_name_fr, lead_name_en, count(*)
                from line group by lead_slug, lead_name_fr, lead_name_en
                union all select 'theme', t, null, null, count(*) from line, unnest(themes) t group by t
                union all select 'completion', completion, null, null, count(*) from line group by completion
                union all select 'late', 'oui', null, null, count(*) from line where late_since is not null
                order by kind, value""".formatted(Facet.FOUND, MATCHING);
        return matching(
                        db.sql("with line as materialized (" + LINE + "where c.plan_id = :plan) " + facets),
                        plan,
                        filter,
                        day)
                .query((row, _) -> new Facet(
                        row.getString("kind"), row.getString("value"), Bilingual.find(row, "label"), row.getLong("n")))
                .list();
    }

    /** @throws NotFound where the plan has no commitment of this number */
    public Commitment get(ActionPlan plan, int number, LocalDate day) {
        return db.sql(WHOLE + "where c.plan_id = :plan and c.number = :number")
                .param("plan", plan.id())
                .param("number", number)
                .param("day", day)
                .query((row, _) -> read(row, day))
                .optional()
                .orElseThrow(() -> new NotFound("commitment " + plan.slug() + "/" + number));
    }

    public List<CommitmentPage.Partner> listPartners(Commitment commitment, LocalDate day) {
        return mapPartners(List.of(commitment), day).getOrDefault(commitment.id(), List.of());
    }

    private Map<Long, List<CommitmentPage.Partner>> mapPartners(List<Commitment> commitments, LocalDate day) {
        Map<Long, List<CommitmentPage.Partner>> partners = new HashMap<>();
        db.sql("""
                select cp.commitment_id, o.* from partner_as_of(?) cp join organisation o on o.id = cp.organisation_id
                where cp.commitment_id = any (?) order by o.name_fr""")
                .params(day, ids(commitments))
                .query((row, _) -> partners.computeIfAbsent(row.getLong("commitment_id"), _ -> new ArrayList<>())
                        .add(new CommitmentPage.Partner(
                                Organisations.name(row, ""), College.valueOf(row.getString("college")))))
                .list();
        return partners;
    }

    private static Long[] ids(List<Commitment> commitments) {
        return commitments.stream().map(Commitment::id).toArray(Long[]::new);
    }

    /** Its milestones with the history of their dates, as known on a day. */
    public List<Milestone> listMilestones(Commitment commitment, LocalDate day) {
        return mapMilestones(List.of(commitment), day).getOrDefault(commitment.id(), List.of());
    }

    private Map<Long, List<Milestone>> mapMilestones(List<Commitment> commitments, LocalDate day) {
        Map<Long, List<Milestone>> milestones = new HashMap<>();
        db.sql("""
                select m.*, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym,
                       (select jsonb_agg(jsonb_build_object('slug', x.slug, 'full', bilingual(x.name_fr, x.name_en), 'acronym', x.acronym)
                               order by x.name_fr)
                        from milestone_partner mp join organisation x on x.id = mp.organisation_id
                        where mp.milestone_id = m.id) as partners,
                       (select jsonb_agg(jsonb_build_object('revisedOn', r.revised_on, 'fromDue', r.from_due, 'toDue', r.to_due,
                               'reason', bilingual(r.reason_fr, r.reason_en)) order by r.revised_on, r.id)
                        from milestone_revision r where r.milestone_id = m.id and r.revised_on <= :day) as revisions
                from milestone_as_of(:day) m left join organisation o on o.id = m.lead_id
                where m.commitment_id = any (:commitments) order by m.position""")
                .param("commitments", ids(commitments))
                .param("day", day)
                .query((row, _) -> milestones
                        .computeIfAbsent(row.getLong("commitment_id"), _ -> new ArrayList<>())
                        .add(new Milestone(
                                row.getLong("id"),
                                row.getInt("position"),
                                Bilingual.get(row, "output"),
                                Organisations.findName(row, "lead_"),
                                json.list(row.getString("partners"), Organisation.Name.class),
                                row.getObject("starts_on", LocalDate.class),
                                row.getObject("due_on", LocalDate.class),
                                row.getObject("done_on", LocalDate.class),
                                row.getBoolean("fictional"),
                                json.list(row.getString("revisions"), Milestone.Revision.class))))
                .list();
        return milestones;
    }

    /** Its progress reports up to a day, the latest first. */
    public List<ProgressReport> listReports(Commitment commitment, LocalDate day) {
        return mapReports(List.of(commitment), LocalDate.EPOCH, day).getOrDefault(commitment.id(), List.of());
    }

    private Map<Long, List<ProgressReport>> mapReports(List<Commitment> commitments, LocalDate from, LocalDate day) {
        Map<Long, List<ProgressReport>> reports = new HashMap<>();
        db.sql("""
                select r.*,
                       (select jsonb_agg(jsonb_build_object('kind', b.kind, 'text', bilingual(b.text_fr, b.text_en)) order by b.kind)
                        from report_blocker b where b.report_id = r.id) as blockers,
                       (select jsonb_agg(jsonb_build_object('title', bilingual(v.title_fr, v.title_en), 'kind', v.kind,
                               'url', v.url, 'datedOn', v.dated_on) order by v.id)
                        from evidence v where v.report_id = r.id) as evidence
                from unnest(?::bigint[]) it cross join lateral (
                    select * from progress_report r where r.commitment_id = it and r.reported_on between ? and ?
                    order by r.reported_on desc, r.id desc limit 200) r
                order by r.reported_on desc, r.id desc""")
                .params(ids(commitments), from, day)
                .query((row, _) -> reports.computeIfAbsent(row.getLong("commitment_id"), _ -> new ArrayList<>())
                        .add(new ProgressReport(
                                row.getLong("id"),
                                row.getObject("reported_on", LocalDate.class),
                                Completion.valueOf(row.getString("completion")),
                                Bilingual.get(row, "text"),
                                row.getBoolean("fictional"),
                                Role.valueOf(row.getString("by_role")),
                                json.list(row.getString("blockers"), ProgressReport.Blocker.class),
                                json.list(row.getString("evidence"), ProgressReport.Evidence.class))))
                .list();
        return reports;
    }

    /** A commitment with all that is printed of it. */
    public record Whole(
            Commitment commitment,
            List<CommitmentPage.Partner> partners,
            List<Milestone> milestones,
            List<ProgressReport> reports) {

        public List<CommitmentPage.Partner> partners(College.Side side) {
            return partners.stream().filter(p -> p.college().side() == side).toList();
        }
    }

    /** How many a plan has. */
    int count(ActionPlan plan) {
        return db.sql("select count(*) from commitment where plan_id = ?")
                .param(plan.id())
                .query(Integer.class)
                .single();
    }

    /** Every commitment of a plan whole, with what was reported since a day, in as many queries for one as for a thousand. */
    public List<Whole> listWhole(ActionPlan plan, LocalDate since, LocalDate day) {
        return whole(
                db.sql(WHOLE + "where c.plan_id = :plan order by c.number")
                        .param("plan", plan.id())
                        .param("day", day)
                        .query((row, _) -> read(row, day))
                        .list(),
                since,
                day);
    }

    /** The same, of one. */
    public Whole getWhole(Commitment commitment, LocalDate day) {
        return whole(List.of(commitment), LocalDate.EPOCH, day).getFirst();
    }

    private List<Whole> whole(List<Commitment> commitments, LocalDate since, LocalDate day) {
        var partners = mapPartners(commitments, day);
        var milestones = mapMilestones(commitments, day);
        var reports = mapReports(commitments, since, day);
        return commitments.stream()
                .map(c -> new Whole(
                        c,
                        partners.getOrDefault(c.id(), List.of()),
                        milestones.getOrDefault(c.id(), List.of()),
                        reports.getOrDefault(c.id(), List.of())))
                .toList();
    }

    private Commitment read(ResultSet row, LocalDate day) throws SQLException {
        return new Commitment(
                row.getLong("id"),
                row.getInt("number"),
                row.getInt("engagement"),
                new Bilingual(row.getString("e_fr"), row.getString("e_en")),
                row.getInt("ambition"),
                new Bilingual(row.getString("a_fr"), row.getString("a_en")),
                Bilingual.get(row, "title"),
                Bilingual.get(row, "summary"),
                Organisations.name(row, "lead_"),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                Arrays.stream((String[]) row.getArray("themes").getArray())
                        .map(Theme::valueOf)
                        .toList(),
                json.map(row.getString("sections"), Commitment.Section.class, Commitment.Text.class),
                row.getBoolean("fictional"),
                CommitmentState.read(row, day));
    }

    /** How it was changed after its adoption, up to a day, the latest first. */
    public List<Amendment> listAmendments(Commitment commitment, LocalDate day) {
        return db.sql("""
                with life as (
                    select a.*, lead(a.before, 1, commitment_snapshot(c)) over (order by a.amended_on, a.id) as after
                    from commitment_amendment a join commitment c on c.id = a.commitment_id
                    where c.id = :commitment)
                select l.*, (select jsonb_agg(jsonb_build_object('field', f.field, 'before', f.before, 'after', f.after)) from (
                        select b.key as field,
                               case when b.key in ('themes', 'partners') then translate(b.value, '[]",', '') else b.value end as before,
                               case when b.key in ('themes', 'partners') then translate(n.value, '[]",', '') else n.value end as after
                        from jsonb_each_text(l.before) b join jsonb_each_text(l.after) n on n.key = b.key
                        where b.value is distinct from n.value and b.key not like '%\\_id' and b.key <> 'sections'
                        union all
                        select lower(s.name) || '_' || t.language, l.before -> 'sections' -> s.name ->> t.language,
                               l.after -> 'sections' -> s.name ->> t.language
                        from (select jsonb_object_keys(l.before -> 'sections' || (l.after -> 'sections')) as name) s,
                             (values ('fr'), ('en')) t (language)
                        where l.before -> 'sections' -> s.name ->> t.language
                              is distinct from l.after -> 'sections' -> s.name ->> t.language) f) as changes
                from life l where l.amended_on <= :day order by l.amended_on desc, l.id desc""")
                .param("commitment", commitment.id())
                .param("day", day)
                .query((row, _) -> new Amendment(
                        row.getObject("amended_on", LocalDate.class),
                        Bilingual.get(row, "reason"),
                        Role.valueOf(row.getString("by_role")),
                        row.getBoolean("fictional"),
                        json.list(row.getString("changes"), Amendment.Change.class)))
                .list();
    }

    /** The commitment that this one takes over, and the one that takes it over. */
    public record Neighbour(boolean before, String plan, int number, Bilingual title) {
        public String path() {
            return "/plans/" + plan + "/actions/" + number;
        }
    }

    /** Its neighbours in other plans, as far as the public sees them. */
    public List<Neighbour> listNeighbours(Commitment commitment, LocalDate day) {
        return db.sql("""
                select true as before, p.slug, c.number, c.title_fr, c.title_en
                from commitment it join commitment_as_of(:day) c on c.id = it.predecessor_id join action_plan p on p.id = c.plan_id
                where it.id = :commitment and\s""" + PUBLIC + """

                union all
                select false, p.slug, c.number, c.title_fr, c.title_en
                from commitment_as_of(:day) c join action_plan p on p.id = c.plan_id
                where c.predecessor_id = :commitment and\s""" + PUBLIC)
                .param("commitment", commitment.id())
                .param("day", day)
                .query((row, _) -> new Neighbour(
                        row.getBoolean("before"),
                        row.getString("slug"),
                        row.getInt("number"),
                        Bilingual.get(row, "title")))
                .list();
    }

    /**
     * Something that happened to a commitment.
     *
     * @param completion what a report said; none where a milestone was done or its date moved
     */
    public record Change(
            LocalDate on,
            Kind kind,
            int number,
            Bilingual title,
            Bilingual text,
            @Nullable Completion completion,
            boolean fictional) {
        /** What can happen. */
        public enum Kind {
            REPORT,
            MILESTONE_DONE,
            MILESTONE_MOVED,
            AMENDED
        }
    }

    /** What happened last in a plan, up to a day, the latest first. */
    public List<Change> listChanges(ActionPlan plan, LocalDate day, int limit) {
        return db.sql("""
                select * from (
                    (select r.reported_on as happened_on, 'REPORT' as kind, c.number, c.title_fr, c.title_en, r.text_fr, r.text_en,
                            r.completion, r.fictional
                     from progress_report r join commitment_as_of(:day) c on c.id = r.commitment_id
                     where c.plan_id = :plan and r.reported_on <= :day order by r.reported_on desc, c.number limit :limit)
                    union all
                    (select m.done_on, 'MILESTONE_DONE', c.number, c.title_fr, c.title_en, m.output_fr, m.output_en, null, m.fictional
                     from milestone m join commitment_as_of(:day) c on c.id = m.commitment_id
                     where c.plan_id = :plan and m.done_on <= :day order by m.done_on desc, c.number limit :limit)
                    union all
                    (select v.revised_on, 'MILESTONE_MOVED', c.number, c.title_fr, c.title_en, v.reason_fr, v.reason_en, null, m.fictional
                     from milestone_revision v join milestone m on m.id = v.milestone_id join commitment_as_of(:day) c on c.id = m.commitment_id
                     where c.plan_id = :plan and v.revised_on <= :day order by v.revised_on desc, c.number limit :limit)
                    union all
                    (select a.amended_on, 'AMENDED', c.number, c.title_fr, c.title_en, a.reason_fr, a.reason_en, null, false
                     from commitment_amendment a join commitment_as_of(:day) c on c.id = a.commitment_id
                     where c.plan_id = :plan and a.amended_on <= :day order by a.amended_on desc, c.number limit :limit)
                ) changes order by happened_on desc, number limit :limit""")
                .param("plan", plan.id())
                .param("day", day)
                .param("limit", limit)
                .query((row, _) -> new Change(
                        row.getObject("happened_on", LocalDate.class),
                        Change.Kind.valueOf(row.getString("kind")),
                        row.getInt("number"),
                        Bilingual.get(row, "title"),
                        Bilingual.get(row, "text"),
                        row.getString("completion") == null ? null : Completion.valueOf(row.getString("completion")),
                        row.getBoolean("fictional")))
                .list();
    }

    /**
     * Every commitment of one plan (or of all, without a plan), one at a time and in constant memory, in the order of an index.
     *
     * @param whole with their milestones and reports: most of the work, which a table of commitments spares
     */
    @Transactional(readOnly = true)
    public void stream(@Nullable ActionPlan plan, boolean whole, LocalDate day, Consumer<CommitmentExport> out) {
        try (var rows = db
                .sql("""
                select p.slug as plan, c.number, e.number as engagement, a.number as ambition, c.title_fr, c.title_en,
                       c.summary_fr, c.summary_en, o.slug as lead, c.starts_on, c.ends_on, c.themes, c.sections, c.fictional, s.*,
                       array(select x.slug from partner_as_of(:day) cp join organisation x on x.id = cp.organisation_id
                             where cp.commitment_id = c.id order by x.slug) as partners,
                """ + (whole ? LIFE : "null as milestones_json, null as reports_json ") + FROM
                        + "where (:plan::bigint is null and " + PUBLIC
                        + " or c.plan_id = :plan) order by c.plan_id, c.number")
                .param("plan", plan == null ? null : plan.id())
                .param("day", day)
                .withFetchSize(200)
                .query((row, _) -> CommitmentExport.read(row, day, json))
                .stream()) {
            rows.forEach(out);
        }
    }

    private static CommitmentLine line(ResultSet row, LocalDate day) throws SQLException {
        return new CommitmentLine(
                row.getString("plan"),
                row.getInt("number"),
                row.getInt("engagement"),
                row.getInt("ambition"),
                Bilingual.get(row, "title"),
                Organisations.name(row, "lead_"),
                row.getObject("ends_on", LocalDate.class),
                row.getBoolean("fictional"),
                CommitmentState.read(row, day));
    }
}
