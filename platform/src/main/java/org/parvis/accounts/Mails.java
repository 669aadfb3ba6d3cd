package org.parvis.accounts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
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
    private static final int SHOWN = 50;

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
    public record Letter(String recipient, String subject, String body, Instant createdAt) {}

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
        Instant now = time.instant();
        String body = messages.say(language, key + ".body", arguments)
                + messages.say(
                        language,
                        "accounts.mail.end",
                        identity.name(),
                        settings.publicUrl().toString());
        db.sql("insert into mail (recipient, subject, body, created_at, next_try_at) values (?, ?, ?, ?, ?)")
                .params(Values.of(
                        recipient.text(),
                        messages.say(language, key + ".subject", arguments),
                        body,
                        now,
                        settings.mail().isPresent() ? now : null))
                .update();
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
        return db.sql("select recipient, subject, body, created_at from mail order by created_at desc, id desc limit ?")
                .param(SHOWN)
                .query((row, _) -> letter(row))
                .list();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getString("recipient"),
                row.getString("subject"),
                row.getString("body"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
