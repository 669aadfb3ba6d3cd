package org.parvis.participation;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A consultation of a test's own, answered by the DITP, and the people who take part. */
@Component
class GivenConsultation {
    static final String ACTION_47 = "/plans/2021-2023/actions/47";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Consultations consultations;
    private final Contributions contributions;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenConsultation(Consultations consultations, Contributions contributions, CivicClock clock, JdbcClient db) {
        this.consultations = consultations;
        this.contributions = contributions;
        this.clock = clock;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor lead() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor moderator() {
        return actor("moderator", Role.MODERATOR, null);
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** A new member, whose account is as old as asked. */
    Actor member(int daysOld) {
        int n = NUMBER.incrementAndGet();
        long id = db.sql("""
                insert into person (email, name, password, college, language, fictional, created_at, email_confirmed_at)
                values (?, ?, 'none', 'CITIZEN', 'FR', true, timestamptz '2026-03-02T08:00:00Z' - make_interval(days => ?), now())
                returning id""")
                .params(Values.of("essai-" + n + "@participation.example", "Personne " + n, daysOld))
                .query(Long.class)
                .single();
        return new Actor(id, "Personne " + n, List.of());
    }

    Actor member() {
        return member(100);
    }

    Consultations.Sheet sheet(LocalDate opens, LocalDate closes, boolean screened, College... colleges) {
        return new Consultations.Sheet(
                "essai-" + NUMBER.incrementAndGet(),
                new Bilingual("Un essai", "A trial"),
                new Bilingual("Que proposez-vous ?", null),
                new Bilingual("Dites-le.", null),
                "/plans/2021-2023/engagements/1#ambition-2",
                opens,
                closes,
                closes.plusDays(30),
                ZoneId.of("Europe/Paris"),
                Set.of(colleges),
                screened,
                true,
                false,
                "ditp",
                Map.of(Theme.JUSTICE, "justice"));
    }

    /** Without free proposals: it asks only what is written next. */
    Consultations.Sheet only(Consultations.Sheet sheet, boolean accountless) {
        return new Consultations.Sheet(
                sheet.slug(),
                sheet.title(),
                sheet.question(),
                sheet.text(),
                sheet.about(),
                sheet.opensOn(),
                sheet.closesOn(),
                sheet.answersDueOn(),
                sheet.zone(),
                sheet.colleges(),
                sheet.screened(),
                false,
                accountless,
                sheet.holder(),
                sheet.themes());
    }

    Consultation announced(Consultations.Sheet sheet) {
        consultations.create(coordinator(), sheet);
        consultations.announce(coordinator(), sheet.slug());
        return consultations.get(sheet.slug(), null);
    }

    /** Open today, for a month. */
    Consultation open() {
        return announced(sheet(clock.today(), clock.today().plusDays(30), false));
    }

    static Contributions.Words words(String title, String text) {
        return new Contributions.Words(title, text, Theme.PARTICIPATION, null, null, "fr", null);
    }

    long draft(Actor by, Consultation to) {
        return contributions.draft(by, to.slug(), words("Une idée", "Une idée assez longue pour être lue."));
    }

    long contribution(Actor by, Consultation to) {
        return contribution(by, to, "Une idée", "Une idée assez longue pour être lue.");
    }

    long contribution(Actor by, Consultation to, String title, String text) {
        var words = words(title, text);
        long id = contributions.draft(by, to.slug(), words);
        contributions.publish(by, id, words, false);
        return id;
    }

    static Responses.Answer answer(Outcome outcome) {
        return new Responses.Answer(
                "ditp",
                outcome,
                new Bilingual("Voici pourquoi, en une phrase complète.", null),
                null,
                outcome == Outcome.ADOPTED ? List.of(ACTION_47) : List.of());
    }
}
