package org.parvis.plan;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisations;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the coordinator's board. */
@Component
public class Boards {
    static final int PAGE = 50;

    /**
     * Every commitment of a plan with what it calls for attention by. It says what {@code commitment_state} says, for ten
     * thousand at once: one pass over each table in place of one visit a commitment.
     */
    private static final String FACTS = """
            with last as (
                select distinct on (p.commitment_id) p.commitment_id, p.id, p.reported_on, p.completion
                from progress_report p
                where p.reported_on <= :day
                order by p.commitment_id, p.reported_on desc, p.id desc),
            due as (
                select m.commitment_id, min(m.due_on) as late_since from milestone m
                where m.due_on < :day and (m.done_on is null or m.done_on > :day) group by m.commitment_id),
            seen as (
                select distinct on (a.commitment_id, a.organisation_id) a.commitment_id, a.completion from assessment a
                where a.assessed_on <= :day
                order by a.commitment_id, a.organisation_id, a.version desc),
            known as (
                select c.id, c.number, c.title_fr, c.title_en, c.fictional, c.lead_id, c.ends_on, e.number as engagement,
                       last.id as report_id, last.reported_on, last.completion as reported, due.late_since as milestone_since,
                       case when last.completion = 'COMPLETE' or last.reported_on >= :day - interval '6 months'
                            then last.completion else 'NO_EVIDENCE' end as completion
                from commitment c
                join ambition a on a.id = c.ambition_id
                join engagement e on e.id = a.engagement_id
                left join last on last.commitment_id = c.id
                left join due on due.commitment_id = c.id
                where c.plan_id = :plan),
            facts as (
                select k.*,
                       least(k.milestone_since, case when k.ends_on < :day and k.completion <> 'COMPLETE' then k.ends_on end) as late_since,
                       coalesce(k.reported_on >= :opens and k.reported_on <= :closes, false) as received,
                       :opens::date is not null and coalesce(k.reported_on < :opens or k.reported_on > :closes, true)
                           and k.reported is distinct from 'COMPLETE' as awaited,
                       k.completion = 'NOT_STARTED' or (k.completion <> 'COMPLETE' and k.report_id in (select b.report_id from report_blocker b))
                           as stuck,
                       k.completion = 'NO_EVIDENCE' as unproven,
                       (k.id, k.reported) in (select s.commitment_id, r.completion from seen s
                            join last r on r.commitment_id = s.commitment_id where r.completion <> s.completion) as divergent
                from known k)
            """;

    private final JdbcClient db;
    private final Rounds rounds;

    Boards(JdbcClient db, Rounds rounds) {
        this.db = db;
        this.rounds = rounds;
    }

    /** The figures of a plan, by lead and by engagement. */
    public Board get(Actor actor, ActionPlan plan, LocalDate day) {
        actor.must(Role.COORDINATOR);
        var round = findRound(plan, day);
        var leads = new ArrayList<Board.Row>();
        var engagements = new ArrayList<Board.Row>();
        var whole = new ArrayList<Board.Figures>();
        with(db.sql(FACTS + """
                , figures as (
                    select grouping(f.lead_id, f.engagement) as level, f.lead_id, f.engagement, count(*) as commitments,
                           count(*) filter (where f.received) as received, count(*) filter (where f.awaited) as awaited,
                           count(f.late_since) as late, count(*) filter (where f.stuck) as stuck,
                           count(*) filter (where f.unproven) as unproven, count(*) filter (where f.divergent) as divergent
                    from facts f group by grouping sets ((f.lead_id), (f.engagement), ()))
                select g.*, o.slug, o.name_fr as o_fr, o.name_en as o_en, e.title_fr as e_fr, e.title_en as e_en
                from figures g
                left join organisation o on o.id = g.lead_id
                left join engagement e on e.plan_id = :plan and e.number = g.engagement
                order by o.name_fr, g.engagement"""), plan, round, day).query(row -> {
            var figures = figures(row);
            switch (row.getInt("level")) {
                case 0b01 ->
                    leads.add(new Board.Row(
                            row.getString("slug"),
                            new Bilingual(row.getString("o_fr"), row.getString("o_en")),
                            figures));
                case 0b10 ->
                    engagements.add(new Board.Row(
                            row.getString("engagement"),
                            new Bilingual(row.getString("e_fr"), row.getString("e_en")),
                            figures));
                default -> whole.add(figures);
            }
        });
        return new Board(plan, round, whole.getFirst(), leads, engagements);
    }

    /** One page of the commitments a filter lets through, and how many there are in all. */
    public record Slice(@Nullable Round round, List<Board.Line> lines, long total, boolean hasMore) {}

    Slice list(Actor actor, ActionPlan plan, BoardFilter filter, LocalDate day) {
        actor.must(Role.COORDINATOR);
        var round = findRound(plan, day);
        var total = new long[1];
        var lines = new ArrayList<Board.Line>();
        with(db.sql(FACTS + """
                , found as materialized (
                    select f.*, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en, o.acronym as lead_acronym
                    from facts f join organisation o on o.id = f.lead_id
                    where (:engagement::int is null or f.engagement = :engagement)
                      and (:lead::text is null or o.slug = :lead)
                      and (:sign::text is null or case :sign when 'RECEIVED' then f.received when 'AWAITED' then f.awaited
                           when 'LATE' then f.late_since is not null when 'STUCK' then f.stuck when 'UNPROVEN' then f.unproven
                           else f.divergent end)),
                ranked as (select f.*, %s as rank from found f)
                select r.*, (select count(*) from found) as total from ranked r
                where (r.rank, r.number) > (:rank, :number) order by r.rank, r.number limit %d""".formatted(filter.sort().rank(), PAGE + 1)), plan, round, day)
                .param("engagement", filter.engagement())
                .param("lead", filter.lead())
                .param("sign", filter.sign() == null ? null : filter.sign().name())
                .param("rank", filter.afterRank())
                .param("number", filter.afterNumber())
                .query(row -> {
                    total[0] = row.getLong("total");
                    lines.add(line(row));
                });
        boolean more = lines.size() > PAGE;
        return new Slice(round, more ? lines.subList(0, PAGE) : lines, total[0], more);
    }

    /** Every commitment of a plan, one at a time. */
    @Transactional(readOnly = true)
    public void stream(Actor actor, ActionPlan plan, LocalDate day, Consumer<Board.Line> out) {
        actor.must(Role.COORDINATOR);
        try (var rows = with(db.sql(FACTS + """
                select f.*, 0::bigint as rank, o.slug as lead_slug, o.name_fr as lead_name_fr, o.name_en as lead_name_en,
                       o.acronym as lead_acronym
                from facts f join organisation o on o.id = f.lead_id order by f.number"""), plan, findRound(plan, day), day)
                .withFetchSize(200)
                .query((row, _) -> line(row))
                .stream()) {
            rows.forEach(out);
        }
    }

    /** The round that is open, or else the last that was. */
    private @Nullable Round findRound(ActionPlan plan, LocalDate day) {
        return rounds.list(plan).stream()
                .filter(r -> !r.opensOn().isAfter(day))
                .findFirst()
                .orElse(null);
    }

    private static JdbcClient.StatementSpec with(
            JdbcClient.StatementSpec sql, ActionPlan plan, @Nullable Round round, LocalDate day) {
        return sql.param("plan", plan.id())
                .param("day", day)
                .param("opens", round == null ? null : round.opensOn())
                .param("closes", round == null || round.closedOn() == null ? day : round.closedOn());
    }

    private static Board.Figures figures(ResultSet row) throws SQLException {
        var signs = new EnumMap<Board.Sign, Long>(Board.Sign.class);
        for (var sign : Board.Sign.values())
            signs.put(sign, row.getLong(sign.name().toLowerCase(java.util.Locale.ROOT)));
        return new Board.Figures(row.getLong("commitments"), signs);
    }

    private static Board.Line line(ResultSet row) throws SQLException {
        var signs = EnumSet.noneOf(Board.Sign.class);
        for (var sign : Board.Sign.values()) {
            boolean borne = sign == Board.Sign.LATE
                    ? row.getObject("late_since") != null
                    : row.getBoolean(sign.name().toLowerCase(java.util.Locale.ROOT));
            if (borne) signs.add(sign);
        }
        String reported = row.getString("reported");
        return new Board.Line(
                row.getInt("number"),
                Bilingual.get(row, "title"),
                row.getInt("engagement"),
                Organisations.name(row, "lead_"),
                Completion.valueOf(row.getString("completion")),
                reported == null ? null : Completion.valueOf(reported),
                row.getObject("reported_on", LocalDate.class),
                row.getObject("late_since", LocalDate.class),
                signs,
                row.getBoolean("fictional"),
                row.getLong("rank"));
    }
}
