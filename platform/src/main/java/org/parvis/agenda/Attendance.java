package org.parvis.agenda;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/**
 * The door on the day: who came. Several people check in at the same moment, at the gathering's door and at its workshops';
 * the first to write that someone came is the one who did, and the others are told.
 */
@Component
public class Attendance {
    /** Badges are laid out on the eve. */
    static final Duration OPENS_BEFORE = Duration.ofDays(1);

    /** Whoever has not come by then may find that their place was given to someone who stood at the door. */
    static final Duration EXPECTED_FOR = Duration.ofMinutes(15);

    private static final int FOUND = 20;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Places places;
    private final Notices notices;
    private final CivicClock clock;
    private final JsonMapper json;

    Attendance(
            JdbcClient db, Gatherings gatherings, Places places, Notices notices, CivicClock clock, JsonMapper json) {
        this.db = db;
        this.gatherings = gatherings;
        this.places = places;
        this.notices = notices;
        this.clock = clock;
        this.json = json;
    }

    /** Who came, of whom, in figures; for its report, and for the tally of its year. */
    public Turnout of(Gathering gathering) {
        return new Turnout(
                db.sql("""
                        select p.workshop_id, r.college, count(*) filter (where p.standing = 'CONFIRMED')::int as registered,
                               count(p.attended_at)::int as present, count(*) filter (where p.standing = 'WAITING')::int as waiting
                        from registration r join place p on p.registration_id = r.id
                        where r.gathering_id = ? group by p.workshop_id, r.college""")
                        .param(gathering.id())
                        .query((row, _) -> new Turnout.Count(
                                row.getObject("workshop_id", Long.class),
                                College.valueOf(row.getString("college")),
                                row.getInt("registered"),
                                row.getInt("present"),
                                row.getInt("waiting")))
                        .list(),
                db.sql("""
                        select min(r.organisation) from registration r
                        where r.gathering_id = ? and r.organisation <> '' and exists (
                            select from place p where p.registration_id = r.id and p.attended_at is not null)
                        group by lower(unaccent(btrim(r.organisation))) order by lower(unaccent(btrim(r.organisation)))""")
                        .param(gathering.id())
                        .query((row, _) -> row.getString(1))
                        .list());
    }

    /** Whoever's name, organisation or address holds all these words, without regard to accents and capitals. */
    List<Attendee> list(Gathering gathering, String words) {
        String[] patterns = Arrays.stream(words.strip().split("\\s+"))
                .map(word ->
                        "%" + word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%")
                .toArray(String[]::new);
        return db.sql(Attendee.SELECT + """
                        where r.gathering_id = :gathering and r.confirmed_at is not null
                              and lower(unaccent(concat_ws(' ', r.name, r.organisation, r.email)))
                                  like all (select lower(unaccent(word)) from unnest(:patterns) word)
                        order by r.cancelled_at is not null, lower(unaccent(r.name)), r.id limit :most""")
                .param("gathering", gathering.id())
                .param("patterns", patterns)
                .param("most", FOUND)
                .query((row, _) -> Attendee.read(row, json))
                .list();
    }

    Optional<Attendee> find(Gathering gathering, long id) {
        return db.sql(Attendee.SELECT + "where r.gathering_id = ? and r.id = ? and r.confirmed_at is not null")
                .params(gathering.id(), id)
                .query((row, _) -> Attendee.read(row, json))
                .optional();
    }

    Optional<Attendee> find(Gathering gathering, String code) {
        return db.sql(Attendee.SELECT + "where r.gathering_id = ? and r.code = ? and r.confirmed_at is not null")
                .params(gathering.id(), code)
                .query((row, _) -> Attendee.read(row, json))
                .optional();
    }

    /** Whether a code that is none of this gathering's is another's. */
    boolean isElsewhere(String code) {
        return db.sql("select exists (select from registration where code = ?)")
                .param(code)
                .query(Boolean.class)
                .single();
    }

    /** A code as it stands in the database, however it was typed: Crockford's letters that look alike are one. */
    static Optional<String> code(String typed) {
        String code = typed.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        return code.matches("[0-9A-HJKMNP-TV-Z]{10}") ? Optional.of(code) : Optional.empty();
    }

    boolean isOpen(Gathering gathering) {
        return gathering.standing() == Gathering.Standing.PUBLISHED
                && gathering.reportedAt() == null
                && !clock.now().isBefore(gathering.startsAt().minus(OPENS_BEFORE));
    }

    private Gathering open(String slug, Actor actor) {
        var gathering = gatherings.getOrganised(slug, actor);
        if (!isOpen(gathering))
            throw new BadInput(
                    gathering.standing() == Gathering.Standing.PUBLISHED && gathering.reportedAt() == null
                            ? "agenda.door.early"
                            : "agenda.door.over");
        return gathering;
    }

    /** @throws NotFound where the programme has no such workshop; none is the gathering's own door */
    Gathering.@Nullable Workshop door(Gathering gathering, @Nullable Integer workshop) {
        if (workshop == null) return null;
        return gatherings.getProgramme(gathering).workshops().stream()
                .filter(w -> w.number() == workshop)
                .findFirst()
                .orElseThrow(() -> new NotFound("workshop " + workshop));
    }

    /**
     * Someone with a place came. At a workshop's door they came to the gathering, too.
     *
     * @return false where it was written already, or they have no place here
     */
    @Transactional
    boolean checkIn(Actor actor, String slug, long id, @Nullable Integer workshop) {
        var gathering = open(slug, actor);
        var door = door(gathering, workshop);
        int came = db.sql("""
                update place p set attended_at = ?, attended_by = ? from registration r
                where r.id = p.registration_id and r.gathering_id = ? and r.id = ? and p.slot = ?
                      and p.workshop_id is not distinct from ?::bigint and p.standing = 'CONFIRMED' and p.attended_at is null""")
                .params(Values.of(
                        clock.now(),
                        actor.personId(),
                        gathering.id(),
                        id,
                        door == null ? 0 : door.slot(),
                        door == null ? null : door.id()))
                .update();
        if (came == 1 && door != null) arrive(actor, id, 0);
        return came == 1;
    }

    private void arrive(Actor actor, long registration, int slot) {
        db.sql("""
                update place set attended_at = ?, attended_by = ?
                where registration_id = ? and slot = ? and standing = 'CONFIRMED' and attended_at is null""")
                .params(Values.of(clock.now(), actor.personId(), registration, slot))
                .update();
    }

    /** It was somebody else. Whoever did not come to the gathering did not come to its workshops. */
    @Transactional
    void undo(Actor actor, String slug, long id, @Nullable Integer workshop) {
        var gathering = open(slug, actor);
        var door = door(gathering, workshop);
        int slot = door == null ? 0 : door.slot();
        db.sql("""
                update place p set attended_at = null, attended_by = null from registration r
                where r.id = p.registration_id and r.gathering_id = ? and r.id = ? and ? in (0, p.slot)""").params(gathering.id(), id, slot).update();
    }

    /**
     * A place for someone who stands at the door without one, and is present at once.
     *
     * <p>Whoever is on the waiting list and here goes before those of the list who are not: they take a free seat of their
     * quota, or, a quarter of an hour after it began, that of someone who did not come. The one who did not come joins the list
     * again, at its end. Whoever is on no list joins it like everybody, at its end, and stays only where that gives a place.
     *
     * @throws BadInput where there is none
     */
    @Transactional
    void give(Actor actor, String slug, long id, @Nullable Integer workshop) {
        var gathering = open(slug, actor);
        var door = door(gathering, workshop);
        places.hold(gathering.id());
        db.sql("select from registration where gathering_id = ? and id = ? for update")
                .params(gathering.id(), id)
                .query()
                .listOfRows();
        var person = find(gathering, id).orElseThrow(() -> new NotFound("registration " + id));
        switch (person.at(door)) {
            case PRESENT -> {}
            case EXPECTED -> arrive(actor, id, door == null ? 0 : door.slot());
            case WAITING -> {
                if (!takeSeat(actor, gathering, door, person)) throw full(gathering, door, person.college());
            }
            case UNPLACED -> {
                if (person.place(0).filter(Attendee.Place::isHeld).isEmpty())
                    throw new BadInput("agenda.door.gathering");
                join(actor, gathering, door, id, person.college());
                arrive(actor, id, 0);
            }
            case PENDING -> throw new BadInput("agenda.door.gathering");
            case ELSEWHERE -> throw new BadInput("agenda.door.elsewhere");
            case CANCELLED -> throw new BadInput("agenda.door.cancelled");
        }
    }

    /**
     * Someone who did not register: takes part where a seat of their college's quota is free that nobody waits for.
     *
     * @param workshop of the programme, where they go to one
     * @return their registration
     * @throws BadInput where their quota is full
     */
    @Transactional
    long walkIn(Actor actor, String slug, @Nullable String name, College college, @Nullable Integer workshop) {
        var gathering = open(slug, actor);
        var door = door(gathering, workshop);
        if (!gathering.admits(college)) throw new BadInput("agenda.door.reserved");
        places.hold(gathering.id());
        long id = db.sql("""
                insert into registration (gathering_id, name, college, asked_at, confirmed_at, walked_in, fictional)
                values (?, ?, ?, ?, ?, true, ?) returning id""")
                .params(Values.of(
                        gathering.id(), name, college.name(), clock.now(), clock.now(), gathering.fictional()))
                .query(Long.class)
                .single();
        join(actor, gathering, null, id, college);
        if (door != null) join(actor, gathering, door, id, college);
        return id;
    }

    /** Joins the list at its end, and is present where that gives a place; undone by its exception where it does not. */
    private void join(
            Actor actor, Gathering gathering, Gathering.@Nullable Workshop door, long registration, College college) {
        int slot = door == null ? 0 : door.slot();
        var quota = quota(gathering, door, college);
        db.sql("""
                insert into place (registration_id, slot, workshop_id, quota_id, standing) values (?, ?, ?, ?, 'WAITING')
                on conflict (registration_id, slot) do update set workshop_id = excluded.workshop_id, quota_id = excluded.quota_id,
                    standing = 'WAITING', turn = nextval('place_turn')""")
                .params(Values.of(registration, slot, door == null ? null : door.id(), quota.id()))
                .update();
        var given = places.fill(quota.id(), clock.now());
        if (given.stream().noneMatch(g -> g.registration() == registration && g.slot() == slot))
            throw full(gathering, door, college);
        arrive(actor, registration, slot);
        tell(gathering, registration, given);
    }

    /** Nobody needs a letter to know that they stand here. */
    private void tell(Gathering gathering, long here, List<Places.Given> given) {
        notices.given(
                gathering, given.stream().filter(g -> g.registration() != here).toList());
    }

    private boolean takeSeat(Actor actor, Gathering gathering, Gathering.@Nullable Workshop door, Attendee person) {
        int slot = door == null ? 0 : door.slot();
        Instant now = clock.now();
        // Whoever fills the list meanwhile passes this place over; whoever did so before gave it.
        long quota = db.sql("""
                select quota_id from place where registration_id = ? and slot = ? and standing = 'WAITING' for update""").params(person.id(), slot).query((row, _) -> row.getLong(1)).list().stream()
                .findFirst()
                .orElse(0L);
        if (quota == 0) {
            arrive(actor, person.id(), slot);
            return true;
        }
        int taken = db.sql("""
                with free as (
                    select s.id from seat s where s.quota_id = any (:quotas) and s.registration_id is null
                    order by s.id limit 1 for update skip locked),
                absent as (
                    select s.id, p.registration_id, p.slot
                    from seat s join place p on p.registration_id = s.registration_id and p.slot = s.slot
                    where :late and not exists (select from free) and s.quota_id = any (:quotas)
                          and p.standing = 'CONFIRMED' and p.attended_at is null
                    order by p.turn desc limit 1 for update skip locked),
                back as (
                    update place p set standing = 'WAITING', turn = nextval('place_turn')
                    from absent a where p.registration_id = a.registration_id and p.slot = a.slot),
                held as (
                    update seat s set registration_id = :person
                    from (select id from free union all select id from absent) f where s.id = f.id returning s.id)
                update place p set standing = 'CONFIRMED', attended_at = :now, attended_by = :by
                where p.registration_id = :person and p.slot = :slot and exists (select from held)""")
                .param("quotas", places.listReleased(quota, now))
                .param("late", !now.isBefore(begins(gathering, door).plus(EXPECTED_FOR)))
                .param("person", person.id())
                .param("slot", slot)
                .param("now", java.sql.Timestamp.from(now))
                .param("by", actor.personId())
                .update();
        if (taken == 1 && slot == 0) tell(gathering, person.id(), places.follow(person.id(), now));
        if (taken == 1 && slot > 0) arrive(actor, person.id(), 0);
        return taken == 1;
    }

    private Instant begins(Gathering gathering, Gathering.@Nullable Workshop door) {
        if (door == null) return gathering.startsAt();
        return gatherings.getProgramme(gathering).slots().stream()
                .filter(s -> s.number() == door.slot())
                .findFirst()
                .orElseThrow()
                .startsAt();
    }

    private Quota quota(Gathering gathering, Gathering.@Nullable Workshop door, College college) {
        return list(gathering, door).stream()
                .filter(q -> q.isOf(college))
                .findFirst()
                .orElseThrow(() -> new BadInput("agenda.door.reserved"));
    }

    private List<Quota> list(Gathering gathering, Gathering.@Nullable Workshop door) {
        return places.list(gathering).stream()
                .filter(q -> door == null
                        ? q.workshop() == null
                        : Long.valueOf(door.id()).equals(q.workshop()))
                .toList();
    }

    /** What is left for others, and how many others wait, is said too: a steward can only explain what they know. */
    private BadInput full(Gathering gathering, Gathering.@Nullable Workshop door, College college) {
        var quota = quota(gathering, door, college);
        int left = list(gathering, door).stream()
                .filter(q -> q.id() != quota.id() && q.left() != null)
                .mapToInt(q -> java.util.Objects.requireNonNull(q.left()))
                .sum();
        var side = quota.side();
        return new BadInput(
                "agenda.door.full" + (side == null ? "" : "." + side), left, Math.max(0, quota.waiting() - 1));
    }
}
