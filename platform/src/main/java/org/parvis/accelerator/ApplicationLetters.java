package org.parvis.accelerator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is written to applicants: each letter in the transaction of what it tells. */
@Component
class ApplicationLetters {
    private static final String APPLICANTS = """
            select distinct p.email, p.language from application a join person p on p.erased_at is null
                and (p.id = a.applicant_id or exists (select from co_applicant c where c.application_id = a.id and c.person_id = p.id))
            """;

    private final JdbcClient db;
    private final Mails mails;

    ApplicationLetters(JdbcClient db, Mails mails) {
        this.db = db;
        this.mails = mails;
    }

    /** To all who apply together: the receipt. */
    void received(Call call, Application application, String digest, Instant at) {
        write(application, "accelerator.mail.received", (language, more) -> {
            more.add(call.title().in(language));
            more.add(application.title());
            more.add(Integer.toString(Objects.requireNonNull(application.number())));
            more.add(Moments.exact(at.atZone(call.zone()), language));
            more.add(digest);
            more.add(page(call, application, language) + "/recu");
        });
    }

    /** To all who apply together: an agent asks for something by a day. */
    void asked(Call call, Application application, String request, Instant dueAt) {
        write(application, "accelerator.mail.correction", (language, more) -> {
            more.add(application.title());
            more.add(request);
            more.add(Moments.of(dueAt.atZone(call.zone()), language));
            more.add(page(call, application, language));
        });
    }

    /** To somebody who is asked to apply too. */
    void invited(Call call, String by, String title, Email email, Language language, String secret) {
        mails.write(
                email,
                language,
                "accelerator.mail.invited",
                by,
                title,
                call.title().in(language),
                mails.address(language, "/accelerateur/cosigner?jeton=" + secret));
    }

    /** To all who applied or began to: the call is given up. */
    void cancelled(Call call, Bilingual reason) {
        send("where a.call_id = ?", call.id(), "accelerator.mail.cancelled", (language, more) -> {
            more.add(call.title().in(language));
            more.add(reason.in(language));
            more.add(mails.address(language, call.path()));
        });
    }

    private String page(Call call, Application application, Language language) {
        return mails.address(language, application.path(call));
    }

    /** What a letter says, in its language. */
    private interface More {
        void add(Language language, List<Object> arguments);
    }

    private void write(Application application, String key, More more) {
        send("where a.id = ?", application.id(), key, more);
    }

    private void send(String which, long id, String key, More more) {
        mails.send(db.sql(APPLICANTS + which + " order by p.email")
                .param(id)
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    var arguments = new ArrayList<Object>();
                    more.add(language, arguments);
                    return new Mails.Draft(new Email(row.getString("email")), language, key, arguments, null, null);
                })
                .list());
    }
}
