package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The door to the people who have an account. */
@Component
public class People {
    private static final String COLUMNS = "id, email, name, college, language, fictional, created_at";
    static final int PAGE = 50;

    private final JdbcClient db;
    private final InstantSource time;
    private final ApplicationEventPublisher events;

    People(JdbcClient db, InstantSource time, ApplicationEventPublisher events) {
        this.db = db;
        this.time = time;
        this.events = events;
    }

    /** @throws NotFound where the account does not exist, or no longer does */
    public Person get(long id) {
        return db.sql("select " + COLUMNS + " from person where id = ? and erased_at is null")
                .param(id)
                .query((row, _) -> read(row))
                .optional()
                .orElseThrow(() -> new NotFound("person " + id));
    }

    public Optional<Person> find(Email email) {
        return db.sql("select " + COLUMNS + " from person where lower(email) = lower(?)")
                .param(email.text())
                .query((row, _) -> read(row))
                .optional();
    }

    /**
     * Those whose address or name begins so, in the order of their addresses.
     *
     * @param after the last address of the page before, or empty
     */
    List<Person> list(String beginning, String after) {
        String pattern = beginning.strip().replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return db.sql("select " + COLUMNS + " from person where erased_at is null"
                        + " and (lower(email) like lower(?) or lower(name) like lower(?)) and lower(email) > lower(?)"
                        + " order by lower(email) limit ?")
                .params(pattern, pattern, after, PAGE + 1)
                .query((row, _) -> read(row))
                .list();
    }

    /** What a sign-in compares: the account's number and its password's hash. */
    record Secret(long id, String hash) {}

    Optional<Secret> findSecret(Email email) {
        return db.sql("select id, password from person where lower(email) = lower(?)")
                .param(email.text())
                .query((row, _) -> new Secret(row.getLong(1), row.getString(2)))
                .optional();
    }

    Optional<Secret> findSecret(long id) {
        return db.sql("select id, password from person where id = ? and erased_at is null")
                .param(id)
                .query((row, _) -> new Secret(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** The number of the new account, or nothing where the address has one already. */
    Optional<Long> add(
            Email email, String name, String hash, @Nullable College college, Language language, boolean fictional) {
        Instant now = time.instant();
        return db.sql("""
                insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id""")
                .params(Values.of(
                        email.text(),
                        name,
                        hash,
                        college == null ? null : college.name(),
                        language.name(),
                        fictional,
                        now,
                        now))
                .query(Long.class)
                .optional();
    }

    void setPassword(long id, String hash) {
        db.sql("update person set password = ? where id = ? and erased_at is null")
                .params(hash, id)
                .update();
    }

    void endSessions(long id) {
        db.sql("delete from person_session where person_id = ?").param(id).update();
    }

    void setProfile(long id, String name, @Nullable College college, Language language) {
        db.sql("update person set name = ?, college = ?, language = ? where id = ? and erased_at is null")
                .params(Values.of(name, college == null ? null : college.name(), language.name(), id))
                .update();
    }

    /** Whether the address was still free. */
    boolean setEmail(long id, Email email) {
        return db.sql("""
                update person p set email = ?, email_confirmed_at = ? where id = ? and erased_at is null
                and not exists (select 1 from person o where lower(o.email) = lower(?) and o.id <> p.id)""")
                        .params(Values.of(email.text(), time.instant(), id, email.text()))
                        .update()
                == 1;
    }

    /** What was public stays, unsigned: only the number remains, and the rooms that keep more of a person hear of it. */
    void erase(long id) {
        Person person = get(id);
        Instant now = time.instant();
        for (String table : List.of("person_session", "known_device", "one_time_token", "affiliation"))
            db.sql("delete from " + table + " where person_id = ?").param(id).update();
        db.sql("delete from sign_in_failure where account = ?")
                .param(Digest.of(person.email().text().toLowerCase(Locale.ROOT)))
                .update();
        db.sql("delete from mail where lower(recipient) = lower(?)")
                .param(person.email().text())
                .update();
        db.sql("""
                update person set email = null, name = null, password = null, college = null,
                    email_confirmed_at = null, erased_at = ? where id = ?""").params(Values.of(now, id)).update();
        events.publishEvent(new PersonErased(id, person.email()));
    }

    private static Person read(ResultSet row) throws SQLException {
        String college = row.getString("college");
        return new Person(
                row.getLong("id"),
                new Email(row.getString("email")),
                row.getString("name"),
                college == null ? null : College.valueOf(college),
                Language.valueOf(row.getString("language")),
                row.getBoolean("fictional"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
