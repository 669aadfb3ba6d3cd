package org.parvis.panels;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.parvis.accounts.Email;
import org.parvis.accounts.Mails;
import org.parvis.house.Values;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is written to volunteers: each letter in the transaction of what it tells. */
@Component
class PanelLetters {
    private final JdbcClient db;
    private final Mails mails;

    PanelLetters(JdbcClient db, Mails mails) {
        this.db = db;
        this.mails = mails;
    }

    /** To an address that is to be confirmed. */
    void asked(Panel panel, Volunteers.Sheet sheet, String secret) {
        mails.write(
                sheet.email(),
                sheet.language(),
                "panels.mail.asked",
                panel.title().in(sheet.language()),
                page(panel, sheet.language(), secret));
    }

    /** To an address that has volunteered already. */
    void known(Panel panel, Volunteer volunteer) {
        if (volunteer.email() == null || volunteer.secret() == null) return;
        mails.write(
                new Email(volunteer.email()),
                volunteer.language(),
                "panels.mail.known",
                panel.title().in(volunteer.language()),
                page(panel, volunteer.language(), volunteer.secret()));
    }

    /** To the whole pool: it is frozen, and this is their receipt. */
    void frozen(Panel panel, Freezing freezing) {
        all(panel, "panels.mail.frozen", "v.opaque is not null", List.of(), (language, more) -> {
            more.add(freezing.source());
            more.add(moment(freezing.notBefore(), panel, language));
            more.add(mails.address(language, panel.path() + "/tirage"));
        });
    }

    /** To those whom a place is offered. */
    void drawn(Panel panel, Collection<Long> volunteers, Instant answerBy) {
        all(
                panel,
                "panels.mail.drawn",
                "v.id = any (?)",
                List.of((Object) volunteers.toArray(Long[]::new)),
                (language, more) -> more.add(moment(answerBy, panel, language)));
    }

    /** To those who were not drawn. */
    void alternates(Panel panel) {
        all(
                panel,
                "panels.mail.alternate",
                "v.rank > 0",
                List.of(),
                (language, more) -> more.add(mails.address(language, panel.path() + "/tirage")));
    }

    /** To those who have not answered yet. */
    void reminded(Panel panel, Collection<Long> volunteers) {
        var ids = volunteers.toArray(Long[]::new);
        var answerBy = db.sql("select min(answer_by) from panel_seat where volunteer_id = any (?)")
                .param(ids)
                .query((row, _) -> row.getTimestamp(1))
                .list();
        if (ids.length == 0) return;
        all(
                panel,
                "panels.mail.reminded",
                "v.id = any (?)",
                List.of((Object) ids),
                (language, more) -> more.add(moment(answerBy.getFirst().toInstant(), panel, language)));
    }

    /** To the whole pool: there will be no draw. */
    void cancelled(Panel panel, Bilingual reason) {
        all(
                panel,
                "panels.mail.cancelled",
                "v.confirmed_at is not null",
                List.of(),
                (language, more) -> more.add(reason.in(language)));
    }

    /** What a letter says besides the panel's title and the volunteer's page. */
    private interface More {
        void add(Language language, List<Object> arguments);
    }

    private void all(Panel panel, String key, String which, List<Object> values, More more) {
        var parameters = new ArrayList<>(values);
        parameters.addFirst(panel.id());
        mails.send(db.sql("""
                select v.email, v.secret, v.language from volunteer v
                where v.panel_id = ? and v.email is not null and v.secret is not null and """ + " " + which + " order by v.id")
                .params(Values.of(parameters.toArray()))
                .query((row, _) -> {
                    var language = Language.valueOf(row.getString("language"));
                    var arguments = new ArrayList<Object>();
                    arguments.add(panel.title().in(language));
                    arguments.add(page(panel, language, row.getString("secret")));
                    more.add(language, arguments);
                    return new Mails.Draft(new Email(row.getString("email")), language, key, arguments, null, null);
                })
                .list());
    }

    private String page(Panel panel, Language language, String secret) {
        return mails.address(language, panel.path() + "/candidature/page?jeton=" + secret);
    }

    private static String moment(Instant moment, Panel panel, Language language) {
        return moment(moment.atZone(panel.zone()), language);
    }

    static String moment(ZonedDateTime moment, Language language) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL)
                        .withLocale(language.locale())
                        .format(moment)
                + ", " + DateTimeFormatter.ofPattern("HH:mm").format(moment) + " (" + moment.getZone() + ")";
    }
}
