package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.accounts.Email;
import org.parvis.accounts.Organisations;
import org.parvis.accounts.People;
import org.parvis.accounts.PersonErased;
import org.parvis.house.CivicClock;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class RegistrationsTest {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final Pattern LINK = Pattern.compile("(/agenda/\\S+jeton=\\S+)");

    @LocalServerPort
    int port;

    @Autowired
    GivenGathering given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Registrations registrations;

    @Autowired
    Places places;

    @Autowired
    Organisations organisations;

    @Autowired
    People people;

    @Autowired
    Forgetting forgetting;

    @Autowired
    RegisteredByPerson personal;

    @Autowired
    ApplicationEventPublisher events;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    private static String address() {
        return "personne-" + NUMBER.incrementAndGet() + "@inscription.example";
    }

    static Registrations.Sheet sheet(String email, College college, Integer... workshops) {
        return new Registrations.Sheet(
                "Une personne",
                new Email(email),
                college,
                null,
                Language.FR,
                List.of(workshops),
                Map.of(),
                "Une boucle");
    }

    /** Asks and follows the letter's link. */
    private Registration join(Gathering gathering, College college, Integer... workshops) {
        String email = address();
        registrations.ask(gathering.slug(), sheet(email, college, workshops), null);
        return confirm(gathering, email);
    }

    private Registration confirm(Gathering gathering, String email) {
        String secret = secret(email);
        registrations.confirm(gathering.slug(), secret);
        return registrations.get(gathering.slug(), secret);
    }

    private String secret(String email) {
        return db.sql("select secret from registration where email = ? order by id desc limit 1")
                .param(email)
                .query(String.class)
                .single();
    }

    private Registration now(Gathering gathering, Registration registration) {
        return registrations.get(gathering.slug(), java.util.Objects.requireNonNull(registration.secret()));
    }

    private void cancel(Gathering gathering, Registration registration, @Nullable Integer slot) {
        registrations.cancel(gathering.slug(), java.util.Objects.requireNonNull(registration.secret()), slot);
    }

    private List<String> subjects(String email) {
        return db.sql("select subject from mail where recipient = ? order by id")
                .param(email)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static Registration.Standing standing(Registration registration) {
        return registration.place(0).orElseThrow().standing();
    }

    @Test
    void an_address_that_is_not_confirmed_holds_no_place() {
        var gathering = given.published(Quota.open(1));
        String email = address();
        registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null);
        assertThat(places.list(gathering).getFirst().taken()).isZero();
        assertThat(standing(join(gathering, College.CITIZEN))).isEqualTo(Registration.Standing.CONFIRMED);
        var late = confirm(gathering, email);
        assertThat(late.place(0).orElseThrow().standing()).isEqualTo(Registration.Standing.WAITING);
        assertThat(late.place(0).orElseThrow().rank()).isOne();
        assertThat(subjects(email))
                .containsExactly(
                        "Confirmez votre inscription\u00a0: Une rencontre",
                        "Vous êtes sur la liste d’attente\u00a0: Une rencontre");
    }

    @Test
    void half_of_the_places_are_each_sides_and_a_place_given_up_goes_to_the_first_of_its_own_list() {
        var gathering = given.published(Quota.parity(2));
        var agent = join(gathering, College.ADMINISTRATION);
        var citizen = join(gathering, College.CITIZEN);
        var elected = join(gathering, College.ELECTED);
        var researcher = join(gathering, College.RESEARCH);
        assertThat(List.of(agent, citizen))
                .extracting(RegistrationsTest::standing)
                .containsOnly(Registration.Standing.CONFIRMED);
        assertThat(List.of(elected, researcher))
                .extracting(RegistrationsTest::standing)
                .containsOnly(Registration.Standing.WAITING);
        cancel(gathering, citizen, null);
        assertThat(standing(now(gathering, researcher))).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(standing(now(gathering, elected))).isEqualTo(Registration.Standing.WAITING);
        assertThat(subjects(java.util.Objects.requireNonNull(researcher.email()))
                        .getLast())
                .startsWith("Vous avez une place");
    }

    @Test
    void one_person_is_registered_once_and_a_stranger_is_told_nothing_of_it() {
        var gathering = given.published(Quota.open(null));
        String email = address();
        registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null);
        registrations.ask(gathering.slug(), sheet(email.toUpperCase(java.util.Locale.ROOT), College.COMPANY), null);
        registrations.confirm(gathering.slug(), secret(email));
        assertThatThrownBy(
                        () -> registrations.confirm(gathering.slug(), secret(email.toUpperCase(java.util.Locale.ROOT))))
                .hasMessage("agenda.registration.twice");
        assertThat(registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null))
                .isEmpty();
        assertThat(subjects(email).getLast()).startsWith("Vous êtes déjà inscrit");
        for (int i = 0; i < 9; i++) registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null);
        assertThat(subjects(email)).as("nobody’s mailbox is filled from here").hasSizeLessThan(8);
    }

    @Test
    void a_link_followed_twice_and_a_cancellation_sent_twice_change_nothing_more() {
        var gathering = given.published(Quota.parity(2));
        var first = join(gathering, College.CITIZEN);
        registrations.confirm(gathering.slug(), java.util.Objects.requireNonNull(first.secret()));
        assertThat(places.list(gathering).getLast().taken()).isOne();
        cancel(gathering, first, null);
        var second = join(gathering, College.CITIZEN);
        cancel(gathering, first, null);
        assertThat(standing(now(gathering, second))).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(new Browser(port).open(gathering.path() + "/inscription/billet?jeton=" + first.secret()).html)
                .contains("Votre inscription est annulée", "depuis le");
        assertThat(new Browser(port)
                        .get(gathering.path() + "/inscription/billet?jeton=faux")
                        .statusCode())
                .isEqualTo(404);
    }

    private Gathering forum(int places) {
        var gathering = given.published(Quota.parity(places));
        gatherings.addSlot(
                given.coordinator(),
                gathering.slug(),
                gathering.startsAt(),
                gathering.startsAt().plusSeconds(3600));
        for (int i = 0; i < 2; i++)
            gatherings.setWorkshop(
                    given.coordinator(),
                    gathering.slug(),
                    null,
                    new Gatherings.WorkshopSheet(
                            1, new Bilingual("Atelier " + i, null), null, null, Quota.parity(2), null));
        return gathering;
    }

    @Test
    void a_workshop_is_for_those_who_have_a_place_in_its_forum() {
        var forum = forum(4);
        var first = join(forum, College.CITIZEN, 1);
        var second = join(forum, College.CITIZEN, 1);
        var third = join(forum, College.CITIZEN, 1);
        assertThatThrownBy(() -> join(forum, College.CITIZEN, 1, 2)).hasMessage("agenda.registration.slot");
        assertThat(first.place(1).orElseThrow().standing()).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(second.place(1).orElseThrow().standing()).isEqualTo(Registration.Standing.WAITING);
        assertThat(standing(third)).isEqualTo(Registration.Standing.WAITING);
        assertThat(third.place(1).orElseThrow().standing()).isEqualTo(Registration.Standing.PENDING);
        cancel(forum, first, 1);
        assertThat(now(forum, second).place(1).orElseThrow().standing()).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(standing(now(forum, first))).isEqualTo(Registration.Standing.CONFIRMED);
        cancel(forum, second, null);
        var promoted = now(forum, third);
        assertThat(standing(promoted)).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(promoted.place(1).orElseThrow().standing()).isEqualTo(Registration.Standing.CONFIRMED);
        registrations.choose(forum.slug(), java.util.Objects.requireNonNull(first.secret()), 2);
        registrations.choose(forum.slug(), java.util.Objects.requireNonNull(first.secret()), 2);
        assertThat(now(forum, first).place(1).orElseThrow().workshop()).isEqualTo(new Bilingual("Atelier 1", null));
    }

    @Test
    void places_left_on_a_side_go_to_the_other_only_once_they_are_released() {
        var sheet = given.sheet(Quota.parity(2));
        var gathering = given.published(new Gatherings.Sheet(
                sheet.slug(),
                sheet.kind(),
                sheet.mode(),
                sheet.initiative(),
                sheet.title(),
                sheet.summary(),
                null,
                sheet.startsAt(),
                sheet.endsAt(),
                sheet.zone(),
                sheet.place(),
                null,
                null,
                null,
                sheet.languages(),
                Set.of(),
                sheet.themes(),
                null,
                null,
                true,
                null,
                null,
                sheet.organisers(),
                List.of(),
                sheet.shares(),
                given.inDays(10)));
        join(gathering, College.CITIZEN);
        var second = join(gathering, College.CITIZEN);
        forgetting.look();
        assertThat(standing(now(gathering, second))).isEqualTo(Registration.Standing.WAITING);
        time.pass(Duration.ofDays(11));
        forgetting.look();
        assertThat(standing(now(gathering, second))).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(standing(join(gathering, College.ADMINISTRATION))).isEqualTo(Registration.Standing.WAITING);
    }

    @Test
    void nothing_is_taken_once_it_is_over_cancelled_or_for_others() {
        var gathering = given.published(Quota.open(null));
        String email = address();
        registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null);
        gatherings.cancel(given.coordinator(), gathering.slug(), new Bilingual("Une grève.", null));
        assertThatThrownBy(() -> registrations.confirm(gathering.slug(), secret(email)))
                .hasMessage("agenda.registration.closed");
        assertThatThrownBy(() -> registrations.ask(gathering.slug(), sheet(email, College.CITIZEN), null))
                .hasMessage("agenda.registration.closed");
        assertThatThrownBy(() -> registrations.ask("micro-ouvert-2022-05-17", sheet(email, College.CITIZEN), null))
                .hasMessage("agenda.registration.reserved");
    }

    @Test
    void everyone_registered_hears_of_a_new_date_and_of_a_cancellation() {
        var gathering = given.published(Quota.open(1));
        var first = join(gathering, College.CITIZEN);
        var waiting = join(gathering, College.CITIZEN);
        var later = gathering.startsAt().plus(Duration.ofDays(1));
        gatherings.postpone(
                given.coordinator(), gathering.slug(), later, later.plusSeconds(60), new Bilingual("Une grève.", null));
        gatherings.cancel(given.coordinator(), gathering.slug(), new Bilingual("Encore une grève.", null));
        for (var one : List.of(first, waiting)) {
            String email = java.util.Objects.requireNonNull(one.email());
            assertThat(subjects(email)).endsWith("Nouvelle date\u00a0: Une rencontre", "Annulée\u00a0: Une rencontre");
            assertThat(db.sql("select calendar from mail where recipient = ? order by id desc limit 1")
                            .param(email)
                            .query(String.class)
                            .single())
                    .contains("STATUS:CANCELLED", "SEQUENCE:2");
        }
    }

    @Test
    void whoever_writes_from_an_organisations_domain_need_not_prove_for_whom_they_speak() {
        organisations.setDomains(given.coordinator(), "ditp", List.of("ditp.example"));
        var gathering = given.published(Quota.parity(10));
        for (var expected : Map.of(
                        "a@ditp.example", true,
                        "b@sous.DITP.example", true,
                        "c@autreditp.example", false)
                .entrySet()) {
            registrations.ask(gathering.slug(), sheet(expected.getKey(), College.ADMINISTRATION), null);
            var confirmed = confirm(gathering, expected.getKey());
            assertThat(confirmed.verifiedAt() != null).as(expected.getKey()).isEqualTo(expected.getValue());
        }
        registrations.ask(gathering.slug(), sheet("d@ditp.example", College.CITIZEN), null);
        assertThat(confirm(gathering, "d@ditp.example").verifiedAt())
                .as("a citizen’s own affair")
                .isNull();
        organisations.setDomains(given.coordinator(), "ditp", List.of());
    }

    @Test
    void needs_are_erased_the_day_after_and_names_a_year_later() {
        var gathering = given.published(Quota.open(null));
        var registration = join(gathering, College.CITIZEN);
        String pending = address();
        registrations.ask(gathering.slug(), sheet(pending, College.CITIZEN), null);
        time.pass(Duration.ofDays(20).plusHours(2));
        forgetting.look();
        assertThat(now(gathering, registration).needs()).isEqualTo("Une boucle");
        time.pass(Duration.ofDays(2));
        forgetting.look();
        assertThat(now(gathering, registration).needs()).isNull();
        assertThat(now(gathering, registration).name()).isEqualTo("Une personne");
        assertThat(db.sql("select count(*) from registration where email = ?")
                        .param(pending)
                        .query(Integer.class)
                        .single())
                .isZero();
        time.pass(Duration.ofDays(366));
        forgetting.look();
        assertThat(db.sql("select num_nulls(name, email, secret, code, organisation) from registration where id = ?")
                        .param(registration.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(5);
        assertThat(places.list(gathering).getFirst().taken()).isOne();
    }

    @Test
    void whoever_deletes_their_account_gives_up_their_place_and_leaves_no_name() {
        var gathering = given.published(Quota.open(1));
        var member = given.memberOf("cercle-mirabelle");
        var email = people.get(member.personId()).email();
        registrations.ask(gathering.slug(), sheet(email.text(), College.CITIZEN), people.get(member.personId()));
        assertThat(personal.of(member.personId()).toString()).contains(gathering.slug());
        var waiting = join(gathering, College.CITIZEN);
        events.publishEvent(new PersonErased(member.personId(), email));
        assertThat(standing(now(gathering, waiting))).isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(db.sql("select count(*) from registration where lower(email) = lower(?)")
                        .param(email.text())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_member_who_is_signed_in_has_a_place_at_once_and_finds_it_again() {
        var gathering = given.published(Quota.parity(4));
        var browser = Browser.of(port, "member");
        var page = browser.open(gathering.path() + "/inscription");
        assertThat(page.html).contains("member@demonstration.example");
        var sent = page.form(gathering.path() + "/inscription").send();
        assertThat(sent.statusCode()).isEqualTo(303);
        String ticket = sent.headers().firstValue("Location").orElseThrow();
        assertThat(ticket).contains("/billet?jeton=");
        assertThat(browser.open(ticket).html).contains("Vous avez une place", "<svg", "place confirmée");
        assertThat(browser.open("/agenda/mes-inscriptions").html).contains(ticket);
    }

    @Test
    void a_member_who_registers_from_many_windows_at_once_is_registered_once() throws Exception {
        var gathering = given.published(Quota.parity(4));
        var member = people.get(given.memberOf("cercle-mirabelle").personId());
        var sheet = sheet(member.email().text(), College.CIVIL_SOCIETY);
        Set<String> tickets = ConcurrentHashMap.newKeySet();
        try (var windows = Executors.newFixedThreadPool(8)) {
            for (var sent : windows.invokeAll(Collections.nCopies(16, (Callable<Boolean>) () -> tickets.add(
                    registrations.ask(gathering.slug(), sheet, member).orElseThrow())))) sent.get();
        }
        assertThat(tickets).hasSize(1);
        assertThat(standing(
                        registrations.get(gathering.slug(), tickets.iterator().next())))
                .isEqualTo(Registration.Standing.CONFIRMED);
        assertThat(subjects(member.email().text())).hasSize(1);
    }

    @Test
    void two_workshops_of_one_slot_are_refused_and_nothing_is_kept() {
        var forum = given.published(Quota.parity(4));
        var by = given.coordinator();
        gatherings.addSlot(by, forum.slug(), forum.startsAt(), forum.endsAt());
        for (int i = 0; i < 2; i++)
            gatherings.setWorkshop(
                    by,
                    forum.slug(),
                    null,
                    new Gatherings.WorkshopSheet(1, new Bilingual("Un", null), null, null, Quota.open(5), null));
        String email = address();
        assertThatThrownBy(() -> registrations.ask(forum.slug(), sheet(email, College.CITIZEN, 1, 2), null))
                .hasMessage("agenda.registration.slot");
        assertThat(subjects(email)).isEmpty();
        assertThat(db.sql("select count(*) from registration where email = ?")
                        .param(email)
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void a_visitor_registers_by_a_letter_waits_and_cancels() {
        var gathering = given.published(Quota.parity(2));
        join(gathering, College.CITIZEN);
        var browser = new Browser(port);
        String email = address();
        var wrong = browser.open(gathering.path() + "/inscription")
                .form(gathering.path() + "/inscription")
                .with("nom", "Zoé")
                .with("courriel", "zoé")
                .send();
        assertThat(wrong.body()).contains("Écrivez une adresse", "Dites pour qui vous parlez", "value=\"Zoé\"");
        var asked = browser.new Opened(wrong.body())
                .form(gathering.path() + "/inscription")
                .with("courriel", email)
                .with("college", "CITIZEN")
                .send();
        assertThat(asked.headers().firstValue("Location")).hasValue(gathering.path() + "/inscription/demandee");
        assertThat(browser.open(gathering.path() + "/inscription/demandee").html)
                .contains("Ouvrez votre boîte");
        String link = link(email).orElseThrow();
        var confirmed = browser.open(link)
                .form(gathering.path() + "/inscription/confirmer")
                .send();
        String ticket = confirmed.headers().firstValue("Location").orElseThrow();
        assertThat(browser.open(ticket).html).contains("Complet", "liste d’attente, rang 1");
        browser.open(ticket).form(gathering.path() + "/inscription/annulation").send();
        assertThat(browser.open(ticket).html).contains("Votre inscription est annulée");
    }

    private Optional<String> link(String email) {
        var found = LINK.matcher(db.sql("select body from mail where recipient = ? order by id desc limit 1")
                .param(email)
                .query(String.class)
                .single());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }
}
