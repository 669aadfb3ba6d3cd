package org.parvis.panels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.imports.Source;
import org.parvis.sortition.proof.Lot;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class InvitationsTest {
    private static final String HEX = "0123456789abcdef".repeat(4);

    @LocalServerPort
    int port;

    @Autowired
    GivenPanel given;

    @Autowired
    Panels panels;

    @Autowired
    Volunteers volunteers;

    @Autowired
    Seats seats;

    @Autowired
    Invitations invitations;

    @Autowired
    InvitationReminders chore;

    @Autowired
    PanelFiles files;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    private Instant tomorrow() {
        return clock.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MINUTES);
    }

    private static String address(Panel panel, int number) {
        return "personne-" + number + "@" + panel.slug() + ".example";
    }

    private static String addresses(Panel panel, int many) {
        return IntStream.rangeClosed(1, many).mapToObj(n -> address(panel, n)).collect(Collectors.joining("\n"));
    }

    private static Source.Bytes text(String text) {
        return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private Panel committed(int entries, int wanted) {
        var panel = given.open();
        commit(given.organiser(), panel, addresses(panel, entries), wanted);
        return panel;
    }

    private void commit(Actor actor, Panel panel, String list, int wanted) {
        invitations.commit(
                actor,
                panel.slug(),
                text(list),
                new Invitations.Sheet("Abonnés à la lettre", wanted, "drand, tour 1", tomorrow()));
    }

    private Panel invited(int entries, int wanted) {
        var panel = committed(entries, wanted);
        time.pass(Duration.ofDays(2));
        invitations.draw(given.organiser(), panel.slug(), HEX, clock.now());
        return panel;
    }

    private record Invited(String email, String secret) {}

    private List<Invited> list(Panel panel) {
        return db.sql("select email, secret from invitation where panel_id = ? order by place")
                .param(panel.id())
                .query((row, _) -> new Invited(row.getString("email"), row.getString("secret")))
                .list();
    }

    private List<String> letters(Panel panel) {
        return db.sql("select body from mail where recipient like ? order by id")
                .param("%@" + panel.slug() + ".example")
                .query((row, _) -> row.getString(1))
                .list();
    }

    private InvitationList get(Panel panel) {
        return invitations.find(panel).orElseThrow();
    }

    @Test
    void what_is_committed_to_is_public_before_chance_speaks_and_says_nobodys_address() {
        var panel = given.open();
        commit(
                given.organiser(),
                panel,
                addresses(panel, 30) + "\n" + address(panel, 7).toUpperCase(),
                5);
        var list = get(panel);
        assertThat(list.entries()).isEqualTo(30);
        assertThat(list.merged()).isEqualTo(1);
        assertThat(list(panel)).hasSize(30).extracting(Invited::email).isSorted();
        var published = files.list(panel);
        assertThat(published).containsOnlyKeys(Lot.COMMITMENT);
        assertThat(published.get(Lot.COMMITMENT)).contains("entries: 30").doesNotContain("@");
        assertThat(Lot.read(published)).contains(list.lot());
        assertThat(list.digest())
                .isEqualTo(Lot.listDigest(
                        list.salt(), list(panel).stream().map(Invited::email).toList()));
        assertThat(acts(panel))
                .hasSize(2)
                .last()
                .asString()
                .contains("\"panels.list\"", list.commitment())
                .doesNotContain("@");
    }

    private List<String> acts(Panel panel) {
        return db.sql("select act from journal_entry where reference = ? order by number")
                .param(panel.path())
                .query((row, _) -> row.getString(1))
                .list();
    }

    @Test
    void chance_picks_whom_we_write_to_and_all_others_are_forgotten_at_once() {
        var panel = invited(40, 6);
        var published = files.list(panel);
        var drawn = Lot.replay(published).orElseThrow();
        assertThat(Lot.read(published)).contains(get(panel).lot());
        var sorted = IntStream.rangeClosed(1, 40)
                .mapToObj(n -> address(panel, n))
                .sorted()
                .toList();
        assertThat(list(panel))
                .extracting(Invited::email)
                .containsExactlyElementsOf(drawn.places().stream()
                        .map(place -> sorted.get(place - 1))
                        .toList());
        assertThat(letters(panel)).hasSize(6);
        for (var invited : list(panel)) {
            assertThat(invitations.find(panel, invited.secret())).contains(new Email(invited.email()));
            assertThat(letters(panel))
                    .filteredOn(l -> l.contains("/candidature?invitation=" + invited.secret()))
                    .singleElement()
                    .asString()
                    .contains("Abonnés à la lettre", "parmi 40", "/invitations/refus?jeton=" + invited.secret());
        }
        assertThat(invitations.find(panel, "another")).isEmpty();
    }

    @Test
    void words_count_by_their_digest_and_stand_beside_it() {
        var panel = committed(3, 1);
        time.pass(Duration.ofDays(2));
        invitations.draw(given.organiser(), panel.slug(), " Loto :  3 14\n15 ", clock.now());
        assertThat(files.find(panel, Invitations.WORDS)).contains("Loto : 3 14 15");
        assertThat(Lot.replay(files.list(panel)).orElseThrow().randomness().hex())
                .isEqualTo(Draws.hex("Loto : 3 14 15"));
    }

    @Test
    void a_lot_is_drawn_once_and_neither_before_its_moment_nor_in_the_future() {
        var panel = committed(10, 2);
        refused(panel, HEX, clock.now(), "publishedAt.early");
        time.pass(Duration.ofDays(2));
        refused(panel, HEX, clock.now().minus(Duration.ofDays(2)), "publishedAt.early");
        refused(panel, HEX, clock.now().plusSeconds(60), "publishedAt.future");
        refused(panel, " ", clock.now(), "randomness.empty");
        assertThat(list(panel)).hasSize(10);
        invitations.draw(given.organiser(), panel.slug(), HEX, clock.now());
        refused(panel, HEX, clock.now(), "twice");
        refused(given.open(), HEX, clock.now(), "none");
    }

    private void refused(Panel panel, String typed, Instant publishedAt, String why) {
        assertThatThrownBy(() -> invitations.draw(given.organiser(), panel.slug(), typed, publishedAt))
                .isInstanceOf(BadInput.class)
                .hasMessage("panels.invitations." + why);
    }

    @Test
    void nobody_is_invited_to_what_takes_no_volunteers() {
        var panel = committed(10, 2);
        panels.close(given.organiser(), panel.slug(), new Bilingual("Assez de candidatures.", null));
        time.pass(Duration.ofDays(2));
        refused(panel, HEX, clock.now(), "closed");
        var closed = given.open();
        panels.close(given.organiser(), closed.slug(), new Bilingual("Assez de candidatures.", null));
        assertThatThrownBy(() -> commit(given.organiser(), closed, addresses(closed, 3), 1))
                .hasMessage("panels.invitations.closed");
    }

    @Test
    void a_panel_has_one_list_which_its_organisers_alone_give() {
        var panel = committed(10, 2);
        assertThatThrownBy(() -> commit(given.organiser(), panel, addresses(panel, 3), 1))
                .hasMessage("panels.invitations.once");
        var other = given.open();
        assertThatThrownBy(() -> commit(given.stranger(), other, addresses(other, 3), 1))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> invitations.draw(given.stranger(), panel.slug(), HEX, clock.now()))
                .isInstanceOf(Forbidden.class);
        assertThatThrownBy(() -> commit(given.organiser(), other, addresses(other, 3), 4))
                .hasMessage("panels.invitations.wanted.bad");
        for (var moment : List.of(clock.now(), other.closesAt()))
            assertThatThrownBy(() -> invitations.commit(
                            given.organiser(),
                            other.slug(),
                            text(addresses(other, 3)),
                            new Invitations.Sheet("Une liste", 1, "drand", moment)))
                    .hasMessageStartingWith("panels.invitations.notBefore.");
        assertThat(invitations.find(other)).isEmpty();
    }

    @Test
    void of_two_who_draw_at_once_one_does() throws Exception {
        var panel = committed(200, 20);
        time.pass(Duration.ofDays(2));
        var done = atOnce(() -> invitations.draw(given.organiser(), panel.slug(), HEX, clock.now()));
        assertThat(done).isEqualTo(1);
        assertThat(list(panel)).hasSize(20);
        assertThat(letters(panel)).hasSize(20);
    }

    /** How many of four succeeded. */
    private static int atOnce(Runnable act) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Boolean> one = () -> {
                try {
                    act.run();
                    return true;
                } catch (BadInput late) {
                    return false;
                }
            };
            int done = 0;
            for (Future<Boolean> each : threads.invokeAll(List.of(one, one, one, one))) if (each.get()) done++;
            return done;
        }
    }

    @Test
    void those_invited_who_have_not_answered_are_reminded_once() throws Exception {
        var panel = invited(20, 5);
        var all = list(panel);
        given.volunteer(panel, "Ada", new Email(all.get(0).email()));
        invitations.decline(panel.slug(), all.get(1).secret());
        invitations.decline(panel.slug(), all.get(1).secret());
        chore.look();
        assertThat(letters(panel)).as("too early").hasSize(5);
        time.pass(Duration.between(clock.now(), panel.closesAt().minus(Duration.ofDays(4))));
        atOnce(chore::look);
        chore.look();
        assertThat(letters(panel)).hasSize(8);
        assertThat(letters(panel).subList(5, 8))
                .allMatch(l -> l.contains("Vous pouvez encore le faire"))
                .noneMatch(l ->
                        l.contains(all.get(0).secret()) || l.contains(all.get(1).secret()));
        var list = get(panel);
        assertThat(list.reminded()).isEqualTo(3);
        assertThat(list.declined()).isEqualTo(1);
        assertThat(list.volunteered()).isEqualTo(1);
    }

    @Test
    void nobody_is_reminded_of_what_they_were_told_in_the_last_days_nor_after_an_early_close() {
        var late = committed(5, 2);
        var early = invited(5, 2);
        panels.close(given.organiser(), early.slug(), new Bilingual("Assez de candidatures.", null));
        time.pass(Duration.between(clock.now(), late.closesAt().minus(Duration.ofDays(3))));
        invitations.draw(given.organiser(), late.slug(), HEX, clock.now());
        chore.look();
        assertThat(letters(late)).hasSize(2);
        assertThat(letters(early)).hasSize(2);
    }

    @Test
    void addresses_go_a_day_after_the_close_and_how_many_volunteered_stays() {
        var never = committed(7, 2);
        var panel = invited(20, 5);
        given.volunteer(panel, "Ada", new Email(list(panel).getFirst().email()));
        time.pass(Duration.between(clock.now(), panel.closesAt().plus(Duration.ofHours(23))));
        chore.look();
        assertThat(list(panel)).hasSize(5);
        time.pass(Duration.ofHours(2));
        chore.look();
        assertThat(list(panel)).isEmpty();
        assertThat(list(never)).isEmpty();
        assertThat(get(panel).volunteered()).isEqualTo(1);
        assertThat(get(panel).erasedAt()).isNotNull();
        assertThat(Lot.replay(files.list(panel))).isPresent();
    }

    @Test
    void whoever_withdraws_or_deletes_their_account_is_not_asked_again() {
        var panel = invited(20, 5);
        var all = list(panel);
        String secret = given.volunteer(panel, "Ada", new Email(all.get(0).email()));
        seats.forget(panel.slug(), secret);
        invitations.forget(new PersonErased(0, new Email(all.get(1).email().toUpperCase())));
        assertThat(list(panel)).containsExactlyElementsOf(all.subList(2, 5));
    }

    @Test
    void a_letters_link_shows_a_button_that_says_no() {
        var panel = invited(20, 5);
        var invited = list(panel).getFirst();
        String path = panel.path() + "/invitations/refus?jeton=" + invited.secret();
        var browser = new Browser(port);
        var page = browser.open(path);
        assertThat(list(panel)).hasSize(5);
        assertThat(page.form(path).send().statusCode()).isEqualTo(303);
        assertThat(list(panel)).hasSize(4);
        assertThat(browser.open(path).html)
                .contains("Plus d’invitation")
                .doesNotContain("<form method=\"post\" action=\"" + path);
        assertThat(browser.open(panel.path() + "/invitations/refus").html).contains("Plus d’invitation");
        assertThat(browser.open("/en" + panel.path() + "/invitations/refus").html)
                .contains("No invitation any more");
    }

    @Test
    void an_organiser_commits_by_a_form_that_keeps_what_was_typed() {
        var panel = given.open();
        String path = panel.path() + "/invitations";
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(303);
        assertThat(Browser.of(port, "contributor-justice").get(path).statusCode())
                .isEqualTo(403);
        assertThat(Browser.of(port, "contributor-justice").post(path).statusCode())
                .isEqualTo(403);
        assertThat(Browser.of(port, "contributor-justice")
                        .post(path + "/tirage")
                        .statusCode())
                .isEqualTo(403);
        var browser = Browser.of(port, "contributor");
        var refused = browser.open(path)
                .form(path)
                .with("liste", "ada@example.org\nnobody")
                .with("combien", "1")
                .with("source", "drand, tour 99")
                .with("pas_avant", local(tomorrow(), panel))
                .send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("drand, tour 99", "ada@example.org\nnobody", "d’où viennent ces adresses");
        var fields = new ArrayList<>(List.of("origine", "Le registre", "combien", "1", "source", "drand, tour 99"));
        fields.addAll(List.of("pas_avant", local(tomorrow(), panel), "liste", ""));
        byte[] bad = "Nom;Courriel\nAda;ada@example.org\nBob;bob\n".getBytes(StandardCharsets.UTF_8);
        var line = browser.upload(path, fields, "fichier", "liste.csv", bad);
        assertThat(line.statusCode()).isEqualTo(422);
        assertThat(line.body()).contains("3. Corrigez", "Le registre");
        byte[] good = "Nom;Courriel\nAda;ada@example.org\nBob;bob@example.org\n".getBytes(StandardCharsets.UTF_8);
        assertThat(browser.upload(path, fields, "fichier", "liste.csv", good).statusCode())
                .isEqualTo(303);
        assertThat(browser.open(path).html)
                .contains("La liste est engagée", get(panel).commitment());
    }

    private static String local(Instant moment, Panel panel) {
        return LocalDateTime.ofInstant(moment, panel.zone()).toString();
    }

    @Test
    void an_organiser_draws_by_a_form_and_sees_what_came_of_it() {
        var panel = committed(20, 5);
        time.pass(Duration.ofDays(2));
        String path = panel.path() + "/invitations";
        var browser = Browser.of(port, "contributor");
        var form = browser.open(path).form(path + "/tirage").with("alea", "Loto : 3 14 15");
        var refused = form.with("publie", "2022-05-01T10:00").send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("avant le moment annoncé", "Loto : 3 14 15");
        assertThat(form.with("publie", "demain").send().statusCode()).isEqualTo(422);
        assertThat(browser.open(path)
                        .form(path + "/tirage")
                        .with("alea", "Loto : 3 14 15")
                        .with("publie", local(clock.now(), panel))
                        .send()
                        .statusCode())
                .isEqualTo(303);
        given.volunteer(panel, "Ada", new Email(list(panel).getFirst().email()));
        assertThat(browser.open(path).html).contains("5 personnes, sur 20", "une, soit 20", "Pas encore");
        assertThat(browser.open("/en" + path).html).contains("5 people, of 20");
    }
}
