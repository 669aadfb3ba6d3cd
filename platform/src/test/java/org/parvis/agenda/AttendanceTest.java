package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class AttendanceTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenGathering given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Attendance attendance;

    @Autowired
    Places places;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    /** A gathering of twenty days hence, on its day, ten minutes after it began. */
    private Gathering today(List<Quota.Share> shares) {
        var gathering = given.published(shares);
        time.pass(Duration.ofDays(20).plusMinutes(10));
        return gathering;
    }

    private long seated(Gathering gathering, College college) {
        long id = given.registered(gathering, college);
        fill(gathering);
        return id;
    }

    private void fill(Gathering gathering) {
        for (var quota : places.list(gathering)) places.fill(quota.id(), clock.now());
    }

    private Attendee attendee(Gathering gathering, long id) {
        return attendance.find(gathering, id).orElseThrow();
    }

    private static String code(int n) {
        return "%010d".formatted(n);
    }

    private void name(long id, String name, String code) {
        db.sql("update registration set name = ?, code = ? where id = ?")
                .params(name, code, id)
                .update();
    }

    /** Nobody holds a place without a seat, and no seat is held without a place. */
    private void assertNothingIsOversold(Gathering gathering) {
        assertThat(db.sql("""
                select count(*) from place p join quota q on q.id = p.quota_id
                full join seat s on s.registration_id = p.registration_id and s.slot = p.slot
                where (q.gathering_id = :g or s.quota_id in (select id from quota where gathering_id = :g))
                      and (p.standing = 'CONFIRMED' and q.places is not null) is distinct from (s.registration_id is not null)
                      and not (s.id is not null and s.registration_id is null)""").param("g", gathering.id()).query(Integer.class).single())
                .isZero();
    }

    private static <T> List<T> atOnce(int many, Callable<T> act) throws Exception {
        try (var threads = Executors.newFixedThreadPool(many)) {
            var all = new ArrayList<T>();
            for (var done : threads.invokeAll(Collections.nCopies(many, act))) all.add(done.get());
            return all;
        }
    }

    @Test
    void of_two_stewards_who_check_in_the_same_person_one_wins() throws Exception {
        var gathering = today(Quota.open(10));
        long id = seated(gathering, College.CITIZEN);
        var won = atOnce(8, () -> attendance.checkIn(given.organiser(), gathering.slug(), id, null));
        assertThat(won).containsOnlyOnce(true);
        assertThat(attendee(gathering, id).at(null)).isEqualTo(Attendee.Standing.PRESENT);
        attendance.undo(given.coordinator(), gathering.slug(), id, null);
        assertThat(attendee(gathering, id).at(null)).isEqualTo(Attendee.Standing.EXPECTED);
    }

    @Test
    void only_whoever_organises_checks_in_and_not_before_the_eve() {
        var gathering = given.published(Quota.open(10));
        long id = seated(gathering, College.CITIZEN);
        assertThatThrownBy(() -> attendance.checkIn(given.stranger(), gathering.slug(), id, null))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> attendance.checkIn(given.organiser(), gathering.slug(), id, null))
                .isInstanceOf(BadInput.class)
                .hasMessage("agenda.door.early");
        time.pass(Duration.ofDays(19));
        assertThat(attendance.checkIn(given.organiser(), gathering.slug(), id, null))
                .isTrue();
        assertThat(attendance.checkIn(
                        given.organiser(), gathering.slug(), seated(today(Quota.open(1)), College.CITIZEN), null))
                .as("of another gathering")
                .isFalse();
    }

    @Test
    void the_last_seat_goes_to_one_of_many_who_walk_in_at_once() throws Exception {
        var gathering = today(Quota.parity(6));
        seated(gathering, College.CITIZEN);
        seated(gathering, College.COMPANY);
        var outcomes = atOnce(12, () -> {
            try {
                attendance.walkIn(given.organiser(), gathering.slug(), null, College.RESEARCH, null);
                return "in";
            } catch (BadInput full) {
                return String.valueOf(full.getMessage());
            }
        });
        assertThat(outcomes).containsOnlyOnce("in").contains("agenda.door.full.SOCIETY");
        assertThat(attendance.of(gathering).of(College.Side.SOCIETY)).isEqualTo(new Turnout.Sum(3, 1, 0));
        assertThat(db.sql("select count(*) from registration where gathering_id = ?")
                        .param(gathering.id())
                        .query(Integer.class)
                        .single())
                .as("whoever was refused leaves nothing behind")
                .isEqualTo(3);
        assertNothingIsOversold(gathering);
    }

    @Test
    void a_walk_in_of_a_full_side_is_told_what_is_left_on_the_other() {
        var gathering = today(Quota.parity(4));
        seated(gathering, College.CITIZEN);
        seated(gathering, College.CITIZEN);
        seated(gathering, College.CITIZEN);
        var browser = Browser.of(port, "contributor");
        var answer = browser.open(gathering.path() + "/emargement")
                .form(gathering.path() + "/emargement")
                .with("college", "CITIZEN")
                .with("nom", "Zoé <b>")
                .send();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "Il n’y a plus de place libre du côté de la société. Il en reste 2 du côté de l’administration\u00a0;"
                                + " une autre personne attend.")
                .contains("Zoé &lt;b>");
        answer = browser.open(gathering.path() + "/emargement")
                .form(gathering.path() + "/emargement")
                .with("college", "ELECTED")
                .with("nom", "Zoé")
                .send();
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser.get(answer.headers().firstValue("Location").orElseThrow())
                        .body())
                .contains("Zoé", "Pointé à 9", "de passage");
        assertThat(browser.open(gathering.path() + "/emargement")
                        .form(gathering.path() + "/emargement")
                        .with("college", "")
                        .send()
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void whoever_waits_and_is_here_takes_the_seat_of_the_absent_a_quarter_of_an_hour_after_the_start() {
        var gathering = today(Quota.open(2));
        long here = seated(gathering, College.CITIZEN);
        long absent = seated(gathering, College.CITIZEN);
        long first = seated(gathering, College.CITIZEN);
        long second = seated(gathering, College.ELECTED);
        attendance.checkIn(given.organiser(), gathering.slug(), here, null);
        assertThatThrownBy(() -> attendance.give(given.organiser(), gathering.slug(), second, null))
                .hasMessage("agenda.door.full");
        time.pass(Duration.ofMinutes(6));
        attendance.give(given.organiser(), gathering.slug(), second, null);
        assertThat(attendee(gathering, second).at(null)).isEqualTo(Attendee.Standing.PRESENT);
        assertThat(attendee(gathering, absent).place(0).orElseThrow().rank())
                .as("at the end of the list, after %s", first)
                .isEqualTo(2);
        assertThat(attendance.checkIn(given.organiser(), gathering.slug(), absent, null))
                .isFalse();
        assertThatThrownBy(() -> attendance.give(given.organiser(), gathering.slug(), absent, null))
                .as("everyone with a seat is here")
                .hasMessage("agenda.door.full");
        assertThat(attendance.of(gathering).all()).isEqualTo(new Turnout.Sum(2, 2, 2));
        assertNothingIsOversold(gathering);
    }

    @Test
    void the_seats_of_the_absent_are_given_once_each_whoever_gives_them() throws Exception {
        var gathering = today(Quota.open(5));
        for (int i = 0; i < 5; i++) seated(gathering, College.CITIZEN);
        var waiting = IntStream.range(0, 12)
                .mapToObj(_ -> seated(gathering, College.CITIZEN))
                .toList();
        time.pass(Duration.ofMinutes(10));
        var turn = new java.util.concurrent.atomic.AtomicInteger();
        atOnce(12, () -> {
            try {
                attendance.give(given.organiser(), gathering.slug(), waiting.get(turn.getAndIncrement()), null);
                return true;
            } catch (BadInput full) {
                return false;
            }
        });
        assertThat(attendance.of(gathering).all().registered()).isEqualTo(5);
        assertThat(attendance.of(gathering).all().present()).isBetween(1, 5);
        assertNothingIsOversold(gathering);
    }

    private Gathering withWorkshops() {
        var sheet = given.sheet(Quota.open(null));
        gatherings.create(given.coordinator(), sheet);
        gatherings.addSlot(
                given.coordinator(),
                sheet.slug(),
                sheet.startsAt(),
                sheet.startsAt().plus(Duration.ofHours(1)));
        for (String title : List.of("Données", "Justice"))
            gatherings.setWorkshop(
                    given.coordinator(),
                    sheet.slug(),
                    null,
                    new Gatherings.WorkshopSheet(1, new Bilingual(title, null), null, null, Quota.open(1), null));
        gatherings.publish(given.coordinator(), sheet.slug());
        time.pass(Duration.ofDays(20));
        return gatherings.get(sheet.slug(), null);
    }

    @Test
    void at_the_door_of_a_workshop_its_own_people_are_checked_in() {
        var gathering = withWorkshops();
        var programme = gatherings.getProgramme(gathering);
        var data = programme.workshops().getFirst();
        long one = seated(gathering, College.CITIZEN), two = seated(gathering, College.RESEARCH);
        attendance.give(given.organiser(), gathering.slug(), one, 1);
        assertThat(attendee(gathering, one).at(data)).isEqualTo(Attendee.Standing.PRESENT);
        assertThat(attendee(gathering, one).at(null))
                .as("whoever is in a workshop has come")
                .isEqualTo(Attendee.Standing.PRESENT);
        assertThat(attendee(gathering, one).at(programme.workshops().get(1))).isEqualTo(Attendee.Standing.ELSEWHERE);
        assertThatThrownBy(() -> attendance.give(given.organiser(), gathering.slug(), one, 2))
                .hasMessage("agenda.door.elsewhere");
        assertThatThrownBy(() -> attendance.give(given.organiser(), gathering.slug(), two, 1))
                .hasMessage("agenda.door.full");
        assertThat(attendee(gathering, two).at(data)).isEqualTo(Attendee.Standing.UNPLACED);
        attendance.walkIn(given.organiser(), gathering.slug(), "Ada", College.COMPANY, 2);
        var turnout = attendance.of(gathering);
        assertThat(turnout.all()).isEqualTo(new Turnout.Sum(3, 2, 0));
        assertThat(turnout.of(data)).isEqualTo(new Turnout.Sum(1, 1, 0));
        assertThat(turnout.of(data, College.Side.ADMINISTRATION)).isEqualTo(new Turnout.Sum(0, 0, 0));
        attendance.undo(given.organiser(), gathering.slug(), one, null);
        assertThat(attendance.of(gathering).of(data).present()).isZero();
        assertNothingIsOversold(gathering);
    }

    @Test
    void organisations_are_those_who_came_each_once() {
        var gathering = today(Quota.open(null));
        for (String organisation : List.of("Régards citoyens", "regards Citoyens ", "Etalab", "Absente")) {
            long id = seated(gathering, College.CIVIL_SOCIETY);
            db.sql("update registration set organisation = ? where id = ?")
                    .params(organisation, id)
                    .update();
            if (!organisation.equals("Absente")) attendance.checkIn(given.organiser(), gathering.slug(), id, null);
        }
        assertThat(attendance.of(gathering).organisations()).hasSize(2).first().isEqualTo("Etalab");
        assertThat(attendance.of(gathering).of(College.CIVIL_SOCIETY)).isEqualTo(new Turnout.Sum(4, 3, 0));
    }

    @Test
    void a_code_opens_its_person_and_says_when_it_was_used_already() {
        var gathering = today(Quota.open(3));
        long id = seated(gathering, College.CITIZEN);
        int n = (int) id;
        name(id, "Éloïse Nuñez", code(n));
        String door = gathering.path() + "/emargement";
        var anonymous = new Browser(port).get(door + "?code=" + code(n));
        assertThat(anonymous.statusCode()).isEqualTo(303);
        assertThat(anonymous.headers().firstValue("Location").orElseThrow()).startsWith("/connexion");
        assertThat(Browser.of(port, "contributor-justice").get(door).statusCode())
                .isEqualTo(403);

        var steward = Browser.of(port, "contributor");
        var page = steward.open(door + "?code=" + code(n));
        assertThat(page.html).contains("Éloïse Nuñez", "Pointer");
        var other = Browser.of(port, "coordinator");
        var same = other.open(door + "?code=" + code(n));
        var form = page.form(door + "/" + id).with("acte", "pointer");
        String led = form.send().headers().firstValue("Location").orElseThrow();
        assertThat(steward.get(led).body()).contains("Pointé à 9\u00a0h\u00a010");
        assertThat(form.send().headers().firstValue("Location"))
                .as("sent twice")
                .contains(led);
        var late = same.form(door + "/" + id).with("acte", "pointer").send();
        assertThat(late.statusCode()).isEqualTo(409);
        assertThat(late.body()).contains("Déjà pointé à 9\u00a0h\u00a010");
        assertThat(steward.get(door + "?code=" + code(n)).body()).contains("Déjà pointé à 9\u00a0h\u00a010");

        assertThat(steward.get(door + "?code=ZZZZZZZZZZ").body()).contains("Ce code n’est celui d’aucun billet.");
        assertThat(steward.get(door + "?code=%27%20or%201").statusCode()).isEqualTo(404);
        long elsewhere = seated(given.published(Quota.open(1)), College.CITIZEN);
        name(elsewhere, "Ailleurs", code((int) elsewhere));
        assertThat(steward.get(door + "?code=" + code((int) elsewhere)).body())
                .contains("Ce billet est celui d’une autre rencontre.")
                .doesNotContain("Ailleurs");
    }

    @Test
    void a_name_is_found_without_its_accents_and_a_code_with_letters_that_look_alike() {
        var gathering = today(Quota.open(3));
        long id = seated(gathering, College.CITIZEN);
        name(id, "Éloïse Nuñez", "A0B1C" + "%05d".formatted(id % 100000));
        assertThat(attendance.list(gathering, "nunez eloise")).hasSize(1);
        assertThat(attendance.list(gathering, "%")).isEmpty();
        assertThat(Attendance.code("a o b-i c l0000".replace("l", "1"))).contains("A0B1C10000");
        String door = gathering.path() + "/emargement";
        assertThat(Browser.of(port, "contributor").get(door + "?q=ELOISE").body())
                .contains("Éloïse Nuñez");
        assertThat(Browser.of(port, "contributor").get(door + "?q=inconnue").body())
                .contains("Personne n’est inscrit sous «\u00a0inconnue\u00a0».");
    }

    @Test
    void whoever_waits_or_cancelled_is_said_so_with_what_can_be_done() {
        var gathering = today(Quota.open(1));
        seated(gathering, College.CITIZEN);
        long waiting = seated(gathering, College.CITIZEN);
        long gone = seated(gathering, College.CITIZEN);
        db.sql("update registration set cancelled_at = asked_at where id = ?")
                .param(gone)
                .update();
        db.sql("update place set standing = 'CANCELLED' where registration_id = ?")
                .param(gone)
                .update();
        var steward = Browser.of(port, "contributor");
        String door = gathering.path() + "/emargement";
        assertThat(steward.get(door + "?personne=" + waiting).body())
                .contains("En tête de la liste d’attente", "Donner une place");
        assertThat(steward.get(door + "?personne=" + gone).body())
                .contains("Cette inscription est annulée", "personne de passage")
                .doesNotContain("value=\"pointer\"", "value=\"placer\"");
        assertThatThrownBy(() -> attendance.give(given.organiser(), gathering.slug(), gone, null))
                .hasMessage("agenda.door.cancelled");
    }

    @Test
    void figures_are_the_organisers_alone_and_the_camera_is_allowed_at_the_door_alone() {
        var gathering = today(Quota.open(3));
        long id = seated(gathering, College.CITIZEN);
        attendance.checkIn(given.organiser(), gathering.slug(), id, null);
        var figures = Browser.of(port, "contributor").get(gathering.path() + "/emargement.json");
        assertThat(figures.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store", "private");
        assertThat(figures.body())
                .contains("\"tous.presents\":1", "\"societe.inscrits\":1", "\"administration.inscrits\":0");
        assertThat(new Browser(port).get(gathering.path() + "/emargement.json").statusCode())
                .isEqualTo(303);
        assertThat(Browser.of(port, "member")
                        .get(gathering.path() + "/emargement.json")
                        .statusCode())
                .isEqualTo(403);
        for (var path : Set.of("/emargement", "/inscrits", ""))
            assertThat(Browser.of(port, "contributor")
                            .get("/en" + gathering.path() + path)
                            .headers()
                            .firstValue("Permissions-Policy")
                            .orElseThrow())
                    .contains(path.equals("/emargement") ? "camera=(self)" : "camera=()");
    }
}
