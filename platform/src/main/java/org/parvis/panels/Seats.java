package org.parvis.panels;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.sortition.Person;
import org.parvis.sortition.Replacement;
import org.parvis.sortition.Unfeasible;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door to the places of a panel: offered to whom chance drew, accepted, given up, and then offered to the first alternate
 * with whom the quotas can still be met. Nobody chooses.
 */
@Component
class Seats {
    static final Duration ANSWER_WITHIN = Duration.ofDays(10), REMIND_BEFORE = Duration.ofDays(3);

    private static final String SELECT = """
            select s.*, v.opaque, v.rank, r.opaque as replaced from panel_seat s join volunteer v on v.id = s.volunteer_id
            left join volunteer r on r.id = s.replaces where s.panel_id = ?
            """;

    private final JdbcClient db;
    private final Panels panels;
    private final Volunteers volunteers;
    private final PanelLetters letters;
    private final Journal journal;
    private final CivicClock clock;

    Seats(
            JdbcClient db,
            Panels panels,
            Volunteers volunteers,
            PanelLetters letters,
            Journal journal,
            CivicClock clock) {
        this.db = db;
        this.panels = panels;
        this.volunteers = volunteers;
        this.letters = letters;
        this.journal = journal;
        this.clock = clock;
    }

    /** In the order in which they were offered; those drawn first. */
    List<Seat> list(Panel panel) {
        return db.sql(SELECT + "order by s.offered_at, v.rank, v.opaque")
                .param(panel.id())
                .query((row, _) -> read(row))
                .list();
    }

    Optional<Seat> find(Panel panel, Volunteer volunteer) {
        return db.sql(SELECT + "and s.volunteer_id = ?")
                .params(panel.id(), volunteer.id())
                .query((row, _) -> read(row))
                .optional();
    }

    private static Seat read(ResultSet row) throws SQLException {
        String left = row.getString("left_as");
        return new Seat(
                row.getLong("volunteer_id"),
                row.getString("opaque"),
                row.getInt("rank"),
                row.getString("replaced"),
                Objects.requireNonNull(Panels.instant(row, "offered_at")),
                Objects.requireNonNull(Panels.instant(row, "answer_by")),
                Panels.instant(row, "accepted_at"),
                Panels.instant(row, "left_at"),
                left == null ? null : Seat.Leave.valueOf(left));
    }

    /** To those who were drawn. */
    void offer(Panel panel) {
        var drawn = db.sql("select id from volunteer where panel_id = ? and rank = 0 order by opaque")
                .param(panel.id())
                .query((row, _) -> row.getLong(1))
                .list();
        for (long volunteer : drawn) insert(panel, volunteer, null);
        letters.drawn(panel, drawn, answerBy(panel));
        letters.alternates(panel);
        fill(panel);
    }

    private Instant answerBy(Panel panel) {
        var ends = panel.mandateEndsOn().plusDays(1).atStartOfDay(panel.zone()).toInstant();
        var usual = clock.now().plus(ANSWER_WITHIN);
        return usual.isBefore(ends) ? usual : ends;
    }

    private void insert(Panel panel, long volunteer, @Nullable Long replaces) {
        db.sql(
                        "insert into panel_seat (volunteer_id, panel_id, replaces, offered_at, answer_by) values (?, ?, ?, ?, ?)")
                .params(Values.of(volunteer, panel.id(), replaces, clock.now(), answerBy(panel)))
                .update();
    }

    /** They will sit. */
    @Transactional
    public void accept(String slug, String secret) {
        var panel = lockDrawn(slug);
        var volunteer = volunteers.get(panel, secret);
        var seat = find(panel, volunteer).orElseThrow(() -> new BadInput("panels.seat.none"));
        if (!seat.isHeld()) throw new BadInput("panels.seat.left");
        db.sql("update panel_seat set accepted_at = coalesce(accepted_at, ?) where volunteer_id = ?")
                .params(Values.of(clock.now(), volunteer.id()))
                .update();
    }

    /** They will not, or no longer; an alternate is asked at once. */
    @Transactional
    public void leave(String slug, String secret) {
        var panel = lockDrawn(slug);
        var volunteer = volunteers.get(panel, secret);
        var seat = find(panel, volunteer).orElseThrow(() -> new BadInput("panels.seat.none"));
        leave(panel, seat, seat.acceptedAt() == null ? Seat.Leave.REFUSED : Seat.Leave.LEFT);
        fill(panel);
    }

    private Panel lockDrawn(String slug) {
        var panel = panels.lock(panels.get(slug, null).id());
        if (panel.phase(clock.now()) != Panel.Phase.DRAWN) throw new BadInput("panels.seat.over");
        return panel;
    }

    private void leave(Panel panel, Seat seat, Seat.Leave how) {
        db.sql(
                        "update panel_seat set (left_at, left_as) = (?, ?) where volunteer_id = ? and panel_id = ? and left_at is null")
                .params(Values.of(clock.now(), how.name(), seat.volunteer(), panel.id()))
                .update();
    }

    /** An organiser writes down that someone gives up their place: by telephone, or because they cannot sit. */
    @Transactional
    public void record(Actor actor, String slug, String opaque, Bilingual reason) {
        panels.getOrganised(slug, actor);
        var panel = lockDrawn(slug);
        var seat = list(panel).stream()
                .filter(s -> s.opaque().equals(opaque) && s.isHeld())
                .findFirst()
                .orElseThrow(() -> new BadInput("panels.seat.none"));
        leave(panel, seat, seat.acceptedAt() == null ? Seat.Leave.REFUSED : Seat.Leave.LEFT);
        journal.record(
                Panels.act("panels.left", panel, actor).because(reason.fr()).with("who", opaque));
        fill(panel);
    }

    /** Tries again to fill the places that are vacant. */
    @Transactional
    public void fill(Actor actor, String slug) {
        panels.getOrganised(slug, actor);
        fill(lockDrawn(slug));
    }

    /** Forgets someone of a frozen pool who asks for it: they give up their place, and only the proof's row stays. */
    @Transactional
    public void forget(String slug, String secret) {
        var panel = panels.lock(panels.get(slug, null).id());
        forget(panel, volunteers.get(panel, secret));
    }

    /** Everything of whoever has this address, in every panel. */
    @Transactional
    public void forget(Email email) {
        for (long id : volunteers.listPanels(email)) {
            var panel = panels.lock(id);
            for (var volunteer : volunteers.list(panel, email)) forget(panel, volunteer);
        }
    }

    private void forget(Panel panel, Volunteer volunteer) {
        volunteers.forget(volunteer);
        find(panel, volunteer).filter(Seat::isHeld).ifPresent(seat -> {
            leave(panel, seat, seat.acceptedAt() == null ? Seat.Leave.REFUSED : Seat.Leave.LEFT);
            if (panel.phase(clock.now()) == Panel.Phase.DRAWN) fill(panel);
        });
    }

    /** What stands in the way of filling the vacant places; nothing where there is none, or nothing is vacant. */
    Optional<Unfeasible> findObstacle(Panel panel) {
        try {
            choose(panel, list(panel));
            return Optional.empty();
        } catch (Unfeasible e) {
            return Optional.of(e);
        }
    }

    /** Those who take the vacant places, in their order; alternates who refused are not asked again. */
    private List<Person> choose(Panel panel, List<Seat> seats) {
        int vacant = panel.size() - (int) seats.stream().filter(Seat::isHeld).count();
        if (vacant <= 0) return List.of();
        var features = panels.listFeatures(panel);
        var asked = seats.stream().collect(Collectors.toMap(Seat::volunteer, s -> s));
        var staying = new ArrayList<Person>();
        var alternates = new ArrayList<Volunteer>();
        var pool = volunteers.list(panel).stream()
                .filter(v -> v.erasedAt() == null)
                .toList();
        if (pool.isEmpty()) return List.of();
        for (var volunteer : pool) {
            var seat = asked.get(volunteer.id());
            if (seat == null) alternates.add(volunteer);
            else if (seat.isHeld()) staying.add(person(volunteer, features));
        }
        alternates.sort(Comparator.comparing(v -> Objects.requireNonNull(v.rank())));
        return new Replacement(Freezings.pool(pool, features), Freezings.quotas(features))
                .fill(
                        staying,
                        vacant,
                        alternates.stream().map(v -> person(v, features)).toList());
    }

    private static Person person(Volunteer volunteer, List<Panel.Feature> features) {
        return volunteer.person(Long.toString(volunteer.id()), features);
    }

    /** Offers each vacant place to an alternate; leaves them vacant where the quotas forbid it. */
    private void fill(Panel panel) {
        var seats = list(panel);
        List<Person> chosen;
        try {
            chosen = choose(panel, seats);
        } catch (Unfeasible e) {
            return;
        }
        if (chosen.isEmpty()) return;
        Map<String, Boolean> replaced = new HashMap<>();
        for (var seat : seats) if (seat.replaces() != null) replaced.put(seat.replaces(), true);
        var vacated = seats.stream()
                .filter(s -> !s.isHeld() && !replaced.containsKey(s.opaque()))
                .sorted(Comparator.comparing(s -> Objects.requireNonNull(s.leftAt())))
                .iterator();
        var offered = new ArrayList<Long>();
        for (var person : chosen) {
            long volunteer = Long.parseLong(person.id());
            insert(panel, volunteer, vacated.hasNext() ? vacated.next().volunteer() : null);
            offered.add(volunteer);
        }
        letters.drawn(panel, offered, answerBy(panel));
    }

    /** Whoever has not answered in time gives up their place; whoever may soon is reminded. */
    void look() {
        var now = clock.now();
        for (long id : panelsWhere("s.answer_by <= ?", now)) expire(id, now);
        for (long id : panelsWhere("s.reminded_at is null and s.answer_by <= ?", now.plus(REMIND_BEFORE)))
            remind(id, now);
    }

    private List<Long> panelsWhere(String which, Instant moment) {
        return db.sql(
                        "select distinct s.panel_id from panel_seat s where s.accepted_at is null and s.left_at is null and "
                                + which)
                .params(Values.of(moment))
                .query((row, _) -> row.getLong(1))
                .list();
    }

    private void expire(long id, Instant now) {
        var panel = panels.lock(id);
        if (panel.phase(now) != Panel.Phase.DRAWN) return;
        for (var seat : list(panel))
            if (seat.standing() == Seat.Standing.OFFERED && !seat.answerBy().isAfter(now))
                leave(panel, seat, Seat.Leave.SILENT);
        fill(panel);
    }

    private void remind(long id, Instant now) {
        var panel = panels.lock(id);
        var reminded = db.sql("""
                update panel_seat set reminded_at = ? where panel_id = ? and reminded_at is null and accepted_at is null and left_at is null
                and answer_by <= ? returning volunteer_id""")
                .params(Values.of(now, id, now.plus(REMIND_BEFORE)))
                .query((row, _) -> row.getLong(1))
                .list();
        letters.reminded(panel, reminded);
    }
}
