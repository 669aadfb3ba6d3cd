package org.parvis.agenda;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Public gatherings, many at a time. */
@Component
public class Agenda {
    /** A gathering lasts no longer, as the database checks: what is still to come has begun since. */
    private static final Duration LONGEST = Duration.ofDays(31);

    private static final int MOST_A_MONTH = 500;
    private static final int BATCH = 1_000;

    private final JdbcClient db;
    private final Gatherings gatherings;

    Agenda(JdbcClient db, Gatherings gatherings) {
        this.db = db;
        this.gatherings = gatherings;
    }

    /** A stretch of a list, and whether more stands before or after it. */
    public record Stretch(List<Gathering> gatherings, boolean isFirst, boolean isLast) {}

    /** Those to come, the next one first; or the past ones, the latest first. */
    public Stretch list(GatheringFilter filter, GatheringFilter.Period period, Instant now, int size) {
        boolean coming = period == GatheringFilter.Period.COMING;
        boolean backwards = filter.before() != null;
        Long from = backwards ? filter.before() : filter.after();
        boolean ascending = coming != backwards;
        String order = ascending ? "asc" : "desc";
        String sql = Gatherings.SELECT
                + "where g.standing in ('PUBLISHED', 'CANCELLED')"
                + (coming
                        ? " and g.starts_at > :begun and g.ends_at > :now"
                        : " and g.starts_at <= :now and g.ends_at <= :now")
                + narrowed(filter)
                + (from == null
                        ? ""
                        : " and (g.starts_at, g.id) " + (ascending ? ">" : "<")
                                + " (select f.starts_at, f.id from gathering f where f.id = :from)")
                + " order by g.starts_at " + order + ", g.id " + order + " limit :size";
        var found = new ArrayList<>(filled(sql, filter)
                .param("now", Timestamp.from(now))
                .param("begun", Timestamp.from(now.minus(LONGEST)))
                .param("from", from)
                .param("size", size + 1)
                .query((row, _) -> gatherings.read(row))
                .list());
        boolean more = found.size() > size;
        if (more) found.removeLast();
        if (backwards) Collections.reverse(found);
        return new Stretch(List.copyOf(found), backwards ? !more : from == null, backwards ? false : !more);
    }

    /** Those of which some day is in this month, in the order of their hours. */
    public List<Gathering> listMonth(GatheringFilter filter, YearMonth month, ZoneId zone) {
        Instant from = month.atDay(1).atStartOfDay(zone).toInstant();
        Instant until = month.plusMonths(1).atDay(1).atStartOfDay(zone).toInstant();
        return filled(
                        Gatherings.SELECT + "where g.standing in ('PUBLISHED', 'CANCELLED') and g.starts_at < :until"
                                + " and g.starts_at > :begun and g.ends_at > :from" + narrowed(filter)
                                + " order by g.starts_at, g.id limit :most",
                        filter)
                .param("from", Timestamp.from(from))
                .param("until", Timestamp.from(until))
                .param("begun", Timestamp.from(from.minus(LONGEST)))
                .param("most", MOST_A_MONTH)
                .query((row, _) -> gatherings.read(row))
                .list();
    }

    /** All of them, or those of a series, in the order of their hours, batch by batch: whoever reads slowly holds no connection. */
    void stream(@Nullable Cycle cycle, Consumer<Calendars.Dated> each) {
        var from = new Object[] {Timestamp.from(Instant.EPOCH), 0L};
        List<Calendars.Dated> batch;
        do {
            batch = db.sql(Gatherings.SELECT.replace("select g.*,", """
                            select g.*, (select max(taken_at) from gathering_step s where s.gathering_id = g.id) as revised_at,""") + """
                            where g.standing in ('PUBLISHED', 'CANCELLED') and (g.starts_at, g.id) > (:startsAt, :id)
                            """ + of(cycle)
                            + " order by g.starts_at, g.id limit " + BATCH)
                    .param("startsAt", from[0])
                    .param("id", from[1])
                    .param("series", cycle == null ? null : cycle.id())
                    .query((row, _) -> new Calendars.Dated(
                            gatherings.read(row),
                            Calendars.Dated.revisedAt(row.getTimestamp("revised_at"), row.getTimestamp("starts_at"))))
                    .list();
            batch.forEach(each);
            if (!batch.isEmpty()) {
                var last = batch.getLast().gathering();
                from = new Object[] {Timestamp.from(last.startsAt()), last.id()};
            }
        } while (batch.size() == BATCH);
    }

    /** Another text as soon as anything is changed in what {@link #stream} reads. */
    String edition(@Nullable Cycle cycle) {
        return db.sql("select count(*) || '.' || coalesce(bit_xor(hashtextextended(x::text, 0)), 0) from ("
                        + Gatherings.SELECT + "where g.standing in ('PUBLISHED', 'CANCELLED') " + of(cycle) + ") x")
                .param("series", cycle == null ? null : cycle.id())
                .query(String.class)
                .single();
    }

    private static String of(@Nullable Cycle cycle) {
        return cycle == null ? "" : "and g.series_id = :series";
    }

    /** The months of the first and of the last gathering; that of the day, where there is none. */
    public List<YearMonth> listBounds(Instant now, ZoneId zone) {
        return db.sql("""
                select min(starts_at), max(ends_at) from gathering where standing in ('PUBLISHED', 'CANCELLED')""")
                .query((row, _) -> {
                    var first = Gatherings.instant(row, "min");
                    var last = Gatherings.instant(row, "max");
                    return List.of(
                            YearMonth.from((first == null ? now : first).atZone(zone)),
                            YearMonth.from((last == null ? now : last).atZone(zone)));
                })
                .single();
    }

    private static String narrowed(GatheringFilter filter) {
        return (filter.kind() == null ? "" : " and g.kind = :kind")
                + (filter.mode() == null ? "" : " and g.mode = :mode")
                + (filter.initiative() == null ? "" : " and g.initiative = :initiative")
                + (filter.theme() == null ? "" : " and g.themes @> array[:theme]::text[]");
    }

    private JdbcClient.StatementSpec filled(String sql, GatheringFilter filter) {
        return db.sql(sql)
                .param("kind", name(filter.kind()))
                .param("mode", name(filter.mode()))
                .param("initiative", name(filter.initiative()))
                .param("theme", name(filter.theme()));
    }

    private static @Nullable String name(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}
