package org.parvis.agenda;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Talks of a test's own, held by the DITP. */
@Component
class GivenTalk {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Gatherings gatherings;
    private final JdbcClient db;

    GivenTalk(Gatherings gatherings, JdbcClient db) {
        this.gatherings = gatherings;
        this.db = db;
    }

    static String slug() {
        return "essai-causerie-" + NUMBER.incrementAndGet();
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor contributor() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** A new member. */
    Actor member() {
        String name = "Causerie " + NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)
                values (?, ?, 'none', 'CITIZEN', 'FR', true, now(), now()) returning id""")
                .params(Values.of(name.replace(' ', '-').toLowerCase(java.util.Locale.ROOT) + "@agenda.example", name))
                .query(Long.class)
                .single();
        return new Actor(id, name, List.of());
    }

    static Gatherings.Sheet sheet(
            Bilingual title, String summary, String from, String until, String zone, String place) {
        var in = ZoneId.of(zone);
        return new Gatherings.Sheet(
                slug(),
                Gathering.Kind.TALK,
                Gathering.Mode.HYBRID,
                College.Side.ADMINISTRATION,
                title,
                new Bilingual(summary, null),
                null,
                LocalDateTime.parse(from).atZone(in).toInstant(),
                LocalDateTime.parse(until).atZone(in).toInstant(),
                in,
                place,
                null,
                null,
                "https://visio.example/secret",
                List.of("fr"),
                Set.of(),
                Set.of(Theme.JUSTICE),
                null,
                null,
                true,
                null,
                null,
                List.of("ditp"),
                List.of(new Gathering.Speaker("Ada Martin", new Bilingual("Cour des comptes", null))),
                Quota.open(40),
                null);
    }

    Gathering published(Gatherings.Sheet sheet) {
        gatherings.create(coordinator(), sheet);
        gatherings.publish(coordinator(), sheet.slug());
        return gatherings.get(sheet.slug(), null);
    }
}
