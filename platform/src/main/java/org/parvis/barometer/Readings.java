package org.parvis.barometer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.territories.Level;
import org.parvis.territories.Territory;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to published figures. */
@Component
public class Readings {
    private final JdbcClient db;

    Readings(JdbcClient db) {
        this.db = db;
    }

    /**
     * Where all published indicators stand in some territories.
     *
     * @param day values told of later days are left out, targets are not; none: the last ones
     * @return by territory, then by indicator, those without any reading left out
     */
    Map<Integer, Map<Integer, Standing>> listStandings(
            Collection<Integer> territories, List<Indicator> indicators, @Nullable LocalDate day) {
        Map<Integer, Map<Integer, List<Reading>>> found = new HashMap<>();
        db.sql("""
                select * from (
                    select r.*, row_number() over (partition by territory_id, indicator_id, kind order by on_date desc) as back
                    from reading r where territory_id = any (:territories)
                    and (kind = 'TARGET' or cast(:day as date) is null or on_date <= :day)) r
                where back <= 2 or kind = 'TARGET' order by territory_id, indicator_id, kind, on_date""")
                .param("territories", territories.toArray(Integer[]::new))
                .param("day", day)
                .query(row -> {
                    found.computeIfAbsent(row.getInt("territory_id"), _ -> new HashMap<>())
                            .computeIfAbsent(row.getInt("indicator_id"), _ -> new ArrayList<>())
                            .add(read(row));
                });
        Map<Integer, Map<Integer, Standing>> standings = new HashMap<>();
        found.forEach((territory, byIndicator) -> {
            Map<Integer, Standing> there = new LinkedHashMap<>();
            for (var indicator : indicators) {
                var readings = byIndicator.get(indicator.id());
                if (readings != null) there.put(indicator.id(), Standing.of(indicator, territory, readings));
            }
            standings.put(territory, there);
        });
        return standings;
    }

    /** Where one stands in every territory of a level, or in some, by territory; those without any reading left out. */
    Map<Integer, Standing> listStandings(
            Indicator indicator, Level level, Collection<Integer> others, @Nullable LocalDate day) {
        Map<Integer, List<Reading>> found = new LinkedHashMap<>();
        db.sql("""
                select * from (
                    select r.*, row_number() over (partition by r.territory_id, kind order by on_date desc) as back
                    from territory t join reading r on r.territory_id = t.id and r.indicator_id = :indicator
                    where (t.level = :level or t.id = any (:others))
                    and (kind = 'TARGET' or cast(:day as date) is null or on_date <= :day)) r
                where back <= 2 or kind = 'TARGET' order by territory_id, kind, on_date""")
                .param("indicator", indicator.id())
                .param("level", level.name())
                .param("others", others.toArray(Integer[]::new))
                .param("day", day)
                .query(row -> {
                    found.computeIfAbsent(row.getInt("territory_id"), _ -> new ArrayList<>())
                            .add(read(row));
                });
        Map<Integer, Standing> standings = new LinkedHashMap<>();
        found.forEach((territory, readings) -> standings.put(territory, Standing.of(indicator, territory, readings)));
        return standings;
    }

    /** All figures of an indicator in some territories, by territory, by day. */
    Map<Integer, List<Reading>> listHistories(Indicator indicator, Collection<Integer> territories) {
        Map<Integer, List<Reading>> found = new HashMap<>();
        db.sql("""
                select * from reading where territory_id = any (?) and indicator_id = ? order by territory_id, kind, on_date""").params(territories.toArray(Integer[]::new), indicator.id()).query(row -> {
            found.computeIfAbsent(row.getInt("territory_id"), _ -> new ArrayList<>())
                    .add(read(row));
        });
        return found;
    }

    /**
     * A figure as it was published once, and what became of it.
     *
     * @param on the day it was published; {@code reason} why it took the place of the one before
     * @param replacedOn none while it holds
     */
    record Published(
            Reading reading,
            LocalDate on,
            Bilingual source,
            @Nullable String fileName,
            @Nullable Bilingual reason,
            @Nullable LocalDate replacedOn) {}

    /** Everything that was ever published of an indicator somewhere, the last first. */
    List<Published> listLineage(Indicator indicator, Territory territory) {
        return db.sql("""
                select r.*, b.decided_on, b.source_fr, b.source_en, b.file_name, b.reason_fr, b.reason_en, n.decided_on as replaced_on
                from (
                    select territory_id, indicator_id, kind, on_date, value, batch_id, revision, provisional, derived, hidden,
                           null::bigint as replaced_by
                    from reading where territory_id = :territory and indicator_id = :indicator
                    union all
                    select territory_id, indicator_id, kind, on_date, value, batch_id, revision, provisional, false,
                           -- A threshold that came later hides what was published before it, too.
                           hidden or coalesce(kind <> 'TARGET' and value > 0 and value < :threshold, false), replaced_by
                    from former_reading where territory_id = :territory and indicator_id = :indicator) r
                join reading_batch b on b.id = r.batch_id left join reading_batch n on n.id = r.replaced_by
                order by r.on_date desc, r.kind, r.revision desc limit 1000""")
                .param("territory", territory.id())
                .param("indicator", indicator.id())
                .param("threshold", indicator.threshold(), java.sql.Types.INTEGER)
                .query((row, _) -> new Published(
                        read(row),
                        row.getObject("decided_on", LocalDate.class),
                        Bilingual.get(row, "source"),
                        row.getString("file_name"),
                        Bilingual.find(row, "reason"),
                        row.getObject("replaced_on", LocalDate.class)))
                .list();
    }

    /** The weather somewhere, as it was written; the last first. */
    record Outlook(Weather weather, Bilingual text, LocalDate on, boolean fictional) {}

    /** By indicator. */
    Map<Integer, List<Outlook>> listOutlooks(
            Territory territory, @Nullable Indicator indicator, java.time.ZoneId zone) {
        Map<Integer, List<Outlook>> found = new HashMap<>();
        db.sql("""
                select * from outlook where territory_id = ? and (cast(? as int) is null or indicator_id = ?)
                order by indicator_id, id desc limit 2000""")
                .params(Values.of(
                        territory.id(),
                        indicator == null ? null : indicator.id(),
                        indicator == null ? null : indicator.id()))
                .query(row -> {
                    found.computeIfAbsent(row.getInt("indicator_id"), _ -> new ArrayList<>())
                            .add(new Outlook(
                                    Weather.valueOf(row.getString("weather")),
                                    Bilingual.get(row, "text"),
                                    LocalDate.ofInstant(
                                            row.getTimestamp("written_at").toInstant(), zone),
                                    row.getBoolean("fictional")));
                });
        return found;
    }

    static Reading read(ResultSet row) throws SQLException {
        boolean hidden = row.getBoolean("hidden");
        return new Reading(
                Reading.Kind.valueOf(row.getString("kind")),
                row.getObject("on_date", LocalDate.class),
                hidden ? java.math.BigDecimal.ZERO : row.getBigDecimal("value"),
                row.getLong("batch_id"),
                row.getInt("revision"),
                row.getBoolean("provisional"),
                row.getBoolean("derived"),
                hidden);
    }
}
