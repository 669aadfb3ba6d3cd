package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.Statements;
import org.parvis.TestTime;
import org.parvis.accounts.Email;
import org.parvis.accounts.People;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Forbidden;
import org.parvis.web.Language;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

@ParvisTest
class CyclesTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenTalk given;

    @Autowired
    Cycles cycles;

    @Autowired
    Followers followers;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Calendars calendars;

    @Autowired
    People people;

    @Autowired
    TestTime time;

    @Autowired
    Statements statements;

    @Autowired
    JdbcClient db;

    /** What an organiser types. */
    private static MultiValueMap<String, String> typed(String zone, String first, String from, String until) {
        var fields = new LinkedMultiValueMap<String, String>();
        fields.setAll(Map.ofEntries(
                Map.entry("titre", "Micro, ouvert ; à tous"),
                Map.entry("titre_en", "Open mic"),
                Map.entry("presentation", "Deux fois par mois, **une heure**."),
                Map.entry("resume", "Une heure de questions."),
                Map.entry("genre", "TALK"),
                Map.entry("jour", first),
                Map.entry("de", from),
                Map.entry("a", until),
                Map.entry("fuseau", zone),
                Map.entry("rythme", "FORTNIGHTLY"),
                Map.entry("forme", "ONLINE"),
                Map.entry("organisateurs", "ditp"),
                Map.entry("initiative", "ADMINISTRATION"),
                Map.entry("inscription", "oui"),
                Map.entry("adresse", GivenTalk.slug())));
        return fields;
    }

    private Cycle made(Actor by, MultiValueMap<String, String> fields) {
        var form = CycleForm.of(fields);
        cycles.create(by, form.sheet(), form.occurrences());
        return cycles.get(form.slug(), by);
    }

    private Cycle fortnightly() {
        var fields = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        fields.set("jusquau", "2022-10-18");
        return made(given.coordinator(), fields);
    }

    private List<Gathering> gatherings(Cycle cycle) {
        return cycles.listSessions(cycle, true).stream()
                .map(Cycle.Session::gathering)
                .toList();
    }

    private List<String> lettersTo(String email) {
        return db.sql("select subject || chr(10) || body from mail where recipient = ? order by id")
                .param(email)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static String link(String letter, Cycle cycle) {
        var found = java.util.regex.Pattern.compile(cycle.path() + "/abonnement/[A-Za-z0-9_-]+")
                .matcher(letter);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    @Test
    void each_day_of_the_rule_is_a_draft_of_its_own_under_the_address_of_the_series_and_its_date() {
        var cycle = fortnightly();
        assertThat(gatherings(cycle))
                .extracting(Gathering::slug)
                .containsExactly(
                        cycle.slug() + "-2022-09-06",
                        cycle.slug() + "-2022-09-20",
                        cycle.slug() + "-2022-10-04",
                        cycle.slug() + "-2022-10-18");
        assertThat(gatherings(cycle)).allSatisfy(g -> {
            assertThat(g.standing()).isEqualTo(Gathering.Standing.DRAFT);
            assertThat(cycles.find(g.seriesId())).hasValue(cycle);
        });
        assertThat(cycle.rule()).isEqualTo("FREQ=WEEKLY;INTERVAL=2;UNTIL=20221018");
        assertThatThrownBy(() -> cycles.get(cycle.slug(), null)).isInstanceOf(NotFound.class);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Paris, 2023-03-14, 2023-04-11, 18:30",
        "Europe/Paris, 2022-10-11, 2022-11-22, 18:30",
        "Europe/Paris, 2022-12-03, 2023-01-14, 23:30",
        "America/Guadeloupe, 2022-12-03, 2022-12-31, 23:30",
        "Indian/Reunion, 2023-03-14, 2023-04-11, 00:15",
        "America/Miquelon, 2023-02-26, 2023-03-26, 08:00"
    })
    void the_hour_is_the_same_for_who_comes_whatever_the_season(
            String zone, String first, String last, LocalTime hour) {
        var fields = typed(zone, first, hour.toString(), hour.plusMinutes(90).toString());
        fields.set("jusquau", last);
        var cycle = made(given.coordinator(), fields);
        cycles.publish(given.coordinator(), cycle.slug());
        var events = CalendarsTest.events(
                new Browser(port).get(cycle.path() + ".ics").body());
        assertThat(events).hasSameSizeAs(gatherings(cycle)).hasSizeGreaterThan(2);
        for (int i = 0; i < events.size(); i++) {
            var it = gatherings(cycle).get(i);
            var starts = CalendarsTest.at(events.get(i), "DTSTART").atZone(it.zone());
            assertThat(starts.toLocalTime()).isEqualTo(hour);
            assertThat(it.slug()).endsWith(starts.toLocalDate().toString());
            assertThat(CalendarsTest.at(events.get(i), "DTEND"))
                    .isEqualTo(starts.toInstant().plusSeconds(90 * 60));
        }
    }

    @Test
    void an_hour_that_a_night_of_march_leaves_out_comes_an_hour_later_and_lasts_as_long_as_it_can() {
        var fields = typed("Europe/Paris", "2023-03-25", "02:30", "04:00");
        fields.set("rythme", "RULE");
        fields.set("regle", "FREQ=DAILY;COUNT=3");
        var cycle = made(given.coordinator(), fields);
        assertThat(gatherings(cycle))
                .extracting(Gathering::startsAt)
                .containsExactly(
                        Instant.parse("2023-03-25T01:30:00Z"),
                        Instant.parse("2023-03-26T01:30:00Z"),
                        Instant.parse("2023-03-27T00:30:00Z"));
    }

    @Test
    void what_is_made_already_is_never_made_twice() {
        var fields = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        fields.set("jusquau", "2022-10-18");
        var cycle = made(given.coordinator(), fields);
        assertThatThrownBy(() -> made(given.coordinator(), fields)).hasMessage("agenda.cycle.slug.taken");
        var other = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        other.set("jusquau", "2022-10-18");
        other.set("adresse", cycle.slug() + "-bis");
        db.sql("update gathering set slug = ? where slug = ?")
                .params(cycle.slug() + "-bis-2022-10-18", cycle.slug() + "-2022-10-18")
                .update();
        assertThatThrownBy(() -> made(given.coordinator(), other)).hasMessage("agenda.slug.taken");
        assertThatThrownBy(() -> cycles.get(cycle.slug() + "-bis", given.coordinator()))
                .isInstanceOf(NotFound.class);
        assertThat(gatherings(cycle)).hasSize(4);
    }

    @Test
    void eight_organisers_at_the_same_second_make_it_once() throws Exception {
        var fields = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        fields.set("jusquau", "2022-10-18");
        Callable<Boolean> make = () -> {
            try {
                made(given.coordinator(), fields);
                return true;
            } catch (BadInput taken) {
                return false;
            }
        };
        int made = 0;
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> done :
                    threads.invokeAll(Stream.generate(() -> make).limit(8).toList())) if (done.get()) made++;
        }
        assertThat(made).isEqualTo(1);
        assertThat(db.sql("select count(*) from gathering where slug like ?")
                        .param(fields.getFirst("adresse") + "-2022%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
    }

    @Test
    void an_organiser_makes_it_for_their_own_institution_alone() {
        var fields = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        fields.set("jusquau", "2022-10-18");
        assertThatThrownBy(() -> made(given.member(), fields)).isInstanceOf(Forbidden.class);
        var cycle = made(given.contributor(), fields);
        assertThat(cycle.isOrganisedBy(given.contributor())).isTrue();
        fields.set("adresse", GivenTalk.slug());
        fields.set("organisateurs", "dinum");
        assertThatThrownBy(() -> made(given.contributor(), fields)).hasMessage("agenda.organiser.own");
    }

    @Test
    void published_together_they_are_all_public_and_the_journal_knows_it() {
        var cycle = fortnightly();
        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-06");
        assertThatThrownBy(() -> cycles.publish(given.member(), cycle.slug())).isInstanceOf(Forbidden.class);
        assertThat(cycles.publish(given.coordinator(), cycle.slug())).isEqualTo(3);
        assertThat(cycles.publish(given.coordinator(), cycle.slug())).isZero();
        assertThat(cycles.listSessions(cycles.get(cycle.slug(), null), false)).hasSize(4);
        assertThat(db.sql("select kind from journal_entry where reference = ? order by number")
                        .param(cycle.path())
                        .query(String.class)
                        .list())
                .containsExactly("agenda.cycle.published");
    }

    // By browser

    @Test
    void an_organiser_makes_a_series_by_its_form_and_publishes_it() {
        var organiser = Browser.of(port, "coordinator");
        var fields = typed("Europe/Paris", "2022-09-06", "12:30", "13:30");
        var form = organiser.open("/agenda/cycles/nouveau").form("/agenda/cycles");
        fields.toSingleValueMap().forEach(form::with);
        var refused = form.send();
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Un cycle a une fin", "Micro, ouvert ; à tous");
        var again = organiser.new Opened(refused.body()).form("/agenda/cycles").with("rythme", "RULE");
        again.with("regle", "FREQ=WEEKLY");
        assertThat(again.send().body()).contains("Un cycle a une fin");
        var made = again.with("regle", "FREQ=WEEKLY;COUNT=3")
                .with("_once", java.util.UUID.randomUUID().toString())
                .send();
        assertThat(made.statusCode()).isEqualTo(303);
        String path = "/agenda/cycles/" + fields.getFirst("adresse");
        assertThat(made.headers().firstValue("Location")).hasValue(path);
        assertThat(new Browser(port).get(path).statusCode()).isEqualTo(404);
        assertThat(organiser.open(path).html).contains("3 brouillons");
        assertThat(organiser
                        .open(path + "/publication")
                        .form(path + "/publication")
                        .send()
                        .statusCode())
                .isEqualTo(303);
        assertThat(new Browser(port).open(path).html).contains("3 rencontres à venir", "webcal://");
        assertThat(new Browser(port).open("/en" + path).html).contains("3 gatherings to come", "Open mic");
    }

    @Test
    void the_page_of_a_series_of_a_hundred_takes_as_few_queries_as_one_of_three() {
        var small = fortnightly();
        var fields = typed("Europe/Paris", "2022-05-10", "12:30", "13:30");
        fields.set("rythme", "RULE");
        fields.set("regle", "FREQ=WEEKLY;COUNT=100");
        var large = made(given.coordinator(), fields);
        var counts = new ArrayList<Integer>();
        for (var cycle : List.of(small, large)) {
            cycles.publish(given.coordinator(), cycle.slug());
            new Browser(port).open(cycle.path());
            statements.forget();
            new Browser(port).open(cycle.path());
            counts.add(statements.heard().size());
        }
        assertThat(counts.getFirst()).isEqualTo(counts.getLast()).isLessThanOrEqualTo(6);
        var first = new Browser(port).get(small.path()).body();
        assertThat(new Browser(port).get(small.path()).body()).isEqualTo(first);
        assertThat(first).doesNotContain("_csrf", "visio.example");
    }

    // Followers

    @Test
    void an_address_follows_once_it_is_confirmed_and_each_letter_ends_it() {
        var cycle = fortnightly();
        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-06");
        String email = cycle.slug() + "@lectrice.example";
        var browser = new Browser(port);
        String path = cycle.path() + "/abonnement";
        assertThat(browser.open(path)
                        .form(path)
                        .with("email", "pas une adresse")
                        .send()
                        .statusCode())
                .isEqualTo(422);
        assertThat(browser.open(path)
                        .form(path)
                        .with("email", email)
                        .send()
                        .headers()
                        .firstValue("Location"))
                .hasValue(path + "/envoye");
        browser.open(path).form(path).with("email", email).send();
        assertThat(lettersTo(email)).hasSize(1);
        String link = link(lettersTo(email).getFirst(), cycle);

        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-20");
        assertThat(lettersTo(email)).as("not confirmed yet").hasSize(1);

        assertThat(browser.open(link).form(link).send().statusCode()).isEqualTo(303);
        assertThat(browser.open(link).html).contains("Vous suivez ce cycle");
        cycles.publish(given.coordinator(), cycle.slug());
        assertThat(lettersTo(email)).hasSize(2);
        assertThat(lettersTo(email).getLast())
                .contains("2 nouvelles rencontres", "mardi 4 octobre 2022", "mardi 18 octobre 2022", link)
                .doesNotContain("{");

        var last = browser.open(link).form(link + "/fin");
        assertThat(last.send().statusCode()).isEqualTo(303);
        assertThat(browser.open(link).html).contains("Il n’y a plus rien à faire");
        assertThat(last.with("_once", java.util.UUID.randomUUID().toString())
                        .send()
                        .statusCode())
                .as("a link used twice is no mistake")
                .isEqualTo(303);
        assertThat(db.sql("select count(*) from series_subscription where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_member_follows_at_once_and_leaves_nothing_behind() {
        var cycle = fortnightly();
        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-06");
        var member = given.member();
        String email = people.get(member.personId()).email().text();
        followers.follow(member, cycle, Language.EN);
        followers.follow(member, cycle, Language.EN);
        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-20");
        assertThat(lettersTo(email)).hasSize(1);
        assertThat(lettersTo(email).getFirst()).contains("Open mic", "/en/agenda/");
        assertThat(followers.of(member.personId()).toString()).contains(cycle.slug());
        db.sql(
                        "update person set email = null, name = null, password = null, college = null, email_confirmed_at = null, erased_at = now() where id = ?")
                .param(member.personId())
                .update();
        followers.forget(new org.parvis.accounts.PersonErased(member.personId(), new Email("parti@example.org")));
        assertThat(db.sql("select count(*) from series_subscription where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_member_s_button_follows_and_follows_no_longer() {
        var cycle = fortnightly();
        gatherings.publish(given.coordinator(), cycle.slug() + "-2022-09-06");
        var browser = Browser.of(port, "member");
        String path = cycle.path() + "/abonnement";
        assertThat(browser.open(path).form(path).send().statusCode()).isEqualTo(303);
        assertThat(browser.open(path).form(path + "/fin").send().statusCode()).isEqualTo(303);
        assertThat(browser.open(path).form(path).value("_csrf")).isNotEmpty();
    }

    @Test
    void an_address_that_nobody_confirmed_is_forgotten() {
        var cycle = fortnightly();
        String email = cycle.slug() + "@oubli.example";
        followers.ask(new Email(email), cycle, Language.FR);
        time.pass(java.time.Duration.ofHours(2));
        followers.ask(new Email(email), cycle, Language.FR);
        assertThat(lettersTo(email)).hasSize(2);
        assertThat(lettersTo(email).stream().map(l -> link(l, cycle)).collect(Collectors.toSet()))
                .hasSize(1);
        time.pass(java.time.Duration.ofDays(8));
        followers.ask(new Email("autre-" + email), cycle, Language.FR);
        assertThat(followers.find(
                        cycle, link(lettersTo(email).getFirst(), cycle).replaceFirst(".*/", "")))
                .isEmpty();
    }

    @Test
    void a_talk_of_the_past_is_announced_to_nobody() {
        var fields = typed("Europe/Paris", "2022-04-05", "12:30", "13:30");
        fields.set("jusquau", "2022-04-20");
        var cycle = made(given.coordinator(), fields);
        var member = given.member();
        followers.follow(member, cycle, Language.FR);
        cycles.publish(given.coordinator(), cycle.slug());
        assertThat(lettersTo(people.get(member.personId()).email().text())).isEmpty();
    }
}
