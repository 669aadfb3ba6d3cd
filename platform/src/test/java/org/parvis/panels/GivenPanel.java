package org.parvis.panels;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Email;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A panel of a test's own, organised by the DITP, and the people who act on it. */
@Component
class GivenPanel {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Panels panels;
    private final Volunteers volunteers;
    private final CivicClock clock;
    private final JdbcClient db;

    GivenPanel(Panels panels, Volunteers volunteers, CivicClock clock, JdbcClient db) {
        this.panels = panels;
        this.volunteers = volunteers;
        this.clock = clock;
        this.db = db;
    }

    Actor coordinator() {
        return actor("coordinator", Role.COORDINATOR, null);
    }

    Actor organiser() {
        return actor("contributor", Role.CONTRIBUTOR, "ditp");
    }

    Actor stranger() {
        return actor("contributor-justice", Role.CONTRIBUTOR, "justice");
    }

    Actor actor(String account, Role role, @Nullable String organisation) {
        long id = db.sql("select id from person where email = ?")
                .param(account + "@demonstration.example")
                .query(Long.class)
                .single();
        return new Actor(id, account, List.of(new Actor.Mandate(role, organisation)));
    }

    /** Four seats, two of each sex, any age; one may volunteer for twenty days, and the mandate lasts a year. */
    Panels.Sheet sheet() {
        var closes = clock.today().plusDays(20);
        return new Panels.Sheet(
                "panel-" + NUMBER.incrementAndGet(),
                new Bilingual("Un panel", "A panel"),
                new Bilingual("Pour en délibérer.", null),
                null,
                "ditp",
                null,
                4,
                closes,
                ZoneId.of("Europe/Paris"),
                closes.plusYears(1),
                false,
                new Bilingual("Insee, recensement de 2019", null),
                List.of(
                        question("Sexe", answer("Femme", 2, 2), answer("Homme", 2, 2)),
                        question("Âge", answer("18-34", 0, 4), answer("35-64", 0, 4), answer("65 et plus", 0, 4))));
    }

    private static Panels.Question question(String name, Panel.Answer... answers) {
        return new Panels.Question(new Bilingual(name, null), List.of(answers));
    }

    private static Panel.Answer answer(String name, int min, int max) {
        return new Panel.Answer(0, new Bilingual(name, null), null, min, max);
    }

    /** A panel that takes volunteers. */
    Panel open() {
        var sheet = sheet();
        panels.create(coordinator(), sheet);
        panels.open(coordinator(), sheet.slug());
        return panels.get(sheet.slug(), null);
    }

    /** Someone in the pool, under an address of their own. */
    String volunteer(Panel panel, String name, String... answers) {
        String email = "volontaire-" + NUMBER.incrementAndGet() + "@panel.example";
        return volunteer(panel, name, new Email(email), answers);
    }

    /**
     * Someone in the pool.
     *
     * @param answers to what is asked, in its order; the first answer where none is given
     * @return the secret of their page
     */
    String volunteer(Panel panel, String name, Email email, String... answers) {
        Map<Long, Long> chosen = new HashMap<>();
        int asked = 0;
        for (var feature : panels.listFeatures(panel)) {
            String wanted = asked < answers.length
                    ? answers[asked]
                    : feature.answers().getFirst().name().fr();
            asked++;
            var answer = feature.answers().stream()
                    .filter(a -> a.name().fr().equals(wanted))
                    .findFirst()
                    .orElseThrow();
            chosen.put(feature.id(), answer.id());
        }
        return volunteers
                .ask(panel.slug(), new Volunteers.Sheet(name, email, null, Language.FR, chosen), true)
                .orElseThrow();
    }

    /** A pool from which a panel can be drawn: this many, women and men by turns, of all ages. */
    void pool(Panel panel, int people) {
        String[] sexes = {"Femme", "Homme"}, ages = {"18-34", "35-64", "65 et plus"};
        for (int i = 0; i < people; i++) volunteer(panel, "Volontaire " + i, sexes[i % 2], ages[i % 3]);
    }
}
