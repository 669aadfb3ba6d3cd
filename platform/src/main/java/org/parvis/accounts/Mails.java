package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Settings;
import org.parvis.house.Values;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The door to the mail: a letter is written in the transaction of what it tells, so that neither goes without the other, and
 * {@link Postman} carries it. Its texts are the messages {@code <key>.subject} and {@code <key>.body}.
 */
@Component
public class Mails {
    private static final int SHOWN = 50, BATCH = 1_000;

    private final JdbcClient db;
    private final InstantSource time;
    private final Messages messages;
    private final Settings settings;
    private final Identity identity;
    private final CivicClock clock;

    Mails(
            JdbcClient db,
            InstantSource time,
            Messages messages,
            Settings settings,
            Identity identity,
            CivicClock clock) {
        this.db = db;
        this.time = time;
        this.messages = messages;
        this.settings = settings;
        this.identity = identity;
        this.clock = clock;
    }

    /** A letter as the mailbox of the demonstration shows it. */
    public record Letter(
            long id,
            String recipient,
            String subject,
            String body,
            @Nullable String calendar,
            @Nullable String code) {}

    /** Whether what is written is ever read: by mail, or in the demonstration's mailbox. */
    public boolean arrive() {
        return settings.mail().isPresent() || clock.isDemonstration();
    }

    /** To someone who has an account, in their language. */
    public void write(Person person, String key, Object... arguments) {
        write(person.email(), person.language(), key, arguments);
    }

    /** To an address, whoever reads there. */
    public void write(Email recipient, Language language, String key, Object... arguments) {
        send(List.of(new Draft(recipient, language, key, List.of(arguments), null, null)));
    }

    /**
     * A letter that is not written yet.
     *
     * @param calendar a calendar file that it encloses (RFC 5545)
     * @param code what a QR code that it encloses says
     */
    public record Draft(
            Email recipient,
            Language language,
            String key,
            List<Object> arguments,
            @Nullable String calendar,
            @Nullable String code) {}

    /** Any number of letters, written at once. */
    public void send(List<Draft> drafts) {
        Instant now = time.instant();
        for (int from = 0; from < drafts.size(); from += BATCH)
            insert(drafts.subList(from, Math.min(from + BATCH, drafts.size())), now);
    }

    private void insert(List<Draft> drafts, Instant now) {
        var texts = drafts.stream().map(this::text).toList();
        db.sql("""
                insert into mail (recipient, subject, body, calendar, code, created_at, next_try_at)
                select l.recipient, l.subject, l.body, l.calendar, l.code, ?, ?
                from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) as l (recipient, subject, body, calendar, code)""")
                .params(Values.of(
                        now,
                        settings.mail().isPresent() ? now : null,
                        drafts.stream().map(d -> d.recipient().text()).toArray(String[]::new),
                        texts.stream().map(Letter::subject).toArray(String[]::new),
                        texts.stream().map(Letter::body).toArray(String[]::new),
                        drafts.stream().map(Draft::calendar).toArray(String[]::new),
                        drafts.stream().map(Draft::code).toArray(String[]::new)))
                .update();
    }

    private Letter text(Draft draft) {
        Object[] arguments = draft.arguments().toArray();
        String body = messages.say(draft.language(), draft.key() + ".body", arguments)
                + messages.say(
                        draft.language(),
                        "accounts.mail.end",
                        identity.name(),
                        settings.publicUrl().toString());
        String subject = messages.say(draft.language(), draft.key() + ".subject", arguments);
        return new Letter(0, draft.recipient().text(), subject, body, draft.calendar(), draft.code());
    }

    /** A role as a sentence names it, with its organisation where it has one. */
    String role(Language language, Role role, Organisation.@Nullable Name organisation) {
        String name = messages.say(language, "role." + role);
        return organisation == null ? name : name + " (" + organisation.full().in(language) + ")";
    }

    /** A page's address for the outside. */
    public String address(Language language, String path) {
        return settings.publicUrl() + language.prefix() + path;
    }

    List<Letter> listLatest() {
        return db.sql("select * from mail order by created_at desc, id desc limit ?")
                .param(SHOWN)
                .query((row, _) -> letter(row))
                .list();
    }

    /** The letter of this number, where it is kept still. */
    Optional<Letter> find(long id) {
        return db.sql("select * from mail where id = ?")
                .param(id)
                .query((row, _) -> letter(row))
                .optional();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                row.getString("calendar"),
                row.getString("code"));
    }
}
