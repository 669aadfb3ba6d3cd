package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class TeamsTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenHeld given;

    @Autowired
    Teams teams;

    @Autowired
    Participants participants;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    private Participants.Participant participant(Gathering hackathon) {
        return known(hackathon, given.registered(hackathon, College.CITIZEN, "", false));
    }

    private Participants.Participant known(Gathering hackathon, long registration) {
        return participants.find(hackathon, given.secret(registration), null).orElseThrow();
    }

    private static Teams.Sheet sheet(String name) {
        return new Teams.Sheet(name, null, "design");
    }

    private static final Team.Project PROJECT =
            new Team.Project("Une carte", "Des données.", "https://example.org/depot", null, "EUPL-1.2");

    @Test
    void a_team_never_has_one_too_many() throws Exception {
        var hackathon = given.hackathon(5);
        int number = teams.create(hackathon, participant(hackathon), sheet("Foule"));
        var crowd = IntStream.range(0, 32).mapToObj(_ -> participant(hackathon)).toList();
        long joined;
        try (var threads = Executors.newFixedThreadPool(16)) {
            joined = threads
                    .invokeAll(crowd.stream()
                            .map(who -> (Callable<Boolean>) () -> {
                                try {
                                    teams.join(hackathon, number, who);
                                    return true;
                                } catch (BadInput full) {
                                    return false;
                                }
                            })
                            .toList())
                    .stream()
                    .filter(done -> done.resultNow())
                    .count();
        }
        assertThat(joined).isEqualTo(4);
        assertThat(teams.get(hackathon, number).members()).isEqualTo(5);
    }

    @Test
    void nobody_has_two_teams_however_many_at_once() throws Exception {
        var hackathon = given.hackathon(5);
        var who = participant(hackathon);
        long made;
        try (var threads = Executors.newFixedThreadPool(8)) {
            made = threads
                    .invokeAll(IntStream.range(0, 8)
                            .mapToObj(n -> (Callable<Boolean>) () -> {
                                try {
                                    teams.create(hackathon, who, sheet("Équipe " + n));
                                    return true;
                                } catch (BadInput already) {
                                    return false;
                                }
                            })
                            .toList())
                    .stream()
                    .filter(done -> done.resultNow())
                    .count();
        }
        assertThat(made).isOne();
        assertThat(teams.list(hackathon)).hasSize(1);
    }

    @Test
    void whoever_cancels_leaves_room_and_whoever_waits_has_none() {
        var hackathon = given.hackathon(2);
        int number = teams.create(hackathon, participant(hackathon), sheet("À deux"));
        var second = participant(hackathon);
        teams.join(hackathon, number, second);
        var third = participant(hackathon);
        assertThatThrownBy(() -> teams.join(hackathon, number, third)).hasMessage("agenda.team.full");
        db.sql("update registration set cancelled_at = now() where id = ?")
                .param(second.registration())
                .update();
        teams.join(hackathon, number, third);
        assertThat(teams.get(hackathon, number).members()).isEqualTo(2);
        long waiting = given.registered(hackathon, College.CITIZEN, "", false);
        db.sql("update place set standing = 'WAITING' where registration_id = ?")
                .param(waiting)
                .update();
        assertThat(participants.find(hackathon, given.secret(waiting), null)).isEmpty();
        assertThat(participants.find(hackathon, "", null)).isEmpty();
    }

    @Test
    void a_team_that_everyone_left_goes_and_once_it_is_over_none_changes() {
        var hackathon = given.hackathon(3);
        var who = participant(hackathon);
        int number = teams.create(hackathon, who, sheet("Éphémère"));
        teams.leave(hackathon, number, who);
        assertThat(teams.list(hackathon)).isEmpty();
        var over = given.at(clock.now(), Gathering.Kind.HACKATHON, null, 3);
        var late = participant(over);
        assertThatThrownBy(() -> teams.create(over, late, sheet("Tard"))).hasMessage("agenda.team.late");
    }

    @Test
    void a_project_is_its_members_to_publish_and_then_a_thing_of_the_trace() {
        var hackathon = given.hackathon(3);
        var who = participant(hackathon);
        int number = teams.create(hackathon, who, sheet("Carte"));
        String address = hackathon.path() + "/equipes/" + number;
        var other = participant(hackathon);
        assertThatThrownBy(() -> teams.describe(hackathon, number, other, null, PROJECT, true))
                .isInstanceOf(Forbidden.class);
        teams.describe(hackathon, number, who, null, PROJECT, false);
        assertThat(traces.find(address, clock.today())).isEmpty();
        assertThat(new Browser(port).get(address).statusCode()).isEqualTo(404);
        teams.describe(hackathon, number, who, null, PROJECT, true);
        assertThat(traces.find(address, clock.today()).orElseThrow().kind()).isEqualTo(Thing.Kind.PROJECT);
        assertThat(new Browser(port).open(address).html).contains("Une carte", "EUPL-1.2", "Une rencontre");
        assertThat(new Browser(port).open(hackathon.path() + "/fil").html).contains("Une carte");
        assertThatThrownBy(() -> teams.judge(given.stranger(), hackathon.slug(), number, null, true))
                .isInstanceOf(Forbidden.class);
        teams.judge(given.organiser(), hackathon.slug(), number, new Bilingual("Lauréat", "Winner"), false);
        assertThat(new Browser(port).open(hackathon.path() + "/equipes").html).contains("Lauréat");
        teams.judge(given.organiser(), hackathon.slug(), number, null, true);
        assertThat(new Browser(port).get(address).statusCode()).isEqualTo(404);
    }

    @Test
    void whoever_holds_a_ticket_forms_a_team_and_another_joins_it_by_the_pages() {
        var hackathon = given.hackathon(2);
        var organiser = Browser.of(port, "contributor");
        String path = hackathon.path();
        assertThat(organiser
                        .open(path + "/defis/nouveau")
                        .form(path + "/defis")
                        .with("titre", "Ouvrir les lits")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        var visitor = new Browser(port);
        assertThat(visitor.open(path + "/defis").html).contains("Ouvrir les lits");
        assertThat(visitor.get(path + "/equipes/nouvelle").statusCode()).isEqualTo(303);
        assertThat(visitor.open(path + "/equipes/nouvelle?jeton=faux").html).contains("billet");
        String first = given.secret(given.registered(hackathon, College.CITIZEN, "", false));
        String second = given.secret(given.registered(hackathon, College.COMPANY, "", false));
        var made = visitor.open(path + "/equipes/nouvelle?jeton=" + first)
                .form(path + "/equipes")
                .with("nom", "Les lits")
                .with("defi", "1")
                .with("cherche", "droit")
                .send();
        assertThat(made.statusCode()).isEqualTo(303);
        String team = path + "/equipes/1";
        var other = new Browser(port);
        assertThat(other.open(path + "/equipes/nouvelle?jeton=" + second).html).contains("Les lits");
        assertThat(other.open(team + "/membres?jeton=" + second)
                        .form(team + "/membres")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        String list = new Browser(port).open(path + "/equipes").html;
        assertThat(list)
                .contains("Les lits", "Ouvrir les lits", "2 personnes", "complète")
                .doesNotContain("Inscrit ", first);
        var described = other.open(team + "/membres?jeton=" + second)
                .form(team + "/projet")
                .with("titre", "Trouver un lit")
                .with("texte", "Une *carte*.")
                .with("depot", "javascript:alert(1)")
                .with("acte", "publier");
        assertThat(described.send().statusCode()).isEqualTo(422);
        assertThat(other.open(team + "/membres?jeton=" + second)
                        .form(team + "/projet")
                        .with("titre", "Trouver un lit")
                        .with("texte", "Une *carte*.")
                        .with("licence", "MIT")
                        .with("acte", "publier")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(visitor.open(team).html).contains("Trouver un lit", "<em>carte</em>", "MIT");
        assertThat(visitor.open(team + "/membres?jeton=" + first)
                        .form(team + "/depart")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(teams.get(hackathon, 1).members()).isOne();
    }
}
