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
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A gathering of a test's own, organised by the DITP, and the people who act on it. */
@Component
class GivenGathering {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Gatherings gatherings;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenGathering(Gatherings gatherings, CivicClock clock, JdbcClient db) {
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

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** A new member whose association a coordinator accepted. */
    Actor memberOf(String association) {
        int n = NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)
                values (?, ?, 'none', 'CIVIL_SOCIETY', 'FR', true, now(), now()) returning id""")
                .params("membre-" + n + "@agenda.example", "Membre " + n)
                .query(Long.class)
                .single();
        db.sql("""
                insert into affiliation (person_id, organisation_id, claimed_at, decided_at, accepted)
                select ?, id, now(), now(), true from organisation where slug = ?""").params(id, association).update();
        return new Actor(id, "Membre " + n, List.of());
    }

    Instant inDays(int days) {
        return clock.now().plus(Duration.ofDays(days));
    }

    /** A workshop in twenty days, for two hours. */
    Gatherings.Sheet sheet(List<Quota.Share> shares) {
        return sheet("rencontre-" + NUMBER.incrementAndGet(), inDays(20), Duration.ofHours(2), "ditp", shares);
    }

    static Gatherings.Sheet sheet(
            String slug, Instant starts, Duration lasting, String organiser, List<Quota.Share> shares) {
        return new Gatherings.Sheet(
                slug,
                Gathering.Kind.WORKSHOP,
                Gathering.Mode.IN_PERSON,
                College.Side.ADMINISTRATION,
                new Bilingual("Une rencontre", "A gathering"),
                new Bilingual("Pour se parler.", null),
                null,
                starts,
                starts.plus(lasting),
                ZoneId.of("Europe/Paris"),
                "Une salle",
                null,
                null,
                null,
                List.of("fr"),
                Set.of(),
                Set.of(Theme.PARTICIPATION),
                "/plans/2021-2023/engagements/1",
                null,
                true,
                null,
                null,
                List.of(organiser),
                List.of(new Gathering.Speaker("Ada Martin", new Bilingual("Cour des comptes", null))),
                shares,
                null);
    }

    Gathering published(Gatherings.Sheet sheet) {
        gatherings.create(coordinator(), sheet);
        gatherings.publish(coordinator(), sheet.slug());
        return gatherings.get(sheet.slug(), null);
    }

    Gathering published(List<Quota.Share> shares) {
        return published(sheet(shares));
    }

    /** Someone registered with a confirmed address, in the list of their college, without a letter. */
    long registered(Gathering gathering, College college) {
        long id = db.sql("""
                insert into registration (gathering_id, name, email, college, asked_at, confirmed_at)
                values (?, 'Quelqu’un', ?, ?, ?, ?) returning id""")
                .params(Values.of(
                        gathering.id(),
                        "inscrit-" + NUMBER.incrementAndGet() + "@agenda.example",
                        college.name(),
                        clock.now(),
                        clock.now()))
                .query(Long.class)
                .single();
        db.sql("""
                insert into place (registration_id, slot, quota_id, standing)
                select ?, 0, q.id, 'WAITING' from quota q
                where q.gathering_id = ? and q.workshop_id is null and ? = any (q.colleges)""").params(id, gathering.id(), college.name()).update();
        return id;
    }
}
