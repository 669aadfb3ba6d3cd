package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.parvis.ParvisTest;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.house.CivicClock;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Quotas under a crowd, and against a model that serves one person after the other. */
@ParvisTest
class PlacesTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PEOPLE = 400, CLIENTS = 64, WORKSHOPS = 4;

    /** What must never be seen, at any instant: each line is a breach. */
    static final String BREACHES = """
            select 'more people than places in quota ' || q.id from quota q
            where q.gathering_id = :gathering and q.places is not null and q.release_at is null
                  and q.places < (select count(*) from place p where p.quota_id = q.id and p.standing = 'CONFIRMED')
            union all
            select 'a place without its seat: ' || p.registration_id || '/' || p.slot from place p
            join quota q on q.id = p.quota_id and q.places is not null
            where q.gathering_id = :gathering and p.standing = 'CONFIRMED'
                  and not exists (select from seat s where s.registration_id = p.registration_id and s.slot = p.slot)
            union all
            select 'a seat without its place: ' || s.id from seat s join quota q on q.id = s.quota_id
            where q.gathering_id = :gathering and s.registration_id is not null and not exists (
                select from place p where p.registration_id = s.registration_id and p.slot = s.slot and p.standing = 'CONFIRMED'
                    and p.workshop_id is not distinct from q.workshop_id)
            union all
            select 'a workshop without its forum: ' || p.registration_id from place p join registration r on r.id = p.registration_id
            where r.gathering_id = :gathering and p.slot > 0 and p.standing in ('CONFIRMED', 'WAITING') and not exists (
                select from place f where f.registration_id = p.registration_id and f.slot = 0 and f.standing = 'CONFIRMED')""";

    /** What must not be left once nobody acts any more. */
    private static final String LEFT_OVER = """
            select 'a free seat while someone waits: ' || s.id from seat s join quota q on q.id = s.quota_id
            where q.gathering_id = :gathering and s.registration_id is null
                  and exists (select from place p where p.quota_id = q.id and p.standing = 'WAITING')""";

    @Autowired
    GivenGathering given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Registrations registrations;

    @Autowired
    Places places;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    private List<String> find(String breaches, Gathering gathering) {
        return db.sql(breaches)
                .param("gathering", gathering.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private Gathering forum() {
        var forum = given.published(Quota.parity(40));
        gatherings.addSlot(
                given.coordinator(),
                forum.slug(),
                forum.startsAt(),
                forum.startsAt().plusSeconds(3600));
        for (int i = 0; i < WORKSHOPS; i++)
            gatherings.setWorkshop(
                    given.coordinator(),
                    forum.slug(),
                    null,
                    new Gatherings.WorkshopSheet(
                            1, new Bilingual("Atelier " + i, null), null, null, Quota.parity(10), null));
        return forum;
    }

    /** Someone who asked, and has yet to follow the letter's link. */
    private String asked(Gathering gathering, College college, Integer... workshops) {
        String email = "foule-" + NUMBER.incrementAndGet() + "@places.example";
        registrations.ask(
                gathering.slug(),
                new Registrations.Sheet(
                        "Quelqu’un", new Email(email), college, null, Language.FR, List.of(workshops), Map.of(), null),
                null);
        return db.sql("select secret from registration where email = ?")
                .param(email)
                .query(String.class)
                .single();
    }

    @Test
    void a_crowd_never_takes_a_place_too_many_and_leaves_none_free_while_others_wait() throws Exception {
        var forum = forum();
        var colleges = College.values();
        var acts = new ArrayList<Callable<String>>();
        for (int i = 0; i < PEOPLE; i++) {
            String secret = asked(forum, colleges[i % colleges.length], 1 + i % WORKSHOPS);
            boolean leaves = i % 5 == 0, changes = i % 7 == 0;
            int other = 1 + (i + 1) % WORKSHOPS;
            acts.add(() -> {
                registrations.confirm(forum.slug(), secret);
                if (changes) registrations.choose(forum.slug(), secret, other);
                if (leaves) registrations.cancel(forum.slug(), secret, null);
                return secret;
            });
        }
        Collections.shuffle(acts, new Random(7));
        var breaches = new ConcurrentLinkedQueue<String>();
        var going = new AtomicBoolean(true);
        try (var crowd = Executors.newFixedThreadPool(CLIENTS);
                var watch = Executors.newSingleThreadExecutor()) {
            Future<Integer> watched = watch.submit(() -> {
                int looks = 0;
                for (; going.get(); looks++) breaches.addAll(find(BREACHES, forum));
                return looks;
            });
            for (var done : crowd.invokeAll(acts)) done.get();
            going.set(false);
            assertThat(watched.get()).as("looks").isPositive();
        }
        assertThat(breaches).isEmpty();
        assertThat(find(BREACHES, forum)).isEmpty();
        assertThat(find(LEFT_OVER, forum)).isEmpty();
        assertThat(places.list(forum).stream().filter(q -> q.workshop() == null))
                .extracting(Quota::taken)
                .containsExactly(20, 20);
    }

    /** The same acts, done by one clerk with a sheet of paper for each side. */
    private static final class Clerk {
        private final Map<String, College.Side> people = new LinkedHashMap<>();
        private final List<String> seated = new ArrayList<>();
        private int perSide;
        private boolean released;

        private Clerk(int perSide) {
            this.perSide = perSide;
        }

        private void serve() {
            for (var person : people.entrySet()) {
                if (seated.contains(person.getKey())) continue;
                boolean free = released ? seated.size() < 2 * perSide : seated(person.getValue()) < perSide;
                if (free) seated.add(person.getKey());
            }
        }

        private long seated(College.Side side) {
            return seated.stream().filter(s -> people.get(s) == side).count();
        }

        private void leave(String person) {
            people.remove(person);
            seated.remove(person);
            serve();
        }

        /** Whether as many places per side hold all who are seated already. */
        private boolean holds(int places) {
            if (released) return seated.size() <= 2 * places;
            return seated(College.Side.ADMINISTRATION) <= places && seated(College.Side.SOCIETY) <= places;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatever_the_order_of_acts_the_lists_are_those_of_a_clerk_with_a_sheet_of_paper(long seed) {
        var chance = new Random(seed);
        var gathering = given.published(Quota.parity(4));
        var clerk = new Clerk(2);
        for (int act = 0; act < 40; act++) {
            int kind = chance.nextInt(10);
            if (kind < 6 || clerk.people.isEmpty()) {
                var college = College.values()[chance.nextInt(College.values().length)];
                String secret = asked(gathering, college);
                registrations.confirm(gathering.slug(), secret);
                clerk.people.put(secret, college.side());
                clerk.serve();
            } else if (kind < 9) {
                String secret = List.copyOf(clerk.people.keySet()).get(chance.nextInt(clerk.people.size()));
                registrations.cancel(gathering.slug(), secret, null);
                clerk.leave(secret);
            } else {
                int perSide = chance.nextInt(1, 5);
                boolean fits = clerk.holds(perSide);
                boolean release = clerk.released || act > 25;
                try {
                    places.share(
                            gathering,
                            null,
                            Quota.parity(2 * perSide),
                            release && fits ? given.inDays(-1) : clerk.released ? given.inDays(-1) : null,
                            clock.now());
                    assertThat(fits).as("seed %s, act %s", seed, act).isTrue();
                    clerk.perSide = perSide;
                    clerk.released = release;
                    clerk.serve();
                } catch (BadInput refused) {
                    assertThat(fits).as("seed %s, act %s", seed, act).isFalse();
                }
            }
            assertThat(standings(gathering)).as("seed %s, act %s", seed, act).isEqualTo(expected(clerk));
        }
    }

    /** Who has a place, and who waits in which order. */
    private record Lists(List<String> seated, List<String> waiting) {}

    private Lists standings(Gathering gathering) {
        return new Lists(secrets(gathering, "CONFIRMED", "r.secret"), secrets(gathering, "WAITING", "p.turn"));
    }

    private List<String> secrets(Gathering gathering, String standing, String order) {
        return db.sql("select r.secret from registration r join place p on p.registration_id = r.id"
                        + " where r.gathering_id = ? and p.standing = ? order by " + order)
                .params(gathering.id(), standing)
                .query((row, _) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }

    private static Lists expected(Clerk clerk) {
        return new Lists(
                clerk.seated.stream().sorted().toList(),
                clerk.people.keySet().stream()
                        .filter(p -> !clerk.seated.contains(p))
                        .toList());
    }
}
