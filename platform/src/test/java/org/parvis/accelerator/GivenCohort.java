package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A call of a test's own that has chosen, its cohort, and the people around it. */
@Component
class GivenCohort {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Cohorts cohorts;
    private final Initiatives initiatives;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenCohort(Cohorts cohorts, Initiatives initiatives, CivicClock clock, JdbcClient db) {
        this.cohorts = cohorts;
        this.initiatives = initiatives;
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

    /** A new member, with an account of their own. */
    Actor member() {
        int n = NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, created_at, email_confirmed_at)
                values (?, ?, 'none', ?, ?) returning id""")
                .params(Values.of("porteur-" + n + "@cohort.example", "Porteur " + n, clock.now(), clock.now()))
                .query(Long.class)
                .single();
        return new Actor(id, "Porteur " + n, List.of());
    }

    /** The slug of a call that has announced whom it chose: one application for each of these people, who consent. */
    String chosen(Actor... bearers) {
        String slug = "appel-de-promotion-" + NUMBER.incrementAndGet();
        var today = clock.today();
        long call = db.sql("""
                insert into call (slug, title_fr, summary_fr, rules_fr, organisation_id, about, applicants, zone, opens_at, closes_at,
                                  shortlist_on, announced_on, places, shortlist, numbered, fictional)
                values (?, 'Un appel', 'Pour voir.', 'Ouvert à tous.', (select id from organisation where slug = 'ditp'),
                        '/plans/2021-2023/actions/47', '{CITIZEN}', 'Europe/Paris', ?, ?, ?, ?, 10, 10, ?, true) returning id""")
                .params(Values.of(
                        slug,
                        clock.now().minusSeconds(60 * 86_400),
                        clock.now().minusSeconds(30 * 86_400),
                        today.minusDays(20),
                        today.minusDays(1),
                        bearers.length))
                .query(Long.class)
                .single();
        for (String step : List.of("PUBLISHED", "ANNOUNCED"))
            db.sql("insert into call_step (call_id, step, taken_at) values (?, ?, ?)")
                    .params(Values.of(call, step, clock.now().minusSeconds(86_400)))
                    .update();
        for (int i = 0; i < bearers.length; i++)
            db.sql("""
                    insert into application (call_id, number, standing, applicant_id, kind, name, title, summary, theme, consents,
                                             started_at, changed_at, submitted_at, digest, eligible, outcome, fictional)
                    values (?, ?, 'SUBMITTED', ?, 'CITIZEN', ?, 'Une idée d’été', 'En une phrase.', 'SANTE', true, ?, ?, ?, ?, true,
                            'SELECTED', true)""")
                    .params(Values.of(
                            call,
                            i + 1,
                            bearers[i].personId(),
                            bearers[i].name(),
                            clock.now(),
                            clock.now(),
                            clock.now(),
                            "0".repeat(64)))
                    .update();
        return slug;
    }

    Cohorts.Sheet sheet(LocalDate starts) {
        return new Cohorts.Sheet(
                "promotion-" + NUMBER.incrementAndGet(),
                new Bilingual("Une promotion", "A cohort"),
                new Bilingual("Pour trois mois.", null),
                starts,
                starts.plusMonths(3).minusDays(1));
    }

    /** A cohort that began today, open to all; its initiatives are not shown yet. */
    Cohort open(Actor... bearers) {
        String call = chosen(bearers);
        var sheet = sheet(clock.today());
        cohorts.create(coordinator(), call, sheet);
        cohorts.open(coordinator(), sheet.slug());
        return cohorts.get(sheet.slug(), null);
    }

    /** The one initiative of such a cohort, shown to everyone. */
    Initiative shown(Actor bearer) {
        var cohort = open(bearer);
        var initiative = initiatives.list(cohort, coordinator()).getFirst();
        initiatives.publish(coordinator(), initiative.slug());
        return initiatives.get(initiative.slug(), null);
    }

    List<Actor> members(int many) {
        var members = new ArrayList<Actor>();
        for (int i = 0; i < many; i++) members.add(member());
        return members;
    }
}
