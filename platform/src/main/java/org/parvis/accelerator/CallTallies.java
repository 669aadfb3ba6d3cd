package org.parvis.accelerator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to a call's figures: how many, of which kind, about what, from where, and what became of them; nobody's data. */
@Component
class CallTallies {
    /** A territory that fewer name is not shown by its name. */
    static final int LEAST = 3;

    private final JdbcClient db;

    CallTallies(JdbcClient db) {
        this.db = db;
    }

    /** How many there are of a value; {@code null} where none is given, or too few give it. */
    record Part(@Nullable String value, int count) {}

    /**
     * Figures that are public once the call is closed; those of a step once it is taken.
     *
     * @param received withdrawn ones too
     */
    record Tally(
            int received,
            int withdrawn,
            int submitted,
            @Nullable Integer eligible,
            @Nullable Integer shortlisted,
            @Nullable Integer selected,
            List<Part> kinds,
            List<Part> themes,
            List<Part> territories) {}

    /** None until it is closed. */
    @Nullable
    Tally find(Call call, Instant now) {
        if (!call.isPublic() || now.isBefore(call.closesAt()) && call.cancelledAt() == null) return null;
        List<Part> kinds = new ArrayList<>(), themes = new ArrayList<>(), territories = new ArrayList<>();
        var rest = new int[1];
        db.sql("""
                select grouping(kind, theme, place) as by, coalesce(kind, theme, place) as value, count(*) as count,
                       min(territory) as written
                from (select kind, theme, territory, nullif(lower(btrim(territory)), '') as place from application
                      where call_id = ? and standing = 'SUBMITTED') a
                group by grouping sets ((kind), (theme), (place)) order by count(*) desc, value""")
                .param(call.id())
                .query((row, _) -> {
                    int by = row.getInt("by"), count = row.getInt("count");
                    String value = row.getString("value");
                    if (by == 3) kinds.add(new Part(value, count));
                    else if (by == 5) themes.add(new Part(value, count));
                    else if (value != null && count >= LEAST)
                        territories.add(new Part(row.getString("written").strip(), count));
                    else rest[0] += count;
                    return count;
                })
                .list();
        if (rest[0] > 0) territories.add(new Part(null, rest[0]));
        themes.sort(Comparator.comparing(part -> part.value() == null));
        return db.sql("""
                select count(*) filter (where standing = 'WITHDRAWN') as withdrawn,
                       count(*) filter (where standing = 'SUBMITTED') as submitted,
                       count(*) filter (where standing = 'SUBMITTED' and eligible) as eligible,
                       count(*) filter (where standing = 'SUBMITTED' and shortlisted_at is not null) as shortlisted,
                       count(*) filter (where standing = 'SUBMITTED' and outcome = 'SELECTED') as selected
                from application where call_id = ? and standing <> 'DRAFT'""")
                .param(call.id())
                .query((row, _) -> new Tally(
                        row.getInt("withdrawn") + row.getInt("submitted"),
                        row.getInt("withdrawn"),
                        row.getInt("submitted"),
                        call.checkedAt() == null ? null : (Integer) row.getInt("eligible"),
                        call.shortlistedAt() == null ? null : (Integer) row.getInt("shortlisted"),
                        call.announcedAt() == null ? null : (Integer) row.getInt("selected"),
                        kinds,
                        themes,
                        territories))
                .single();
    }

    /** How many of the past calls received and selected, by the call's number, for their list. */
    Map<Long, int[]> count(List<Call> calls) {
        Map<Long, int[]> counts = new LinkedHashMap<>();
        db.sql("""
                select call_id, count(*) filter (where standing <> 'DRAFT') as received,
                       count(*) filter (where outcome = 'SELECTED') as selected
                from application where call_id = any (?) group by call_id""")
                .param(calls.stream().map(Call::id).toArray(Long[]::new))
                .query((row, _) ->
                        counts.put(row.getLong("call_id"), new int[] {row.getInt("received"), row.getInt("selected")}))
                .list();
        return counts;
    }
}
