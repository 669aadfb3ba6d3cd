package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.journal.Journal;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class AttendeesTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenGathering given;

    @Autowired
    Attendees attendees;

    @Autowired
    Attendance attendance;

    @Autowired
    GatheringQuestions questions;

    @Autowired
    Places places;

    @Autowired
    Journal journal;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient db;

    private long seated(Gathering gathering, College college) {
        long id = given.registered(gathering, college);
        for (var quota : places.list(gathering)) places.fill(quota.id(), clock.now());
        return id;
    }

    private Attendee attendee(Gathering gathering, long id) {
        return attendance.find(gathering, id).orElseThrow();
    }

    private List<String> letters(long id) {
        return db.sql(
                        "select subject from mail where recipient = (select email from registration where id = ?) order by id")
                .param(id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void a_corrected_college_leaves_its_seats_and_joins_the_right_list() {
        var gathering = given.published(Quota.parity(2));
        long claimed = seated(gathering, College.CITIZEN);
        long waits = seated(gathering, College.COMPANY);
        long official = seated(gathering, College.ADMINISTRATION);
        assertThatThrownBy(() -> attendees.verify(given.organiser(), gathering.slug(), claimed, College.ADMINISTRATION))
                .isInstanceOf(Forbidden.class);
        attendees.verify(given.coordinator(), gathering.slug(), claimed, College.ADMINISTRATION);
        assertThat(attendee(gathering, waits).at(null)).isEqualTo(Attendee.Standing.EXPECTED);
        assertThat(attendee(gathering, claimed).at(null)).isEqualTo(Attendee.Standing.WAITING);
        assertThat(attendee(gathering, claimed).verifiedAt()).isNotNull();
        assertThat(letters(claimed)).contains("Votre collège a été corrigé\u00a0: Une rencontre");
        String act = journal.get(journal.findHead().orElseThrow().number()).act();
        assertThat(act).contains("agenda.college.corrected").doesNotContain("inscrit-", "\"" + claimed + "\"");

        attendees.verify(given.coordinator(), gathering.slug(), official, College.ELECTED);
        assertThat(attendee(gathering, official).at(null))
                .as("of the same quota: nothing is lost")
                .isEqualTo(Attendee.Standing.EXPECTED);
        time.pass(Duration.ofDays(20));
        attendance.checkIn(given.organiser(), gathering.slug(), official, null);
        assertThatThrownBy(() -> attendees.verify(given.coordinator(), gathering.slug(), official, College.CITIZEN))
                .hasMessage("agenda.registered.came");
    }

    @Test
    void a_registration_cancelled_by_the_organiser_frees_its_seat_and_says_why() {
        var gathering = given.published(Quota.open(1));
        long seated = seated(gathering, College.CITIZEN), waits = seated(gathering, College.CITIZEN);
        var organiser = Browser.of(port, "contributor");
        String page = gathering.path() + "/inscrits/" + seated;
        var form = organiser.open(page).form(page + "/annulation");
        var empty = form.with("motif", " ").send();
        assertThat(empty.statusCode()).isEqualTo(422);
        assertThat(organiser
                        .open(page)
                        .form(page + "/annulation")
                        .with("motif", "Vous êtes inscrit deux fois.")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(attendee(gathering, seated).at(null)).isEqualTo(Attendee.Standing.CANCELLED);
        assertThat(attendee(gathering, waits).at(null)).isEqualTo(Attendee.Standing.EXPECTED);
        assertThat(letters(seated)).contains("Inscription annulée\u00a0: Une rencontre");
        assertThat(db.sql("select body from mail order by id desc limit 1")
                        .query(String.class)
                        .single())
                .contains("deux fois");
        assertThat(journal.get(journal.findHead().orElseThrow().number()).act())
                .contains("agenda.registration.cancelled")
                .doesNotContain("deux fois");
        assertThat(organiser.get(page).body()).doesNotContain(page + "/annulation");
    }

    @Test
    void the_list_is_paged_filtered_and_costs_the_same_however_long() {
        var gathering = given.published(Quota.open(55));
        for (int i = 0; i < 60; i++) given.registered(gathering, i % 2 == 0 ? College.CITIZEN : College.ELECTED);
        for (var quota : places.list(gathering)) places.fill(quota.id(), clock.now());
        db.sql(
                        "update registration set name = '=HYPERLINK(1)', needs = 'Une boucle magnétique' where id = (select min(id) from registration where gathering_id = ?)")
                .param(gathering.id())
                .update();
        var organiser = Browser.of(port, "contributor");
        String list = gathering.path() + "/inscrits";
        statements.forget();
        String first = organiser.get(list).body();
        assertThat(statements.heard()).hasSizeLessThanOrEqualTo(13);
        assertThat(first)
                .contains("60 personnes", "Une boucle magnétique", "rel=\"next\"")
                .doesNotContain("rel=\"prev\"");
        long last = attendees
                .list(gathering, AttendeeFilter.NONE)
                .people()
                .getLast()
                .id();
        String second = organiser.get(list + "?apres=" + last).body();
        assertThat(second).contains("rel=\"prev\"").doesNotContain("rel=\"next\"", "Une boucle magnétique");
        assertThat(attendees
                        .list(gathering, AttendeeFilter.of(Map.of("avant", Long.toString(last + 1))))
                        .people())
                .hasSize(50);
        assertThat(attendees.count(gathering, AttendeeFilter.of(Map.of("cote", "societe"))))
                .isEqualTo(30);
        assertThat(attendees.count(gathering, AttendeeFilter.of(Map.of("college", "elus", "etat", "attente"))))
                .isBetween(1, 5);
        assertThat(organiser.get(list + "?etat=tout").statusCode()).isEqualTo(400);
        assertThat(organiser.get(list + "?couleur=bleu").statusCode()).isEqualTo(400);

        var csv = organiser.get(list + ".csv");
        assertThat(csv.headers().firstValue("Cache-Control").orElseThrow()).contains("private");
        assertThat(csv.body().lines()).hasSize(61);
        assertThat(csv.body()).contains("'=HYPERLINK(1)").doesNotContain("magnétique");
        assertThat(Browser.of(port, "contributor-justice").get(list + ".csv").statusCode())
                .isEqualTo(403);
        assertThat(new Browser(port).get(list).statusCode()).isEqualTo(303);
    }

    @Test
    void questions_change_until_someone_has_answered() {
        var gathering = given.published(Quota.open(5));
        String path = gathering.path() + "/questions";
        var organiser = Browser.of(port, "contributor");
        assertThat(organiser
                        .open(path)
                        .form(path)
                        .with("intitule", "Quel repas ?")
                        .with("options", "Une seule")
                        .send()
                        .body())
                .contains("Donnez de deux à 20 réponses", "Une seule");
        assertThat(organiser
                        .open(path)
                        .form(path)
                        .with("intitule", "Quel repas ?")
                        .with("options", "Avec viande\nSans viande")
                        .with("options_en", "Meat\nNo meat")
                        .with("obligatoire", "oui")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        var question = questions.list(gathering).getFirst();
        assertThat(question.options()).contains(new Bilingual("Sans viande", "No meat"));
        assertThat(question.required()).isTrue();
        var changed = organiser.open(path + "/" + question.id()).form(path + "/" + question.id());
        assertThat(changed.value("options")).isEqualTo("Avec viande\nSans viande");
        assertThat(changed.with("intitule", "Quel déjeuner ?").send().statusCode())
                .isEqualTo(303);
        long id = seated(gathering, College.CITIZEN);
        db.sql("update registration set answers = jsonb_build_object(?::text, 'Sans viande') where id = ?")
                .params(Long.toString(question.id()), id)
                .update();
        assertThat(organiser.get(path).body()).contains("Une personne y a répondu");
        assertThat(organiser.get(gathering.path() + "/inscrits/" + id).body()).contains("Quel déjeuner", "Sans viande");
        assertThat(organiser.get(gathering.path() + "/inscrits.csv").body()).contains("Quel déjeuner", "Sans viande");
        assertThatThrownBy(() -> questions.remove(given.organiser(), gathering.slug(), question.id()))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> questions.add(
                        given.stranger(),
                        gathering.slug(),
                        new GatheringQuestions.Sheet(new Bilingual("?", null), List.of(), false)))
                .isInstanceOf(Forbidden.class);
        IntStream.range(1, GatheringQuestions.MOST)
                .forEach(n -> questions.add(
                        given.organiser(),
                        gathering.slug(),
                        new GatheringQuestions.Sheet(new Bilingual("Question " + n, null), List.of(), false)));
        assertThatThrownBy(() -> questions.add(
                        given.organiser(),
                        gathering.slug(),
                        new GatheringQuestions.Sheet(new Bilingual("De trop", null), List.of(), false)))
                .hasMessage("agenda.questions.most");
        questions.remove(
                given.organiser(),
                gathering.slug(),
                questions.list(gathering).getLast().id());
        assertThat(questions.list(gathering)).hasSize(GatheringQuestions.MOST - 1);
    }
}
