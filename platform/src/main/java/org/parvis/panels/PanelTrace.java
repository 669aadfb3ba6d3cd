package org.parvis.panels;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of panels. Their sessions and what they recommend are ties like any other. */
@Component
class PanelTrace implements TraceSource {
    private final JdbcClient db;
    private final CivicClock clock;

    PanelTrace(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var slugs = addresses.stream()
                .filter(a -> a.matches("/panels/[a-z0-9-]+"))
                .map(a -> a.substring("/panels/".length()))
                .toArray(String[]::new);
        if (slugs.length == 0) return things;
        db.sql("""
                select * from (
                    select p.slug, p.title_fr, p.title_en, p.fictional,
                           (select min(s.taken_at at time zone :zone)::date from panel_step s
                            where s.panel_id = p.id and s.step = 'OPENED') as opened_on
                    from panel p where p.slug = any (:slugs)) p
                where opened_on <= :day""")
                .param("slugs", slugs)
                .param("zone", clock.zone().getId())
                .param("day", day)
                .query((row, _) -> new Thing(
                        "/panels/" + row.getString("slug"),
                        Thing.Kind.DRAW,
                        null,
                        Bilingual.get(row, "title"),
                        row.getObject("opened_on", LocalDate.class),
                        row.getBoolean("fictional")))
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }
}
