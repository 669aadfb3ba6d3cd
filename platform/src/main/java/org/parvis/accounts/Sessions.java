package org.parvis.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.Cookies;
import org.parvis.web.Entrance;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who is signed in, from which browsers. A session is a row that its person can see and close. */
@Component
public class Sessions implements Entrance {
    /** A working day left open over lunch stays open; a browser left in a library does not stay open overnight. */
    static final Duration IDLE = Duration.ofHours(12);

    static final Duration LONGEST = Duration.ofDays(30);

    /** Written again only so often: a page costs one read. */
    private static final Duration SEEN_STEP = Duration.ofMinutes(5);

    private static final Duration DEVICE_LASTS = Duration.ofDays(365);
    private static final String DEVICE = "parvis-device";
    private static final String FOUND = Sessions.class.getName();

    private final JdbcClient db;
    private final Cookies cookies;
    private final InstantSource time;
    private final CivicClock clock;

    Sessions(JdbcClient db, Cookies cookies, InstantSource time, CivicClock clock) {
        this.db = db;
        this.cookies = cookies;
        this.time = time;
        this.clock = clock;
    }

    /** One of a person's sessions, as the account's page lists them. */
    public record Session(long id, String device, Instant openedAt, Instant seenAt, boolean current) {}

    private record Found(long session, Instant seenAt, Actor actor) {}

    private record Row(long session, long person, Instant seenAt, String name, Actor.@Nullable Mandate mandate) {}

    @Override
    public @Nullable Actor find(HttpServletRequest request) {
        return found(request).map(Found::actor).orElse(null);
    }

    private Optional<Found> found(HttpServletRequest request) {
        if (request.getAttribute(FOUND) instanceof Optional<?> known) return known.map(Found.class::cast);
        // Nobody, should the database fail now: the page that says so asks again.
        request.setAttribute(FOUND, Optional.empty());
        Optional<Found> found = cookies.find(request, Cookies.SESSION).flatMap(this::read);
        request.setAttribute(FOUND, found);
        return found;
    }

    private Optional<Found> read(String secret) {
        Instant now = time.instant();
        List<Row> rows = db.sql("""
                select s.id, s.person_id, s.seen_at, p.name, m.role, o.slug
                from person_session s
                join person p on p.id = s.person_id
                left join mandate m on m.person_id = p.id and m.ended_on is null
                    and m.starts_on <= ? and coalesce(m.until, 'infinity') >= ?
                left join organisation o on o.id = m.organisation_id
                where s.digest = ? and s.seen_at > ? and s.opened_at > ?
                order by m.id""")
                .params(Values.of(clock.today(), clock.today(), Digest.of(secret), now.minus(IDLE), now.minus(LONGEST)))
                .query((row, _) -> row(row))
                .list();
        if (rows.isEmpty()) return Optional.empty();
        List<Actor.Mandate> mandates = new ArrayList<>();
        for (Row row : rows) if (row.mandate() != null) mandates.add(row.mandate());
        Row first = rows.getFirst();
        if (first.seenAt().isBefore(now.minus(SEEN_STEP)))
            db.sql("update person_session set seen_at = ? where id = ?")
                    .params(Values.of(now, first.session()))
                    .update();
        return Optional.of(new Found(
                first.session(), first.seenAt(), new Actor(first.person(), first.name(), List.copyOf(mandates))));
    }

    private static Row row(ResultSet row) throws SQLException {
        String role = row.getString("role");
        return new Row(
                row.getLong("id"),
                row.getLong("person_id"),
                row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                row.getString("name"),
                role == null ? null : new Actor.Mandate(Role.valueOf(role), row.getString("slug")));
    }

    /** Opens a session under a new secret, whatever the browser held before, and remembers the device. */
    void open(long person, HttpServletRequest request, HttpServletResponse response) {
        close(request, response);
        Instant now = time.instant();
        String secret = Cookies.secret();
        db.sql("insert into person_session (digest, person_id, opened_at, seen_at, device) values (?, ?, ?, ?, ?)")
                .params(Values.of(
                        Digest.of(secret), person, now, now, Device.describe(request.getHeader("User-Agent"))))
                .update();
        cookies.set(request, response, Cookies.SESSION, secret, LONGEST);
        String device = cookies.find(request, DEVICE).orElseGet(Cookies::secret);
        db.sql("""
                insert into known_device (person_id, digest, seen_at) values (?, ?, ?)
                on conflict (person_id, digest) do update set seen_at = excluded.seen_at""").params(Values.of(person, Digest.of(device), now)).update();
        cookies.set(request, response, DEVICE, device, DEVICE_LASTS);
        request.setAttribute(FOUND, read(secret));
    }

    void close(HttpServletRequest request, HttpServletResponse response) {
        cookies.find(request, Cookies.SESSION).ifPresent(secret -> {
            db.sql("delete from person_session where digest = ?")
                    .param(Digest.of(secret))
                    .update();
            cookies.clear(request, response, Cookies.SESSION);
        });
        request.setAttribute(FOUND, Optional.empty());
    }

    List<Session> list(Actor actor, HttpServletRequest request) {
        long current = found(request).map(Found::session).orElse(0L);
        Instant now = time.instant();
        return db.sql("""
                select id, device, opened_at, seen_at from person_session
                where person_id = ? and seen_at > ? and opened_at > ? order by seen_at desc, id desc limit 50""")
                .params(Values.of(actor.personId(), now.minus(IDLE), now.minus(LONGEST)))
                .query((row, _) -> new Session(
                        row.getLong("id"),
                        row.getString("device"),
                        row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        row.getLong("id") == current))
                .list();
    }

    /** Signs the person out of every browser but this one. */
    void closeElsewhere(long person, HttpServletRequest request) {
        db.sql("delete from person_session where person_id = ? and id <> ?")
                .params(person, found(request).map(Found::session).orElse(0L))
                .update();
    }

    /** The secret by which a browser that this person has used before is known. */
    Optional<String> device(HttpServletRequest request) {
        return cookies.find(request, DEVICE);
    }
}
