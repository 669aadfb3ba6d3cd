package org.parvis.agenda;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.accounts.Person;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.BadInput;
import org.parvis.web.Cookies;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The door to those who take part: they register, confirm their address, are given a place or wait for one, and cancel. */
@Component
public class Registrations {
    /** Crockford's base 32, as in the table's check. */
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int CODE_LETTERS = 10, LETTERS_AN_HOUR = 4;
    static final Duration CONFIRM_WITHIN = Duration.ofDays(2);

    /** When the address proved the college, by the domain of an organisation. */
    private static final String VERIFIED = """
            (select :now::timestamptz where exists (
                select from organisation_domain d join organisation o on o.id = d.organisation_id
                where o.college = r.college and ('.' || split_part(lower(r.email), '@', 2)) like '%.' || d.domain))""";

    static final String SELECT = """
            select r.*, (select jsonb_agg(jsonb_build_object('slot', p.slot, 'workshopId', p.workshop_id,
                             'workshop', bilingual(w.title_fr, w.title_en), 'standing', p.standing, 'attendedAt', p.attended_at,
                             'rank', case when p.standing <> 'WAITING' then 0 else (select count(*) from place a
                                 where a.quota_id = p.quota_id and a.standing = 'WAITING' and a.turn <= p.turn) end) order by p.slot)
                         from place p left join workshop w on w.id = p.workshop_id where p.registration_id = r.id) as places
            from registration r
            """;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Gatherings gatherings;
    private final Places places;
    private final Notices notices;
    private final CivicClock clock;
    private final JsonMapper json;
    private final SecureRandom random = new SecureRandom();

    Registrations(
            JdbcClient db,
            TransactionTemplate transaction,
            Gatherings gatherings,
            Places places,
            Notices notices,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.transaction = transaction;
        this.gatherings = gatherings;
        this.places = places;
        this.notices = notices;
        this.clock = clock;
        this.json = json;
    }

    /**
     * What someone typed, and checked.
     *
     * @param workshops the numbers of the workshops chosen, at most one a slot
     * @param answers to the organiser's questions, by their numbers in the database
     */
    public record Sheet(
            String name,
            Email email,
            College college,
            @Nullable String organisation,
            Language language,
            Collection<Integer> workshops,
            Map<Long, String> answers,
            @Nullable String needs) {}

    /**
     * Asks for a place. Whoever is signed in under this address has proven that it is theirs; everyone else receives a letter
     * with a link, and whoever is registered already another letter: the answer tells nobody who is.
     *
     * @return the ticket's secret, where the place was asked for at once
     * @throws BadInput where nothing is taken (any more), or not from this college
     */
    public Optional<String> ask(String slug, Sheet sheet, @Nullable Person person) {
        var gathering = gatherings.get(slug, null);
        check(gathering, sheet.college());
        if (person != null
                && person.email().text().equalsIgnoreCase(sheet.email().text()))
            return Optional.of(join(gathering, () -> insert(gathering, sheet, true)));
        transaction.executeWithoutResult(_ -> write(gathering, sheet));
        return Optional.empty();
    }

    private void write(Gathering gathering, Sheet sheet) {
        int lately = db.sql(
                        "select count(*) from registration where lower(email) = lower(?) and asked_at > ? and confirmed_at is null")
                .params(Values.of(sheet.email().text(), clock.now().minus(Duration.ofHours(1))))
                .query(Integer.class)
                .single();
        if (lately >= LETTERS_AN_HOUR) return;
        var known = find(gathering, sheet.email());
        String secret = insert(gathering, sheet, false).secret();
        if (known.isPresent()) notices.known(gathering, known.get());
        else notices.asked(gathering, sheet, secret);
    }

    /** Who is registered under this address. */
    private Optional<Registration> find(Gathering gathering, Email email) {
        return db.sql(SELECT + """
                        where r.gathering_id = ? and lower(r.email) = lower(?) and r.confirmed_at is not null
                              and r.cancelled_at is null""")
                .params(gathering.id(), email.text())
                .query((row, _) -> read(row))
                .optional();
    }

    private void check(Gathering gathering, College college) {
        if (!gathering.takesRegistrations(clock.now())) throw new BadInput("agenda.registration.closed");
        if (!gathering.admits(college)) throw new BadInput("agenda.registration.reserved");
    }

    /**
     * What was written of a registration.
     *
     * @param list the quota whose list it joined; none where it joins none, or had before
     */
    private record Made(long id, String secret, @Nullable Long list) {}

    /**
     * Keeps what was asked: its places are pending until the address is confirmed. One statement, since a crowd comes at once.
     *
     * @return what was known of whoever is registered already
     */
    private Made insert(Gathering gathering, Sheet sheet, boolean confirmed) {
        String secret = Cookies.secret();
        try {
            return db.sql("""
                            with made as (
                                insert into registration (gathering_id, secret, code, name, email, college, organisation, language, answers,
                                                          needs, asked_at, confirmed_at, verified_at, fictional)
                                select :gathering, :secret, :code, :name, r.email, r.college, :organisation, :language, :answers::jsonb,
                                       :needs, :now, case when :confirmed then :now::timestamptz end,
                                       case when :confirmed then %VERIFIED% end, :fictional
                                from (select :email::text as email, :college::text as college) r
                                on conflict (gathering_id, lower(email))
                                    where confirmed_at is not null and cancelled_at is null and email is not null do nothing
                                returning id),
                            asked as (
                                insert into place (registration_id, slot, workshop_id, quota_id, standing)
                                select made.id, coalesce(w.slot, 0), w.id, q.id,
                                       case when :confirmed and w.id is null then 'WAITING' else 'PENDING' end
                                from made, quota q left join workshop w on w.id = q.workshop_id
                                where q.gathering_id = :gathering and :college = any (q.colleges)
                                      and (w.id is null or w.number = any (:workshops))
                                returning slot, quota_id)
                            select made.id, (select quota_id from asked where slot = 0) as list from made""".replace("%VERIFIED%", VERIFIED))
                    .param("gathering", gathering.id())
                    .param("secret", secret)
                    .param("code", code())
                    .param("name", sheet.name())
                    .param("email", sheet.email().text())
                    .param("college", sheet.college().name())
                    .param("organisation", sheet.organisation())
                    .param("language", sheet.language().name())
                    .param("answers", json.writeValueAsString(sheet.answers()))
                    .param("needs", sheet.needs())
                    .param("now", clock.now().atOffset(ZoneOffset.UTC))
                    .param("confirmed", confirmed)
                    .param("fictional", gathering.fictional())
                    .param("workshops", sheet.workshops().toArray(Integer[]::new))
                    .query((row, _) -> new Made(row.getLong("id"), secret, row.getObject("list", Long.class)))
                    .optional()
                    .orElseGet(() -> {
                        var known = find(gathering, sheet.email()).orElseThrow();
                        return new Made(known.id(), Objects.requireNonNull(known.secret()), null);
                    });
        } catch (DuplicateKeyException two) {
            throw new BadInput("agenda.registration.slot");
        }
    }

    private String code() {
        return random.ints(CODE_LETTERS, 0, LETTERS.length())
                .mapToObj(i -> LETTERS.substring(i, i + 1))
                .collect(Collectors.joining());
    }

    /**
     * The address is its owner's: from now on the registration is on the list of its college, and has a place where one is
     * free. A second time changes nothing.
     *
     * @throws NotFound where no such registration waits
     * @throws BadInput where nothing is taken any more, or the address is registered by another letter
     */
    public void confirm(String slug, String secret) {
        var gathering = gatherings.get(slug, null);
        try {
            join(gathering, () -> confirm(gathering, secret));
        } catch (DuplicateKeyException twice) {
            throw new BadInput("agenda.registration.twice");
        }
    }

    /** Joins a list, then is given what is free in a transaction that serves all who came meanwhile: none waits for another's. */
    private String join(Gathering gathering, Supplier<Made> from) {
        var made = Objects.requireNonNull(transaction.execute(_ -> {
            var joined = from.get();
            // Who waits is told so; whoever finds a seat free is about to be given it.
            if (joined.list() != null && !places.isOwed(joined.list(), clock.now()))
                notices.waiting(gathering, joined.id());
            return joined;
        }));
        if (made.list() != null) settle(gathering, List.of(made.list()));
        return made.secret();
    }

    /** Gives what is free now to whoever waits, as the last to leave sees it. */
    private void settle(Gathering gathering, Collection<Long> quotas) {
        for (Long quota : quotas)
            if (places.isOwed(quota, clock.now()))
                transaction.executeWithoutResult(_ -> notices.given(gathering, places.fill(quota, clock.now())));
    }

    private Made confirm(Gathering gathering, String secret) {
        return db.sql("""
                        with confirmed as (
                            update registration r set confirmed_at = :now, verified_at = %VERIFIED%
                            where r.gathering_id = :gathering and r.secret = :secret and r.confirmed_at is null
                            returning r.id, r.college),
                        joined as (
                            update place p set turn = nextval('place_turn'),
                                               standing = case when p.slot = 0 then 'WAITING' else p.standing end
                            from confirmed c where p.registration_id = c.id returning p.slot, p.quota_id)
                        select c.id, c.college, (select quota_id from joined where slot = 0) as list from confirmed c""".replace("%VERIFIED%", VERIFIED))
                .param("now", clock.now().atOffset(ZoneOffset.UTC))
                .param("gathering", gathering.id())
                .param("secret", secret)
                .query((row, _) -> {
                    check(gathering, College.valueOf(row.getString("college")));
                    Long list = row.getObject("list", Long.class);
                    if (list == null) throw new BadInput("agenda.registration.reserved");
                    return new Made(row.getLong("id"), secret, list);
                })
                .optional()
                .orElseGet(() -> new Made(get(gathering.slug(), secret).id(), secret, null));
    }

    /** @throws NotFound where the secret opens no ticket of this gathering */
    public Registration get(String slug, String secret) {
        return db.sql(SELECT + "join gathering g on g.id = r.gathering_id where g.slug = ? and r.secret = ?")
                .params(slug, secret)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("registration"));
    }

    /** What a person registered for under the address of their account, the latest to begin first. */
    List<Mine> listOf(Email email) {
        var found = db.sql(SELECT + """
                        where lower(r.email) = lower(?) and r.confirmed_at is not null and r.secret is not null
                        order by r.id desc limit 200""")
                .param(email.text())
                .query((row, _) -> read(row))
                .list();
        var held = gatherings.map(found.stream().map(Registration::gathering).toList());
        return found.stream()
                .map(r -> new Mine(r, Objects.requireNonNull(held.get(r.gathering()))))
                .toList();
    }

    /** A registration and its gathering. */
    record Mine(Registration registration, Gathering gathering) {}

    /** Gives up every place, or that in one workshop; whoever waits first takes it. A second time changes nothing. */
    public void cancel(String slug, String secret, @Nullable Integer slot) {
        var gathering = gatherings.get(slug, null);
        settle(
                gathering,
                Objects.requireNonNull(transaction.execute(_ -> cancel(gathering, lock(gathering, secret), slot))));
    }

    /** @return the lists on which a seat came free */
    private List<Long> cancel(Gathering gathering, Registration registration, @Nullable Integer slot) {
        if (registration.cancelledAt() != null) return List.of();
        if (!clock.now().isBefore(gathering.endsAt())) throw new BadInput("agenda.registration.past");
        if (slot == null || slot == 0) {
            if (registration.confirmedAt() == null) {
                db.sql("delete from registration where id = ?")
                        .param(registration.id())
                        .update();
                return List.of();
            }
            db.sql("update registration set cancelled_at = ? where id = ?")
                    .params(Values.of(clock.now(), registration.id()))
                    .update();
            var left = leave(gathering, registration.id(), null);
            notices.left(gathering, registration, null);
            return left;
        }
        return leave(gathering, registration.id(), slot);
    }

    /**
     * Gives up every place of a registration, or that of one slot; whoever waits first takes it.
     *
     * @return the lists on which a seat came free
     */
    List<Long> leave(Gathering gathering, long registration, @Nullable Integer slot) {
        db.sql("""
                update place set standing = 'CANCELLED', attended_at = null
                where registration_id = ? and slot = coalesce(?::int, slot) and standing <> 'CANCELLED'""").params(Values.of(registration, slot)).update();
        var left = db.sql("""
                update seat set registration_id = null where registration_id = ? and slot = coalesce(?::int, slot) returning quota_id""")
                .params(Values.of(registration, slot))
                .query((row, _) -> row.getLong(1))
                .list();
        if (slot == null)
            db.sql("delete from team_member where registration_id = ?")
                    .param(registration)
                    .update();
        var given = new ArrayList<Places.Given>();
        for (Long quota : left) given.addAll(places.fill(quota, clock.now()));
        notices.given(gathering, given);
        return left;
    }

    /** Gives up the places of whoever registered under an address, and keeps nothing that names them. */
    @Transactional
    void forget(Email email) {
        for (var mine : listOf(email))
            if (mine.registration().cancelledAt() == null
                    && clock.now().isBefore(mine.gathering().endsAt())) {
                places.hold(mine.gathering().id());
                db.sql("update registration set cancelled_at = ? where id = ?")
                        .params(Values.of(clock.now(), mine.registration().id()))
                        .update();
                leave(mine.gathering(), mine.registration().id(), null);
            }
        db.sql("""
                update registration set (name, email, organisation, needs, secret, code, answers)
                    = (null, null, null, null, null, null, '{}') where lower(email) = lower(?)""").param(email.text()).update();
    }

    /** Chooses another workshop of a slot: the place in the former one is given up, and this one's list is joined at its end. */
    @Transactional
    public void choose(String slug, String secret, int workshop) {
        var gathering = gatherings.get(slug, null);
        var registration = lock(gathering, secret);
        if (!registration.isConfirmed()) throw new BadInput("agenda.registration.closed");
        check(gathering, registration.college());
        var chosen = gatherings.getProgramme(gathering).workshops().stream()
                .filter(w -> w.number() == workshop)
                .findFirst()
                .orElseThrow(() -> new BadInput("agenda.workshop.slot"));
        var now = registration.place(chosen.slot());
        if (now.filter(p -> p.standing() != Registration.Standing.CANCELLED
                        && Long.valueOf(chosen.id()).equals(p.workshopId()))
                .isPresent()) return;
        leave(gathering, registration.id(), chosen.slot());
        Long quota = db.sql("""
                insert into place (registration_id, slot, workshop_id, quota_id, standing)
                select ?, ?, ?, q.id, ? from quota q where q.workshop_id = ? and ? = any (q.colleges)
                on conflict (registration_id, slot) do update set workshop_id = excluded.workshop_id, quota_id = excluded.quota_id,
                    standing = excluded.standing, turn = nextval('place_turn')
                returning quota_id""")
                .params(
                        registration.id(),
                        chosen.slot(),
                        chosen.id(),
                        (registration.hasPlace() ? Registration.Standing.WAITING : Registration.Standing.PENDING)
                                .name(),
                        chosen.id(),
                        registration.college().name())
                .query(Long.class)
                .single();
        notices.given(gathering, places.fill(quota, clock.now()));
    }

    /** Holds it still, and before it whatever is given in its gathering: whoever promotes comes in the same order. */
    private Registration lock(Gathering gathering, String secret) {
        places.hold(gathering.id());
        db.sql("select from registration where gathering_id = ? and secret = ? for no key update")
                .params(gathering.id(), secret)
                .query()
                .listOfRows();
        return get(gathering.slug(), secret);
    }

    Registration read(ResultSet row) throws SQLException {
        String standing = row.getString("places");
        return new Registration(
                row.getLong("id"),
                row.getLong("gathering_id"),
                row.getString("secret"),
                row.getString("code"),
                row.getString("name"),
                row.getString("email"),
                College.valueOf(row.getString("college")),
                row.getString("organisation"),
                Language.valueOf(row.getString("language")),
                row.getString("needs"),
                Gatherings.instant(row, "confirmed_at"),
                Gatherings.instant(row, "cancelled_at"),
                Gatherings.instant(row, "verified_at"),
                standing == null
                        ? List.of()
                        : json.readValue(standing, new TypeReference<List<Registration.Place>>() {}));
    }
}
