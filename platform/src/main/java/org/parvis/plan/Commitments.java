package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.accounts.Organisations;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the commitments: one among many, one whole, all of them out. */
@Component
public class Commitments {
    /** How many a page of a list shows. */
    static final int PAGE = 20;

    private static final String FROM = """
            from commitment c
            join action_plan p on p.id = c.plan_id
            join ambition a on a.id = c.ambition_id
            join engagement e on e.id = a.engagement_id
            join organisation o on o.id = c.lead_id
            cross join lateral commitment_state(c.id, c.ends_on, :day) s
            """;

    private static final String LINE = """
            select p.slug as plan, c.number, e.number as engagement, a.number as ambition, c.title_fr, c.title_en, c.ends_on,
                   c.fictional, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en,
                   o.acronym as lead_acronym, s.*
            """ + FROM;

    private static final String MATCHING = """
            (:engagement::int is null or e.number = :engagement)
            and (:lead::text is null or o.slug = :lead)
            and (:theme::text is null or :theme = any (c.themes))
            and (:completion::text is null or s.completion = :completion)
            and (not :late or s.late_since is not null)
            """;

    private final JdbcClient db;
    private final Json json;

    Commitments(JdbcClient db, Json json) {
        this.db = db;
        this.json = json;
    }

    /** All of a plan, for its picture: a cell each. */
    public List<CommitmentLine> listAll(ActionPlan plan, LocalDate day) {
        return db.sql(LINE + "where c.plan_id = :plan order by e.number, a.number, c.number")
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
                "c.id in (select cp.commitment_id from commitment_partner cp"
                        + " join organisation partner on partner.id = cp.organisation_id where partner.slug = :slug)",
                organisation,
                day);
    }

    private List<CommitmentLine> listOf(String condition, Organisation organisation, LocalDate day) {
        return db.sql(LINE + "where " + condition + " order by p.starts_on desc, c.number limit 1000")
                .param("slug", organisation.name().slug())
                .param("day", day)
                .query((row, _) -> line(row, day))
                .list();
    }

    /**
     * One page of a filtered list.
     *
     * @param total how many match, on every page
     * @param hasBefore whether there are some before, {@code hasAfter} after
     */
    public record Slice(List<CommitmentLine> lines, long total, boolean hasBefore, boolean hasAfter) {}

    /** One value a list can be narrowed to, with how many commitments of the plan have it. */
    public record Facet(String kind, String value, @Nullable Bilingual label, long count) {
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
                        db.sql(LINE + "where c.plan_id = :plan and " + MATCHING
                                + "and c.number > :after and c.number < :before order by c.number "
                                + (backwards ? "desc" : "asc") + " limit " + (PAGE + 1)),
                        plan,
                        filter,
                        day)
                .param("after", filter.after() == null ? 0 : filter.after())
                .param("before", before == null ? Integer.MAX_VALUE : before)
                .query((row, _) -> line(row, day))
                .list();
        long total = matching(
                        db.sql("select count(*) " + FROM + "where c.plan_id = :plan and " + MATCHING),
                        plan,
                        filter,
                        day)
                .query(Long.class)
                .single();
        boolean more = found.size() > PAGE;
        var lines = more ? found.subList(0, PAGE) : found;
        return new Slice(
                backwards ? lines.reversed() : lines,
                total,
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

    /** What a plan's list can be narrowed to. */
    List<Facet> listFacets(ActionPlan plan, LocalDate day) {
        return db.sql("""
                with found as materialized (
                    select e.number as engagement, e.title_fr as e_fr, e.title_en as e_en, o.slug, o.name_fr, o.name_en,
                           c.themes, s.completion, s.late_since
                """ + FROM + """
                    where c.plan_id = :plan)
                select 'engagement' as kind, engagement::text as value, e_fr as label_fr, e_en as label_en, count(*) as n
                from found group by engagement, e_fr, e_en
                union all select 'lead', slug, name_fr, name_en, count(*) from found group by slug, name_fr, name_en
                union all select 'theme', t, null, null, count(*) from found, unnest(themes) t group by t
                union all select 'completion', completion, null, null, count(*) from found group by completion
                union all select 'late', 'oui', null, null, count(*) from found where late_since is not null
                order by kind, value""")
                .param("plan", plan.id())
                .param("day", day)
                .query((row, _) -> new Facet(
                        row.getString("kind"), row.getString("value"), Bilingual.find(row, "label"), row.getLong("n")))
                .list();
    }

    /** @throws NotFound where the plan has no commitment of this number */
    public Commitment get(ActionPlan plan, int number, LocalDate day) {
        return db.sql("""
                select c.id, c.number, e.number as engagement, e.title_fr as e_fr, e.title_en as e_en, a.number as ambition,
                       a.title_fr as a_fr, a.title_en as a_en, c.title_fr, c.title_en, c.summary_fr, c.summary_en,
                       c.starts_on, c.ends_on, c.themes, c.sections, c.fictional, o.slug as lead_slug,
                       o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym, s.*
                """ + FROM + "where c.plan_id = :plan and c.number = :number")
                .param("plan", plan.id())
                .param("number", number)
                .param("day", day)
                .query((row, _) -> new Commitment(
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
                        CommitmentState.read(row, day)))
                .optional()
                .orElseThrow(() -> new NotFound("commitment " + plan.slug() + "/" + number));
    }

    public List<CommitmentPage.Partner> listPartners(Commitment commitment) {
        return db.sql("""
                select o.* from commitment_partner cp join organisation o on o.id = cp.organisation_id
                where cp.commitment_id = ? order by o.name_fr""")
                .param(commitment.id())
                .query((row, _) -> new CommitmentPage.Partner(
                        Organisations.name(row, ""), College.valueOf(row.getString("college"))))
                .list();
    }

    /** Its milestones with the history of their dates, as known on a day. */
    public List<Milestone> listMilestones(Commitment commitment, LocalDate day) {
        return db.sql("""
                select m.*, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym,
                       (select jsonb_agg(jsonb_build_object('slug', x.slug, 'full', bilingual(x.name_fr, x.name_en), 'acronym', x.acronym)
                               order by x.name_fr)
                        from milestone_partner mp join organisation x on x.id = mp.organisation_id
                        where mp.milestone_id = m.id) as partners,
                       (select jsonb_agg(jsonb_build_object('revisedOn', r.revised_on, 'fromDue', r.from_due, 'toDue', r.to_due,
                               'reason', bilingual(r.reason_fr, r.reason_en)) order by r.revised_on, r.id)
                        from milestone_revision r where r.milestone_id = m.id and r.revised_on <= :day) as revisions
                from milestone m left join organisation o on o.id = m.lead_id
                where m.commitment_id = :commitment order by m.position""")
                .param("commitment", commitment.id())
                .param("day", day)
                .query((row, _) -> new Milestone(
                        row.getLong("id"),
                        row.getInt("position"),
                        Bilingual.get(row, "output"),
                        Organisations.findName(row, "lead_"),
                        json.list(row.getString("partners"), Organisation.Name.class),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("done_on", LocalDate.class),
                        row.getBoolean("fictional"),
                        json.list(row.getString("revisions"), Milestone.Revision.class)))
                .list();
    }

    /** Its progress reports up to a day, the latest first. */
    public List<ProgressReport> listReports(Commitment commitment, LocalDate day) {
        return db.sql("""
                select r.*,
                       (select jsonb_agg(jsonb_build_object('kind', b.kind, 'text', bilingual(b.text_fr, b.text_en)) order by b.kind)
                        from report_blocker b where b.report_id = r.id) as blockers,
                       (select jsonb_agg(jsonb_build_object('title', bilingual(v.title_fr, v.title_en), 'kind', v.kind,
                               'url', v.url, 'datedOn', v.dated_on) order by v.id)
                        from evidence v where v.report_id = r.id) as evidence
                from progress_report r where r.commitment_id = ? and r.reported_on <= ?
                order by r.reported_on desc, r.id desc limit 200""")
                .params(commitment.id(), day)
                .query((row, _) -> new ProgressReport(
                        row.getLong("id"),
                        row.getObject("reported_on", LocalDate.class),
                        Completion.valueOf(row.getString("completion")),
                        Bilingual.get(row, "text"),
                        row.getBoolean("fictional"),
                        json.list(row.getString("blockers"), ProgressReport.Blocker.class),
                        json.list(row.getString("evidence"), ProgressReport.Evidence.class)))
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
            @Nullable Completion completion) {
        /** What can happen. */
        public enum Kind {
            REPORT,
            MILESTONE_DONE,
            MILESTONE_MOVED
        }
    }

    /** What happened last in a plan, up to a day, the latest first. */
    public List<Change> listChanges(ActionPlan plan, LocalDate day, int limit) {
        return db.sql("""
                select * from (
                    (select r.reported_on as happened_on, 'REPORT' as kind, c.number, c.title_fr, c.title_en, r.text_fr, r.text_en,
                            r.completion
                     from progress_report r join commitment c on c.id = r.commitment_id
                     where c.plan_id = :plan and r.reported_on <= :day order by r.reported_on desc, c.number limit :limit)
                    union all
                    (select m.done_on, 'MILESTONE_DONE', c.number, c.title_fr, c.title_en, m.output_fr, m.output_en, null
                     from milestone m join commitment c on c.id = m.commitment_id
                     where c.plan_id = :plan and m.done_on <= :day order by m.done_on desc, c.number limit :limit)
                    union all
                    (select v.revised_on, 'MILESTONE_MOVED', c.number, c.title_fr, c.title_en, v.reason_fr, v.reason_en, null
                     from milestone_revision v join milestone m on m.id = v.milestone_id join commitment c on c.id = m.commitment_id
                     where c.plan_id = :plan and v.revised_on <= :day order by v.revised_on desc, c.number limit :limit)
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
                        row.getString("completion") == null ? null : Completion.valueOf(row.getString("completion"))))
                .list();
    }

    /** Every commitment of one plan (or of all, without a plan), one at a time and in constant memory. */
    @Transactional(readOnly = true)
    public void stream(@Nullable ActionPlan plan, LocalDate day, Consumer<CommitmentExport> out) {
        try (var rows = db
                .sql("""
                select p.slug as plan, c.number, e.number as engagement, a.number as ambition, c.title_fr, c.title_en,
                       c.summary_fr, c.summary_en, o.slug as lead, c.starts_on, c.ends_on, c.themes, c.sections, c.fictional, s.*,
                       array(select x.slug from commitment_partner cp join organisation x on x.id = cp.organisation_id
                             where cp.commitment_id = c.id order by x.slug) as partners,
                       (select jsonb_agg(jsonb_build_object('position', m.position, 'output', bilingual(m.output_fr, m.output_en),
                               'startsOn', m.starts_on, 'dueOn', m.due_on,
                               'doneOn', case when m.done_on <= :day then m.done_on end, 'fictional', m.fictional,
                               'lead', (select x.slug from organisation x where x.id = m.lead_id),
                               'revisions', (select jsonb_agg(jsonb_build_object('revisedOn', r.revised_on, 'fromDue', r.from_due,
                                       'toDue', r.to_due, 'reason', bilingual(r.reason_fr, r.reason_en)) order by r.revised_on, r.id)
                                   from milestone_revision r where r.milestone_id = m.id and r.revised_on <= :day))
                               order by m.position)
                        from milestone m where m.commitment_id = c.id) as milestones_json,
                       (select jsonb_agg(jsonb_build_object('reportedOn', r.reported_on, 'completion', r.completion,
                               'text', bilingual(r.text_fr, r.text_en), 'fictional', r.fictional,
                               'blockers', (select jsonb_agg(jsonb_build_object('kind', b.kind, 'text', bilingual(b.text_fr, b.text_en)))
                                   from report_blocker b where b.report_id = r.id),
                               'evidence', (select jsonb_agg(jsonb_build_object('title', bilingual(v.title_fr, v.title_en),
                                       'kind', v.kind, 'url', v.url, 'datedOn', v.dated_on) order by v.id)
                                   from evidence v where v.report_id = r.id)) order by r.reported_on, r.id)
                        from progress_report r where r.commitment_id = c.id and r.reported_on <= :day) as reports_json
                """ + FROM + "where :plan::bigint is null or c.plan_id = :plan order by p.slug, c.number")
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
