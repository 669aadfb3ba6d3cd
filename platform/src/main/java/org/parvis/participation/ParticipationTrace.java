package org.parvis.participation;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.TraceSource;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the trace knows of consultations, contributions and responses. */
@Component
class ParticipationTrace implements TraceSource {
    private static final String ADDRESS = "/(consultations/[a-z0-9-]+|(contributions|reponses)/[0-9]{1,18})";

    private final JdbcClient db;
    private final Messages messages;
    private final CivicClock clock;

    ParticipationTrace(JdbcClient db, Messages messages, CivicClock clock) {
        this.db = db;
        this.messages = messages;
        this.clock = clock;
    }

    /** What was hidden or withdrawn keeps its place, without its words. */
    @Override
    public Map<String, Thing> find(Collection<String> addresses, LocalDate day) {
        Map<String, Thing> things = new HashMap<>();
        var ours = addresses.stream().filter(a -> a.matches(ADDRESS)).toArray(String[]::new);
        if (ours.length == 0) return things;
        db.sql("""
                with asked as (select address, split_part(address, '/', 2) as room, split_part(address, '/', 3) as name
                               from unnest(:addresses) address),
                numbered as (select address, room, name::bigint as id from asked where room <> 'consultations')
                select a.address, 'CONSULTATION' as kind, c.title_fr, c.title_en, c.opens_on as happened_on, c.fictional, null as standing
                from asked a join consultation c on c.slug = a.name
                join consultation_step s on s.consultation_id = c.id and s.step = 'ANNOUNCED'
                where a.room = 'consultations' and (s.taken_at at time zone :zone)::date <= :day
                union all
                select a.address, 'CONTRIBUTION', c.title, null, (c.published_at at time zone :zone)::date, c.fictional, c.standing
                from numbered a join contribution c on c.id = a.id
                where a.room = 'contributions' and c.published_at is not null
                      and c.standing in ('PUBLIC', 'HIDDEN', 'WITHDRAWN') and (c.published_at at time zone :zone)::date <= :day
                union all
                select a.address, 'RESPONSE', r.outcome, null, (r.answered_at at time zone :zone)::date, r.fictional, null
                from numbered a join response r on r.id = a.id
                where a.room = 'reponses' and (r.answered_at at time zone :zone)::date <= :day""")
                .param("addresses", ours)
                .param("day", day)
                .param("zone", clock.zone().getId())
                .query((row, _) -> {
                    var kind = Thing.Kind.valueOf(row.getString("kind"));
                    String standing = row.getString("standing");
                    Bilingual title;
                    if (kind == Thing.Kind.RESPONSE) title = said("participation.outcome." + row.getString("title_fr"));
                    else if (standing != null && !standing.equals("PUBLIC"))
                        title = said("participation.standing." + standing);
                    else title = Bilingual.get(row, "title");
                    return new Thing(
                            row.getString("address"),
                            kind,
                            null,
                            title,
                            row.getObject("happened_on", LocalDate.class),
                            row.getBoolean("fictional"));
                })
                .list()
                .forEach(thing -> things.put(thing.address(), thing));
        return things;
    }

    private Bilingual said(String key) {
        return new Bilingual(messages.say(Language.FR, key), messages.say(Language.EN, key));
    }
}
