package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.TestTime;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.journal.Journal;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class GatheringsTest {
    private static final Bilingual REASON = new Bilingual("La salle a brûlé.", null);

    @LocalServerPort
    int port;

    @Autowired
    GivenGathering given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Agenda agenda;

    @Autowired
    Places places;

    @Autowired
    Journal journal;

    @Autowired
    CivicClock clock;

    @Autowired
    TestTime time;

    @Autowired
    JdbcClient db;

    private String lastAct() {
        return journal.get(journal.findHead().orElseThrow().number()).act();
    }

    @Test
    void a_draft_is_its_organisers_alone_until_it_is_published() {
        var sheet = given.sheet(Quota.open(null));
        gatherings.create(given.organiser(), sheet);
        assertThat(gatherings.get(sheet.slug(), given.coordinator()).standing()).isEqualTo(Gathering.Standing.DRAFT);
        assertThatThrownBy(() -> gatherings.get(sheet.slug(), null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> gatherings.publish(given.stranger(), sheet.slug()))
                .isInstanceOf(NotFound.class);
        gatherings.publish(given.organiser(), sheet.slug());
        assertThat(lastAct()).contains("agenda.published");
        var published = gatherings.get(sheet.slug(), null);
        assertThat(published.phase(clock.now())).isEqualTo(Gathering.Phase.COMING);
        assertThatThrownBy(() -> gatherings.getOrganised(sheet.slug(), given.stranger()))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void whoever_contributes_for_an_institution_prepares_its_gatherings_and_no_other() {
        assertThatThrownBy(() -> gatherings.create(given.stranger(), given.sheet(Quota.open(null))))
                .hasMessage("agenda.organiser.own");
        assertThatThrownBy(() -> gatherings.create(given.memberOf("cercle-mirabelle"), given.sheet(Quota.open(null))))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void two_gatherings_never_bear_one_address() {
        var sheet = given.sheet(Quota.open(null));
        gatherings.create(given.coordinator(), sheet);
        assertThatThrownBy(() -> gatherings.create(given.coordinator(), sheet)).hasMessage("agenda.slug.taken");
    }

    @Test
    void the_hours_of_a_published_gathering_move_with_a_reason_and_everyone_keeps_their_place() {
        var gathering = given.published(Quota.parity(4));
        gatherings.addSlot(
                given.coordinator(),
                gathering.slug(),
                gathering.startsAt(),
                gathering.startsAt().plusSeconds(1800));
        gatherings.addSlot(
                given.coordinator(),
                gathering.slug(),
                gathering.startsAt().plusSeconds(1800),
                gathering.startsAt().plusSeconds(3600));
        given.registered(gathering, College.CITIZEN);
        places.fill(quota(gathering, College.CITIZEN).id(), clock.now());
        var later = gathering.startsAt().plusSeconds(1800);
        gatherings.postpone(given.organiser(), gathering.slug(), later, later.plus(Duration.ofHours(3)), REASON);
        var moved = gatherings.get(gathering.slug(), null);
        assertThat(moved.startsAt()).isEqualTo(later);
        assertThat(moved.sequence()).isOne();
        assertThat(gatherings.getProgramme(moved).slots().getFirst().startsAt()).isEqualTo(later);
        assertThat(quota(moved, College.CITIZEN).taken()).isOne();
        assertThat(gatherings.getWhole(moved).steps().getLast().wasFrom()).isEqualTo(gathering.startsAt());
        assertThat(lastAct()).contains("agenda.postponed");
        assertThatThrownBy(() -> gatherings.postpone(given.organiser(), gathering.slug(), later, later, REASON))
                .hasMessage("agenda.form.fin.early");
        var sheet = given.sheet(Quota.parity(4));
        assertThatThrownBy(() -> gatherings.change(
                        given.organiser(),
                        gathering.slug(),
                        GivenGathering.sheet(
                                gathering.slug(), sheet.startsAt(), Duration.ofHours(9), "ditp", Quota.parity(4))))
                .hasMessage("agenda.change.hours");
    }

    private Quota quota(Gathering gathering, College college) {
        return places.list(gathering).stream()
                .filter(q -> q.workshop() == null && q.isOf(college))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_cancelled_gathering_keeps_its_page_and_its_reason() {
        var gathering = given.published(Quota.open(null));
        gatherings.cancel(given.organiser(), gathering.slug(), REASON);
        assertThat(new Browser(port).open(gathering.path()).html).contains("Annulée le", REASON.fr());
        assertThatThrownBy(() -> gatherings.cancel(given.organiser(), gathering.slug(), REASON))
                .hasMessage("agenda.cancel.late");
        assertThatThrownBy(() -> gatherings.change(
                        given.organiser(),
                        gathering.slug(),
                        GivenGathering.sheet(
                                gathering.slug(), gathering.startsAt(), gathering.lasting(), "ditp", Quota.open(null))))
                .hasMessage("agenda.change.ended");
    }

    @Test
    void a_past_gathering_owes_a_report_and_is_late_after_two_weeks() {
        var gathering = given.published(Quota.open(null));
        time.pass(Duration.ofDays(21));
        assertThat(gathering.phase(clock.now())).isEqualTo(Gathering.Phase.HELD);
        assertThat(gathering.reportLateDays(clock.now())).isZero();
        time.pass(Duration.ofDays(17));
        assertThat(gathering.reportLateDays(clock.now())).isEqualTo(3);
        assertThat(new Browser(port).open(gathering.path()).html).contains("Compte rendu en retard de 3 jours");
    }

    @Test
    void an_association_proposes_and_is_answered_in_public() {
        var member = given.memberOf("cercle-mirabelle");
        var sheet = GivenGathering.sheet(
                "proposee-" + member.personId(),
                given.inDays(30),
                Duration.ofHours(1),
                "cercle-mirabelle",
                Quota.open(30));
        gatherings.propose(member, sheet);
        assertThatThrownBy(() -> gatherings.publish(member, sheet.slug())).hasMessage("agenda.publish.unanswered");
        assertThatThrownBy(() -> gatherings.answer(member, sheet.slug(), true, REASON))
                .isInstanceOf(Forbidden.class);
        gatherings.answer(given.coordinator(), sheet.slug(), true, new Bilingual("Oui, volontiers.", null));
        assertThatThrownBy(() -> gatherings.answer(given.coordinator(), sheet.slug(), false, REASON))
                .hasMessage("agenda.answer.twice");
        assertThat(new Browser(port).open("/agenda/propositions").html).contains("Oui, volontiers.");
        gatherings.publish(member, sheet.slug());
        assertThat(gatherings.get(sheet.slug(), null).isOrganisedBy(member)).isTrue();
        assertThatThrownBy(() -> gatherings.propose(given.memberOf("passe-muret"), sheet))
                .isInstanceOf(Forbidden.class);
    }

    @Test
    void slots_neither_overlap_nor_leave_their_gathering() {
        var gathering = given.published(Quota.open(null));
        var from = gathering.startsAt();
        gatherings.addSlot(given.organiser(), gathering.slug(), from, from.plusSeconds(3600));
        assertThatThrownBy(() -> gatherings.addSlot(
                        given.organiser(), gathering.slug(), from.plusSeconds(3599), from.plusSeconds(5000)))
                .hasMessage("agenda.slot.overlapping");
        assertThatThrownBy(() -> gatherings.addSlot(
                        given.organiser(), gathering.slug(), from.minusSeconds(1), from.plusSeconds(1)))
                .hasMessage("agenda.slot.outside");
        gatherings.setWorkshop(
                given.organiser(),
                gathering.slug(),
                null,
                new Gatherings.WorkshopSheet(1, new Bilingual("Un atelier", null), null, null, Quota.parity(40), null));
        assertThatThrownBy(() -> gatherings.removeSlot(given.organiser(), gathering.slug(), 1))
                .hasMessage("agenda.slot.full");
        assertThat(places.list(gathering).stream().filter(q -> q.workshop() != null))
                .extracting(Quota::places)
                .containsExactly(20, 20);
    }

    @Test
    void fewer_places_than_people_who_have_one_are_refused_and_new_ones_go_to_those_who_wait() {
        var gathering = given.published(Quota.parity(4));
        for (int i = 0; i < 4; i++) given.registered(gathering, College.CITIZEN);
        places.fill(quota(gathering, College.CITIZEN).id(), clock.now());
        assertThat(quota(gathering, College.CITIZEN))
                .extracting(Quota::taken, Quota::waiting)
                .containsExactly(2, 2);
        assertThatThrownBy(() -> places.share(gathering, null, Quota.parity(2), null, clock.now()))
                .hasMessage("agenda.places.below");
        assertThat(quota(gathering, College.CITIZEN).places()).isEqualTo(2);
        assertThat(places.share(gathering, null, Quota.parity(6), null, clock.now()))
                .hasSize(1);
        assertThat(quota(gathering, College.RESEARCH))
                .extracting(Quota::taken, Quota::waiting)
                .containsExactly(3, 1);
        assertThat(places.share(gathering, null, Quota.parity(6), given.inDays(-1), clock.now()))
                .as("released: the administration’s free places go to whoever waits")
                .hasSize(1);
        assertThat(places.share(gathering, null, Quota.open(null), null, clock.now()))
                .isEmpty();
        assertThat(quota(gathering, College.CITIZEN))
                .extracting(Quota::taken, Quota::waiting)
                .containsExactly(4, 0);
    }

    @Test
    void a_list_is_read_forth_and_back_without_losing_any() {
        var filter = GatheringFilter.NONE;
        var now = Instant.parse("2022-05-02T07:00:00Z");
        for (var period : GatheringFilter.Period.values()) {
            var all = agenda.list(filter, period, now, 500).gatherings();
            var found = new java.util.ArrayList<Gathering>();
            var page = agenda.list(filter, period, now, 3);
            found.addAll(page.gatherings());
            while (!page.isLast()) {
                page = agenda.list(after(page.gatherings().getLast()), period, now, 3);
                found.addAll(page.gatherings());
            }
            assertThat(found)
                    .extracting(Gathering::slug)
                    .isEqualTo(all.stream().map(Gathering::slug).toList());
            var back = agenda.list(before(all.get(3)), period, now, 3);
            assertThat(back.gatherings())
                    .extracting(Gathering::slug)
                    .isEqualTo(all.subList(0, 3).stream().map(Gathering::slug).toList());
            assertThat(back.isFirst()).isTrue();
        }
    }

    private static GatheringFilter after(Gathering g) {
        return new GatheringFilter(null, null, null, null, null, null, g.id(), null);
    }

    private static GatheringFilter before(Gathering g) {
        return new GatheringFilter(null, null, null, null, null, null, null, g.id());
    }

    @Test
    void a_month_holds_each_gathering_that_touches_it() {
        var slugs = agenda.listMonth(GatheringFilter.NONE, YearMonth.of(2021, 4), ZoneId.of("Europe/Paris")).stream()
                .map(Gathering::slug);
        assertThat(slugs).contains("hackathon-covid-19", "atelier-action-publique-locale");
        var html = new Browser(port).open("/agenda?vue=mois&mois=2021-04").html;
        assertThat(html.split("/agenda/hackathon-covid-19\"", -1))
                .as("both of its days")
                .hasSize(3);
    }

    @Test
    void an_unknown_criterion_is_refused_with_those_there_are() {
        var browser = new Browser(port);
        for (String query :
                List.of("couleur=bleu", "genre=bal", "apres=x", "apres=1&avant=2", "vue=mois&mois=avril", "vue=3d"))
            assertThat(browser.get("/agenda?" + query).statusCode()).as(query).isEqualTo(400);
        assertThat(browser.get("/agenda?couleur=bleu").body()).contains("genre");
        assertThat(browser.open("/agenda?genre=hackathon&theme=sante").html)
                .contains("Hackathon Covid-19")
                .doesNotContain("Micro ouvert");
    }

    @Test
    void a_form_says_what_is_wrong_and_keeps_what_was_typed() {
        var browser = Browser.of(port, "coordinator");
        var answer = browser.open("/agenda/nouvelle")
                .form("/agenda")
                .with("titre", "Été à l’œuvre : l’open data !")
                .with("resume", "Une phrase.")
                .with("genre", "FORUM")
                .with("forme", "IN_PERSON")
                .with("debut", "2022-07-01T10:00")
                .with("fin", "2022-07-01T09:00")
                .with("organisateurs", "ditp")
                .with("places", "40")
                .with("partage", "SIDES")
                .with("places_cote_administration", "20")
                .with("places_cote_society", "18")
                .send();
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains(
                        "La fin doit venir après le début.",
                        "Donnez le lieu",
                        "Les parts font 38 places",
                        "Une phrase.");
        var odd = browser.new Opened(answer.body())
                .form("/agenda")
                .with("fin", "2022-07-01T11:00")
                .with("lieu", "Une salle")
                .with("partage", "PARITY")
                .with("places", "39")
                .send();
        assertThat(odd.body()).contains("39 places ne font pas deux moitiés");
        var sent = browser.new Opened(odd.body())
                .form("/agenda")
                .with("places", "40")
                .send();
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).hasValue("/agenda/ete-a-l-oeuvre-l-open-data");
        assertThat(browser.open("/agenda/ete-a-l-oeuvre-l-open-data/modification").html)
                .contains("value=\"PARITY\" checked");
    }
}
