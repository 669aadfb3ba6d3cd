package org.parvis.accounts;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Mail;
import org.parvis.house.Settings;
import org.parvis.house.Values;
import org.parvis.web.QrCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/**
 * Carries the letters. He takes one by setting its next try ahead, in one statement that passes over what a colleague holds,
 * and marks it when the server has it: no connection waits on a slow server, and a letter whose carrier died is taken up
 * again. It may then arrive twice, never not at all.
 */
@Component
class Postman {
    private static final Logger LOG = LoggerFactory.getLogger(Postman.class);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1), LONGEST_WAIT = Duration.ofHours(6);
    private static final Duration GIVES_UP_AFTER = Duration.ofDays(4);
    private static final String PATIENCE_MILLIS = "10000";
    private static final int LONGEST_FAILURE = 500;
    /** What the enclosures are called. */
    static final String CALENDAR = "rencontre.ics", CODE = "code.png";

    private final JdbcClient db;
    private final InstantSource time;
    private final CivicClock clock;
    private final Optional<Mail> server;
    private final @Nullable JavaMailSenderImpl sender;

    @org.springframework.beans.factory.annotation.Autowired
    Postman(JdbcClient db, InstantSource time, CivicClock clock, Settings settings) {
        this(db, time, clock, settings.mail());
    }

    Postman(JdbcClient db, InstantSource time, CivicClock clock, Optional<Mail> server) {
        this.db = db;
        this.time = time;
        this.clock = clock;
        this.server = server;
        this.sender = server.map(Postman::sender).orElse(null);
    }

    private record Letter(
            long id,
            String recipient,
            String subject,
            String body,
            @Nullable String calendar,
            @Nullable String code,
            int tries,
            boolean old) {}

    /** Carries all that is due, and says how many arrived. A dead server ends the round: the others would wait for nothing. */
    int round() {
        if (sender == null) return 0;
        int carried = 0;
        for (Optional<Letter> letter = take(); letter.isPresent(); letter = take()) {
            if (!carry(letter.get())) break;
            carried++;
        }
        return carried;
    }

    private Optional<Letter> take() {
        Instant now = time.instant();
        return db.sql("""
                update mail set tries = tries + 1,
                    next_try_at = cast(? as timestamptz) + least(? * power(2, least(tries, 20)), ?) * interval '1 second'
                where id = (select id from mail where next_try_at <= ? order by next_try_at, id limit 1
                            for update skip locked)
                returning id, recipient, subject, body, calendar, code, tries, created_at < ? as old""")
                .params(Values.of(
                        now, FIRST_WAIT.toSeconds(), LONGEST_WAIT.toSeconds(), now, now.minus(GIVES_UP_AFTER)))
                .query((row, _) -> new Letter(
                        row.getLong("id"),
                        row.getString("recipient"),
                        row.getString("subject"),
                        row.getString("body"),
                        row.getString("calendar"),
                        row.getString("code"),
                        row.getInt("tries"),
                        row.getBoolean("old")))
                .optional();
    }

    private boolean carry(Letter letter) {
        try {
            send(letter);
            // What was said is its reader's alone; the demonstration's mailbox goes on showing it.
            boolean shown = clock.isDemonstration();
            db.sql("""
                    update mail set sent_at = ?, next_try_at = null, failure = null, body = ?, calendar = ?, code = ?
                    where id = ?""")
                    .params(Values.of(
                            time.instant(),
                            shown ? letter.body() : "",
                            shown ? letter.calendar() : null,
                            shown ? letter.code() : null,
                            letter.id()))
                    .update();
            return true;
        } catch (MailException | MessagingException e) {
            String failure = String.valueOf(e.getMessage());
            LOG.warn(
                    "Letter {} did not leave (try {}): {}",
                    letter.id(),
                    letter.tries(),
                    failure.lines().findFirst().orElse(""));
            db.sql("update mail set failure = ?, next_try_at = case when ? then null else next_try_at end where id = ?")
                    .params(Values.of(
                            failure.substring(0, Math.min(failure.length(), LONGEST_FAILURE)),
                            letter.old(),
                            letter.id()))
                    .update();
            return false;
        }
    }

    private void send(Letter letter) throws MessagingException {
        var out = java.util.Objects.requireNonNull(sender);
        var message = out.createMimeMessage();
        boolean encloses = letter.calendar() != null || letter.code() != null;
        var mail = new MimeMessageHelper(message, encloses, StandardCharsets.UTF_8.name());
        mail.setFrom(server.orElseThrow().from());
        mail.setTo(letter.recipient());
        mail.setSubject(letter.subject().replaceAll("\\p{Cntrl}+", " "));
        mail.setText(letter.body());
        if (letter.calendar() != null)
            mail.addAttachment(
                    CALENDAR,
                    new ByteArrayResource(letter.calendar().getBytes(StandardCharsets.UTF_8)),
                    "text/calendar; method=PUBLISH; charset=UTF-8");
        if (letter.code() != null)
            mail.addAttachment(CODE, new ByteArrayResource(new QrCode(letter.code()).png()), "image/png");
        // RFC 3834: nobody's absence message need answer.
        message.setHeader("Auto-Submitted", "auto-generated");
        out.send(message);
    }

    private static JavaMailSenderImpl sender(Mail mail) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(mail.host());
        sender.setPort(mail.port());
        sender.setProtocol(mail.tls() ? "smtps" : "smtp");
        mail.login().ifPresent(login -> {
            sender.setUsername(login.user());
            sender.setPassword(login.password());
        });
        Properties properties = sender.getJavaMailProperties();
        for (String protocol : new String[] {"mail.smtp", "mail.smtps"}) {
            properties.put(protocol + ".auth", Boolean.toString(mail.login().isPresent()));
            properties.put(protocol + ".starttls.enable", "true");
            // A password never travels in clear.
            properties.put(
                    protocol + ".starttls.required",
                    Boolean.toString(mail.login().isPresent() && !mail.tls()));
            properties.put(protocol + ".ssl.checkserveridentity", "true");
            properties.put(protocol + ".connectiontimeout", PATIENCE_MILLIS);
            properties.put(protocol + ".timeout", PATIENCE_MILLIS);
            properties.put(protocol + ".writetimeout", PATIENCE_MILLIS);
        }
        return sender;
    }
}
