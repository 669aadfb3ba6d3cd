package org.parvis.accelerator;

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

/** What the trace knows of calls, of cohorts and of their initiatives, while those are public. */
@Component
class AcceleratorTrace implements TraceSource {
    private static final String CALL = "/accelerateur/appels/",
            COHORT = "/accelerateur/promotions/",
            INITIATIVE = "/accelerateur/initiatives/";

    private final JdbcClient db;
    private final CivicClock clock;

    AcceleratorTrace(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var ours = addresses.stream()
                .filter(a -> a.matches("/accelerateur/(appels|promotions|initiatives)/[a-z0-9-]+"))
                .toArray(String[]::new);
        if (ours.length == 0) return things;
        db.sql("""
                with co as (
                    select co.*, (s.taken_at at time zone :zone)::date as opened_on from cohort co
                    join cohort_step s on s.cohort_id = co.id and s.step = 'OPENED'),
                thing as (
                    select :call || c.slug as address, 'CALL' as kind, c.title_fr, c.title_en, (s.taken_at at time zone c.zone)::date as shown_on,
                           c.fictional
                    from call c join call_step s on s.call_id = c.id and s.step = 'PUBLISHED'
                    union all
                    select :cohort || slug, 'COHORT', title_fr, title_en, opened_on as shown_on, fictional from co
                    union all
                    select :initiative || i.slug, 'APPLICATION', i.title_fr, i.title_en,
                           greatest(co.opened_on, (s.taken_at at time zone :zone)::date), i.fictional
                    from initiative i join co on co.id = i.cohort_id join application a on a.id = i.application_id
                    join lateral (select * from initiative_step s where s.initiative_id = i.id and s.step in ('PUBLISHED', 'HIDDEN')
                                  order by s.id desc limit 1) s on s.step = 'PUBLISHED'
                    where coalesce((select s.step = 'CONSENTED' from initiative_step s where s.initiative_id = i.id
                                    and s.step in ('CONSENTED', 'RETRACTED') order by s.id desc limit 1), a.consents))
                select * from thing where address = any (:addresses) and shown_on <= :day""")
                .param("addresses", ours)
                .param("call", CALL)
                .param("cohort", COHORT)
                .param("initiative", INITIATIVE)
                .param("zone", clock.zone().getId())
                .param("day", day)
                .query((row, _) -> new Thing(
                        row.getString("address"),
                        Thing.Kind.valueOf(row.getString("kind")),
                        null,
                        Bilingual.get(row, "title"),
                        row.getObject("shown_on", LocalDate.class),
                        row.getBoolean("fictional")))
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }
}
