package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The door to an organiser's list: who registered, and what an office decides of a registration. */
@Component
class Attendees {
    static final int PAGE = 50;
    private static final int FETCHED = 500, MOST_NEEDS = 500;

    private final JdbcClient db;
    private final Gatherings gatherings;
    private final Registrations registrations;
    private final Places places;
    private final Notices notices;
    private final Mails mails;
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;

    Attendees(
            JdbcClient db,
            Gatherings gatherings,
            Registrations registrations,
            Places places,
            Notices notices,
            Mails mails,
            Journal journal,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.gatherings = gatherings;
        this.registrations = registrations;
        this.places = places;
        this.notices = notices;
        this.mails = mails;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /** A part of the list, in the order in which they came. */
    record Slice(List<Attendee> people, boolean isFirst, boolean isLast) {}

    Slice list(Gathering gathering, AttendeeFilter filter) {
        boolean backwards = filter.before() != null;
        Map<String, @Nullable Object> values = new HashMap<>();
        String which = narrow(gathering, filter, values);
        if (filter.after() != null) {
            which += " and r.id > :after";
            values.put("after", filter.after());
        }
        if (filter.before() != null) {
            which += " and r.id < :before";
            values.put("before", filter.before());
        }
        var people = db.sql(Attendee.SELECT + which + " order by r.id " + (backwards ? "desc" : "asc") + " limit "
                        + (PAGE + 1))
                .params(values)
                .query((row, _) -> Attendee.read(row, json))
                .list();
        boolean more = people.size() > PAGE;
        var shown = more ? people.subList(0, PAGE) : people;
        return backwards ? new Slice(shown.reversed(), !more, false) : new Slice(shown, filter.after() == null, !more);
    }

    int count(Gathering gathering, AttendeeFilter filter) {
        Map<String, @Nullable Object> values = new HashMap<>();
        return db.sql("select count(*) from registration r " + narrow(gathering, filter, values))
                .params(values)
                .query(Integer.class)
                .single();
    }

    /** All of them, one after the other. */
    @Transactional(readOnly = true)
    void stream(Gathering gathering, AttendeeFilter filter, Consumer<Attendee> each) {
        Map<String, @Nullable Object> values = new HashMap<>();
        db.sql(Attendee.SELECT + narrow(gathering, filter, values) + " order by r.id")
                .params(values)
                .withFetchSize(FETCHED)
                .query((ResultSet row) -> each.accept(Attendee.read(row, json)));
    }

    private static String narrow(Gathering gathering, AttendeeFilter filter, Map<String, @Nullable Object> values) {
        var where = new ArrayList<>(List.of("r.gathering_id = :gathering", "r.confirmed_at is not null"));
        values.put("gathering", gathering.id());
        if (filter.side() != null || filter.college() != null) {
            where.add("r.college = any (:colleges)");
            values.put(
                    "colleges",
                    java.util.Arrays.stream(College.values())
                            .filter(c -> filter.side() == null || c.side() == filter.side())
                            .filter(c -> filter.college() == null || c == filter.college())
                            .map(Enum::name)
                            .toArray(String[]::new));
        }
        String at = "p.slot = 0";
        if (filter.workshop() != null) {
            at = "p.workshop_id = (select id from workshop where gathering_id = :gathering and number = :workshop)";
            values.put("workshop", filter.workshop());
        }
        if (filter.workshop() != null || filter.standing() != null)
            where.add("exists (select from place p where p.registration_id = r.id and " + at
                    + (filter.standing() == null ? " and p.standing <> 'CANCELLED'" : " and " + filter.standing().sql)
                    + ")");
        return "where " + String.join(" and ", where);
    }

    /** What someone needs to be received. */
    record Need(@Nullable String name, @Nullable String email, String text) {}

    /** Of those who still come; erased after the gathering. */
    List<Need> listNeeds(Gathering gathering) {
        return db.sql("""
                        select name, email, needs from registration
                        where gathering_id = ? and needs <> '' and confirmed_at is not null and cancelled_at is null
                        order by id limit ?""")
                .params(gathering.id(), MOST_NEEDS)
                .query((row, _) -> new Need(row.getString("name"), row.getString("email"), row.getString("needs")))
                .list();
    }

    /** Whom to write to, and in which language. */
    private record Held(College college, @Nullable Email email, Language language, boolean cancelled) {}

    /** Holds it still until the end of the transaction. */
    private Held lock(Gathering gathering, long id) {
        places.hold(gathering.id());
        return db.sql("""
                        select college, email, language, cancelled_at from registration
                        where gathering_id = ? and id = ? and confirmed_at is not null for update""")
                .params(gathering.id(), id)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("registration " + id));
    }

    private static Held read(ResultSet row) throws SQLException {
        return new Held(
                College.valueOf(row.getString("college")),
                Email.find(row.getString("email")).orElse(null),
                Language.valueOf(row.getString("language")),
                row.getTimestamp("cancelled_at") != null);
    }

    /**
     * The coordination has looked: this person is of this college. Whoever claimed another one leaves their places and joins
     * the lists of the right quotas, at their end; the journal says that it was done, not to whom.
     *
     * @throws BadInput where they have come already, or the gathering is not for this college
     */
    @Transactional
    void verify(Actor actor, String slug, long id, College college) {
        actor.must(Role.COORDINATOR);
        var gathering = gatherings.getOrganised(slug, actor);
        var held = lock(gathering, id);
        if (held.cancelled()) throw new BadInput("agenda.door.cancelled");
        boolean corrected = held.college() != college;
        if (corrected && !gathering.admits(college)) throw new BadInput("agenda.registered.reserved");
        if (corrected
                && db.sql("select exists (select from place where registration_id = ? and attended_at is not null)")
                        .param(id)
                        .query(Boolean.class)
                        .single()) throw new BadInput("agenda.registered.came");
        db.sql("update registration set (college, verified_at, verified_by) = (?, ?, ?) where id = ?")
                .params(Values.of(college.name(), clock.now(), actor.personId(), id))
                .update();
        journal.record(Act.of(
                        corrected ? "agenda.college.corrected" : "agenda.college.verified",
                        gathering.path(),
                        Role.COORDINATOR,
                        null)
                .with("college", college.name())
                .sealing("registration", Long.toString(id)));
        if (!corrected) return;
        move(gathering, id, college);
        if (held.email() != null)
            mails.write(
                    held.email(),
                    held.language(),
                    "agenda.letter.college",
                    gathering.title().in(held.language()),
                    mails.address(held.language(), gathering.path()));
    }

    /**
     * From the quotas of one college to those of another, where these are not the same. Whoever loses their place in the
     * gathering waits for it before any in its workshops.
     */
    private void move(Gathering gathering, long id, College college) {
        record Move(int slot, long from, long to) {
            boolean changes() {
                return from != to;
            }
        }
        var all = db.sql("""
                select p.slot, p.quota_id, q.id as right_quota from place p
                join quota q on q.gathering_id = ? and q.workshop_id is not distinct from p.workshop_id and ? = any (q.colleges)
                where p.registration_id = ? and p.standing <> 'CANCELLED' order by p.slot for update of p""")
                .params(gathering.id(), college.name(), id)
                .query((row, _) -> new Move(row.getInt("slot"), row.getLong("quota_id"), row.getLong("right_quota")))
                .list();
        Set<Long> touched = new LinkedHashSet<>();
        boolean leaves = all.stream().anyMatch(m -> m.slot() == 0 && m.changes());
        for (var move : all) {
            if (!leaves && !move.changes()) continue;
            touched.add(move.from());
            touched.add(move.to());
            db.sql("update seat set registration_id = null where registration_id = ? and slot = ?")
                    .params(id, move.slot())
                    .update();
            db.sql("""
                    update place set quota_id = ?, turn = nextval('place_turn'), standing = case
                        when slot > 0 and (? or standing = 'PENDING') then 'PENDING' else 'WAITING' end
                    where registration_id = ? and slot = ?""").params(move.to(), leaves, id, move.slot()).update();
        }
        fill(gathering, touched);
    }

    private void fill(Gathering gathering, Iterable<Long> quotas) {
        var given = new ArrayList<Places.Given>();
        for (Long quota : quotas) given.addAll(places.fill(quota, clock.now()));
        notices.given(gathering, given);
    }

    /**
     * Cancels a registration for its person, who is told why; whoever waits first takes the place.
     *
     * @param reason in the organiser's words, told to this person alone
     */
    @Transactional
    void cancel(Actor actor, String slug, long id, String reason) {
        var gathering = gatherings.getOrganised(slug, actor);
        var held = lock(gathering, id);
        if (held.cancelled()) return;
        if (gathering.reportedAt() != null) throw new BadInput("agenda.door.over");
        db.sql("update registration set cancelled_at = ? where id = ?")
                .params(Values.of(clock.now(), id))
                .update();
        registrations.leave(gathering, id, null);
        gatherings.record(gathering, actor, "agenda.registration.cancelled", null);
        if (held.email() != null)
            mails.write(
                    held.email(),
                    held.language(),
                    "agenda.letter.removed",
                    gathering.title().in(held.language()),
                    reason,
                    mails.address(held.language(), gathering.path()));
    }
}
