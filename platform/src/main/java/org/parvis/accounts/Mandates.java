package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.NotFound;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to the roles that people hold. Each grant, end and hand-over is an act of office, in one transaction with its entry. */
@Component
public class Mandates {
    private static final int LONGEST_REASON = 1_000;

    private final JdbcClient db;
    private final Journal journal;
    private final People people;
    private final Mails mails;
    private final InstantSource time;
    private final CivicClock clock;

    Mandates(JdbcClient db, Journal journal, People people, Mails mails, InstantSource time, CivicClock clock) {
        this.db = db;
        this.journal = journal;
        this.people = people;
        this.mails = mails;
        this.time = time;
        this.clock = clock;
    }

    /** One mandate with its dates. Its last day is {@code until}, where one was set; an act may have ended it before, for a reason. */
    public record Mandate(
            long id,
            long person,
            Role role,
            Organisation.@Nullable Name organisation,
            LocalDate startsOn,
            @Nullable LocalDate until,
            @Nullable LocalDate endedOn,
            @Nullable String endReason) {

        public boolean isOpen(LocalDate today) {
            return endedOn == null && (until == null || !until.isBefore(today));
        }

        private Act act(String kind, Role as) {
            String reference = organisation == null ? "/roles" : organisation.path();
            return Act.of(kind, reference, as, organisation == null ? null : organisation.slug())
                    .with("role", role.name());
        }
    }

    /** All that a person holds and held, the latest first. */
    public List<Mandate> listOf(long person) {
        return db.sql(SELECT + " where m.person_id = ? order by m.ended_on desc nulls first, m.id desc limit 200")
                .param(person)
                .query((row, _) -> read(row))
                .list();
    }

    /** Who holds a role for an organisation today. */
    public List<Person> listHolders(Role role, String organisation) {
        LocalDate today = clock.today();
        return db
                .sql("""
                        select distinct m.person_id from mandate m join organisation o on o.id = m.organisation_id
                        where m.role = ? and o.slug = ? and m.ended_on is null
                          and m.starts_on <= ? and coalesce(m.until, 'infinity') >= ?""")
                .params(role.name(), organisation, today, today)
                .query((row, _) -> row.getLong(1))
                .list()
                .stream()
                .map(people::get)
                .toList();
    }

    /** How many hold each role today. */
    public Map<Role, Integer> countByRole() {
        Map<Role, Integer> counts = new EnumMap<>(Role.class);
        LocalDate today = clock.today();
        db.sql("""
                select role, count(distinct person_id) from mandate where ended_on is null
                and starts_on <= ? and coalesce(until, 'infinity') >= ? group by role""")
                .params(today, today)
                .query((row, _) -> counts.put(Role.valueOf(row.getString(1)), row.getInt(2)))
                .list();
        return counts;
    }

    boolean existCoordinators() {
        return countByRole().containsKey(Role.COORDINATOR);
    }

    @Transactional
    public void grant(Actor by, long person, Role role, @Nullable String organisation, @Nullable LocalDate until) {
        Role as = mayGrant(by, role);
        LocalDate today = clock.today();
        if (role == Role.MEMBER) throw new Invalid("role", "accounts.mandate.member");
        if (role == Role.CONTRIBUTOR && organisation == null)
            throw new Invalid("organisation", "accounts.mandate.organisation");
        if (until != null && until.isBefore(today)) throw new Invalid("until", "accounts.mandate.until");
        Person holder = people.get(person);
        Mandate mandate = get(insert(person, role, organisation, until, by.personId(), null));
        Act act =
                mandate.act("role.granted", as).sealing("person", holder.email().text());
        journal.record(until == null ? act : act.with("until", until.toString()));
        mails.write(holder, "accounts.mail.granted", named(holder, mandate));
    }

    @Transactional
    public void end(Actor by, long id, String reason) {
        Mandate mandate = getOpen(id);
        Role as = mayGrant(by, mandate.role());
        keepOneCoordinator(mandate);
        close(mandate, by.personId(), checked(reason));
        Person holder = people.get(mandate.person());
        journal.record(mandate.act("role.ended", as)
                .because(reason.strip())
                .sealing("person", holder.email().text()));
        mails.write(holder, "accounts.mail.ended", named(holder, mandate), reason.strip());
    }

    /** One act: the mandate of the one ends as the other's begins, with the same organisation and last day. */
    @Transactional
    public void handOver(Actor by, long id, Email colleague, String reason) {
        Mandate mandate = getOpen(id);
        Role as = mayGrant(by, mandate.role());
        Person from = people.get(mandate.person());
        Person to = people.find(colleague).orElseThrow(() -> new Invalid("colleague", "accounts.mandate.nobody"));
        if (to.id() == from.id()) throw new Invalid("colleague", "accounts.mandate.same");
        close(mandate, by.personId(), checked(reason));
        var organisation = mandate.organisation();
        String slug = organisation == null ? null : organisation.slug();
        insert(to.id(), mandate.role(), slug, mandate.until(), by.personId(), mandate.id());
        journal.record(mandate.act("role.handed-over", as)
                .because(reason.strip())
                .sealing("from", from.email().text())
                .sealing("to", to.email().text()));
        mails.write(from, "accounts.mail.ended", named(from, mandate), reason.strip());
        mails.write(to, "accounts.mail.granted", named(to, mandate));
    }

    /** A role given by the operator, who answers for the machine; false where the person holds it already. */
    boolean found(long person, Role role) {
        boolean held = listOf(person).stream().anyMatch(m -> m.role() == role && m.isOpen(clock.today()));
        if (!held) insert(person, role, null, null, null, null);
        return !held;
    }

    /** Before an account is deleted: what its person held ends, on record. */
    void endAllOf(Actor person) {
        for (Mandate mandate : listOf(person.personId())) {
            if (mandate.endedOn() != null) continue;
            keepOneCoordinator(mandate);
            close(mandate, person.personId(), "–");
            journal.record(mandate.act("role.ended", mandate.role()));
        }
    }

    /** The role in which one acts: an administrator alone makes administrators. */
    private static Role mayGrant(Actor by, Role role) {
        if (role == Role.ADMINISTRATOR) by.must(Role.ADMINISTRATOR);
        by.must(Role.COORDINATOR, Role.ADMINISTRATOR);
        return by.is(Role.COORDINATOR) && role != Role.ADMINISTRATOR ? Role.COORDINATOR : Role.ADMINISTRATOR;
    }

    private long insert(
            long person,
            Role role,
            @Nullable String organisation,
            @Nullable LocalDate until,
            @Nullable Long by,
            @Nullable Long follows) {
        LocalDate today = clock.today();
        // What reached its last day still stands open in its row: it makes way.
        db.sql("""
                update mandate set ended_on = until, end_reason = '–' where person_id = ? and role = ? and until < ?
                and ended_on is null""").params(Values.of(person, role.name(), today)).update();
        return db.sql("""
                insert into mandate (person_id, role, organisation_id, starts_on, until, granted_at, granted_by, follows)
                values (?, ?, (select id from organisation where slug = ?), ?, ?, ?, ?, ?)
                on conflict do nothing returning id""")
                .params(Values.of(person, role.name(), organisation, today, until, time.instant(), by, follows))
                .query(Long.class)
                .optional()
                .orElseThrow(() -> new Invalid("role", "accounts.mandate.held"));
    }

    private void close(Mandate mandate, long by, String reason) {
        int closed = db.sql("""
                update mandate set ended_on = ?, ended_by = ?, end_reason = ? where id = ? and ended_on is null""")
                .params(Values.of(clock.today(), by, reason, mandate.id()))
                .update();
        if (closed == 0) throw new NotFound("an open mandate " + mandate.id());
    }

    /** Of the last two, each ended by the other at the same moment, one stays: the rows are held until the end of the act. */
    private void keepOneCoordinator(Mandate mandate) {
        if (mandate.role() != Role.COORDINATOR) return;
        LocalDate today = clock.today();
        List<Long> coordinators =
                db.sql("""
                select id from mandate where role = 'COORDINATOR' and ended_on is null
                and coalesce(until, 'infinity') >= ? order by id for update""").param(today).query((row, _) -> row.getLong(1)).list();
        if (coordinators.stream().allMatch(id -> id == mandate.id()))
            throw new Invalid("reason", "accounts.mandate.last");
    }

    private static String checked(String reason) {
        if (reason.isBlank()) throw new Invalid("reason", "accounts.mandate.reason");
        if (reason.length() > LONGEST_REASON)
            throw new Invalid("reason", "accounts.mandate.reason.long", LONGEST_REASON);
        return reason.strip();
    }

    private String named(Person reader, Mandate mandate) {
        return mails.role(reader.language(), mandate.role(), mandate.organisation());
    }

    Mandate get(long id) {
        return db.sql(SELECT + " where m.id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("mandate " + id));
    }

    private Mandate getOpen(long id) {
        Mandate mandate = get(id);
        if (mandate.endedOn() != null) throw new NotFound("an open mandate " + id);
        return mandate;
    }

    private static final String SELECT = """
            select m.id, m.person_id, m.role, m.starts_on, m.until, m.end_reason, m.ended_on,
                o.slug, o.name_fr, o.name_en, o.acronym
            from mandate m left join organisation o on o.id = m.organisation_id""";

    private static Mandate read(ResultSet row) throws SQLException {
        return new Mandate(
                row.getLong("id"),
                row.getLong("person_id"),
                Role.valueOf(row.getString("role")),
                Organisations.findName(row, ""),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("until", LocalDate.class),
                row.getObject("ended_on", LocalDate.class),
                row.getString("end_reason"));
    }
}
