package org.parvis.agenda;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A gathering of a test's own that is over, organised by the DITP, and those who came. */
@Component
class GivenHeld {
    static final String ACTION_47 = "/plans/2021-2023/actions/47";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Gatherings gatherings;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenHeld(Gatherings gatherings, CivicClock clock, JdbcClient db) {
        this.gatherings = gatherings;
        this.clock = clock;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor organiser() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor stranger() {
        return actor("contributor-justice", Role.CONTRIBUTOR, "justice");
    }

    private Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** Ended some days ago, after two hours. */
    Gathering held(int daysAgo, @Nullable String consultation) {
        return at(clock.now().minus(Duration.ofDays(daysAgo)), Gathering.Kind.WORKSHOP, consultation, null);
    }

    /** Goes on now, for one more hour. */
    Gathering hackathon(int teamMost) {
        return at(clock.now().plus(Duration.ofHours(1)), Gathering.Kind.HACKATHON, null, teamMost);
    }

    Gathering at(Instant end, Gathering.Kind kind, @Nullable String consultation, @Nullable Integer teamMost) {
        String slug = "rencontre-tenue-" + NUMBER.incrementAndGet();
        gatherings.create(
                coordinator(),
                new Gatherings.Sheet(
                        slug,
                        kind,
                        Gathering.Mode.IN_PERSON,
                        College.Side.SOCIETY,
                        new Bilingual("Une rencontre", "An event"),
                        new Bilingual("Pour essayer.", null),
                        null,
                        end.minus(Duration.ofHours(2)),
                        end,
                        ZoneId.of("Europe/Paris"),
                        "Paris",
                        null,
                        null,
                        null,
                        List.of("fr"),
                        Set.of(),
                        Set.of(),
                        null,
                        consultation,
                        true,
                        null,
                        teamMost,
                        List.of("ditp"),
                        List.of(),
                        Quota.open(null),
                        null));
        gatherings.publish(coordinator(), slug);
        return gatherings.get(slug, null);
    }

    /** Someone with a place; who came, where asked. */
    long registered(Gathering gathering, College college, String organisation, boolean came) {
        int n = NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into registration (gathering_id, secret, name, email, college, organisation, asked_at, confirmed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        gathering.id(),
                        "secret-" + n,
                        "Inscrit " + n,
                        "inscrit-" + n + "@agenda.example",
                        college.name(),
                        organisation,
                        clock.now(),
                        clock.now()))
                .query(Long.class)
                .single();
        db.sql("""
                insert into place (registration_id, slot, quota_id, standing, attended_at)
                select ?, 0, id, 'CONFIRMED', ? from quota where gathering_id = ? and workshop_id is null limit 1""")
                .params(Values.of(id, came ? clock.now() : null, gathering.id()))
                .update();
        return id;
    }

    String secret(long registration) {
        return db.sql("select secret from registration where id = ?")
                .param(registration)
                .query(String.class)
                .single();
    }
}
