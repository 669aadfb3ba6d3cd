package org.parvis.agenda;

import java.time.Month;
import java.util.List;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was held, year by year: computed from attendance and reports each time it is read. */
@Component
class Tallies {
    private final JdbcClient db;
    private final CivicClock clock;

    Tallies(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** The years of which there is something to say, the latest first. */
    List<Integer> listYears() {
        return db.sql("""
                select distinct extract(year from starts_at at time zone zone)::int as year from gathering
                where standing = 'PUBLISHED' and ends_at <= ? union select year from stated_tally order by year desc""")
                .params(Values.of(clock.now()))
                .query((row, _) -> row.getInt("year"))
                .list();
    }

    YearTally get(int year) {
        return new YearTally(
                year,
                listLines(year),
                db.sql("select * from stated_tally where year = ?")
                        .param(year)
                        .query((row, _) -> new YearTally.Stated(
                                row.getInt("gatherings"), row.getInt("participants"), Bilingual.get(row, "source")))
                        .optional()
                        .orElse(null));
    }

    private List<YearTally.Line> listLines(int year) {
        return db.sql("""
                with held as (
                    select g.id, g.kind, g.initiative, g.starts_at at time zone g.zone as begins, g.ends_at at time zone g.zone as ends
                    from gathering g
                    where g.standing = 'PUBLISHED' and g.ends_at <= :now
                          and g.starts_at >= make_date(:year, 1, 1) - interval '1 day' and g.starts_at < make_date(:year + 1, 1, 1) + interval '1 day'),
                counted as (
                    select r.gathering_id, count(*) filter (where r.college = any (:administration)) as administration,
                           count(*) filter (where r.college <> all (:administration)) as society
                    from held h join registration r on r.gathering_id = h.id where\s""" + GatheringReports.CAME + """

                    group by r.gathering_id),
                known as (
                    select h.*, coalesce(c.administration, t.administration) as administration, coalesce(c.society, t.society) as society,
                           case when h.begins::date = h.ends::date then extract(epoch from h.ends - h.begins) / 3600
                                else least(extract(epoch from h.ends - h.begins) / 3600, 8 * (h.ends::date - h.begins::date + 1)) end as hours
                    from held h left join counted c on c.gathering_id = h.id left join gathering_report t on t.gathering_id = h.id
                    where extract(year from h.begins) = :year)
                select extract(month from begins)::int as month, kind, initiative, count(*) as gatherings,
                       coalesce(sum(administration), 0) as administration, coalesce(sum(society), 0) as society,
                       count(*) filter (where administration is null) as unknown, sum(hours) as hours,
                       coalesce(sum(hours * (administration + society)), 0) as person_hours
                from known group by 1, 2, 3 order by 1, 2, 3""")
                .param("now", java.sql.Timestamp.from(clock.now()))
                .param("year", year)
                .param("administration", GatheringReports.administration())
                .query((row, _) -> new YearTally.Line(
                        Month.of(row.getInt("month")),
                        Gathering.Kind.valueOf(row.getString("kind")),
                        College.Side.valueOf(row.getString("initiative")),
                        row.getLong("gatherings"),
                        row.getLong("administration"),
                        row.getLong("society"),
                        row.getLong("unknown"),
                        row.getDouble("hours"),
                        row.getDouble("person_hours")))
                .list();
    }
}
