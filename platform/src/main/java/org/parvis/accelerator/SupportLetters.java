package org.parvis.accelerator;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.accounts.Person;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;

/** What is written to those who bear initiatives and to those who help them: each letter in the transaction of what it tells. */
@Component
class SupportLetters {
    private static final String BEARERS = """
            select p.email, p.language, i.slug, i.title_fr, i.title_en from initiative i join application a on a.id = i.application_id
            join person p on p.erased_at is null and (p.id = a.applicant_id or p.id in (
                select c.person_id from co_applicant c where c.application_id = a.id and c.accepted_at is not null))
            """;

    private final JdbcClient db;
    private final Mails mails;

    SupportLetters(JdbcClient db, Mails mails) {
        this.db = db;
        this.mails = mails;
    }

    /** What a letter says besides the initiative's title and page. */
    private interface More {
        List<Object> in(Language language);
    }

    private void write(String key, String where, long id, String page, More more) {
        mails.send(db.sql(BEARERS + where)
                .param(id)
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    var arguments = new java.util.ArrayList<Object>();
                    arguments.add(Bilingual.get(row, "title").in(language));
                    arguments.add(mails.address(language, "/accelerateur/initiatives/" + row.getString("slug") + page));
                    arguments.addAll(more.in(language));
                    return new Mails.Draft(new Email(row.getString("email")), language, key, arguments, null, null);
                })
                .list());
    }

    /** To those who bear its initiatives: the support begins. */
    void opened(Cohort cohort) {
        write(
                "accelerator.mail.cohort",
                "where i.cohort_id = ? order by i.id, p.id",
                cohort.id(),
                "/suivi",
                l -> List.of(cohort.title().in(l)));
    }

    /** To those who bear it: an administration offers something. */
    void offered(Initiative initiative, Need need, String organisation, Bilingual text) {
        var name = db.sql("select name_fr, name_en from organisation where slug = ?")
                .param(organisation)
                .query((row, _) -> Bilingual.get(row, "name"))
                .single();
        write(
                "accelerator.mail.offer",
                "where i.id = ? order by p.id",
                initiative.id(),
                "/suivi",
                l -> List.of(name.in(l), need.text().in(l), text.in(l)));
    }

    /** To whoever offered: taken or not. */
    void answered(Initiative initiative, Need need, @Nullable Long person, boolean accepted) {
        if (person == null) return;
        mails.send(db.sql("select email, language from person where id = ? and erased_at is null")
                .param(person)
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    return new Mails.Draft(
                            new Email(row.getString("email")),
                            language,
                            "accelerator.mail.offer." + (accepted ? "accepted" : "declined"),
                            List.of(
                                    initiative.title().in(language),
                                    mails.address(language, initiative.path()),
                                    need.text().in(language)),
                            null,
                            null);
                })
                .list());
    }

    /** To whoever is to open doors for it. */
    void named(Initiative initiative, Person person) {
        mails.write(
                person,
                "accelerator.mail.mentor",
                initiative.title().in(person.language()),
                mails.address(person.language(), initiative.path() + "/suivi"));
    }

    /** To those who bear it: what became of it? */
    void asked(Initiative initiative, int months, String secret, String key) {
        write(
                key,
                "where i.id = ? order by p.id",
                initiative.id(),
                "/nouvelles?jeton=" + UriUtils.encode(secret, StandardCharsets.UTF_8),
                _ -> List.of(months));
    }
}
