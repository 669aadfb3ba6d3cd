package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.accounts.College;
import org.parvis.house.CivicClock;
import org.parvis.participation.Consultation;
import org.parvis.participation.Consultations;
import org.parvis.trace.Link;
import org.parvis.trace.Thing;
import org.parvis.trace.Traces;
import org.parvis.web.Bilingual;
import org.parvis.web.Forbidden;
import org.parvis.web.NotFound;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParvisTest
class GatheringOutcomesTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenHeld given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    GatheringOutcomes outcomes;

    @Autowired
    GatheringReports reports;

    @Autowired
    Consultations consultations;

    @Autowired
    Traces traces;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    private static GatheringOutcomes.Sheet sheet(GatheringOutcome.Kind kind, String title) {
        return new GatheringOutcomes.Sheet(
                kind, null, new Bilingual(title, null), new Bilingual("Ce qui fut dit.", null), null);
    }

    private int draft(Gathering gathering, GatheringOutcome.Kind kind) {
        return outcomes.write(given.organiser(), gathering.slug(), null, sheet(kind, "Une suite"), null);
    }

    private static GatheringReports.Sheet report(GatheringReport.@Nullable Sides sides) {
        return new GatheringReports.Sheet(new Bilingual("Tout s’est bien passé.", null), sides, "DITP\nAnticor");
    }

    private Consultation open() {
        return consultations.list(null).stream()
                .filter(c -> c.isOpen(clock.now()) && c.proposals())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_draft_is_its_organisers_alone_and_what_is_published_no_longer_changes() {
        var gathering = given.held(3, null);
        int number = draft(gathering, GatheringOutcome.Kind.DECISION);
        assertThatThrownBy(() -> outcomes.get(gathering, number, null)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> outcomes.get(gathering, number, given.stranger()))
                .isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> outcomes.publish(given.stranger(), gathering.slug(), number))
                .isInstanceOf(Forbidden.class);
        outcomes.publish(given.organiser(), gathering.slug(), number);
        assertThat(outcomes.get(gathering, number, null).isPublic()).isTrue();
        assertThatThrownBy(() -> outcomes.write(
                        given.organiser(),
                        gathering.slug(),
                        number,
                        sheet(GatheringOutcome.Kind.DECISION, "Autre chose"),
                        null))
                .hasMessage("agenda.outcome.published");
        assertThatThrownBy(() -> outcomes.remove(given.organiser(), gathering.slug(), number))
                .hasMessage("agenda.outcome.published");
    }

    @Test
    void a_document_has_a_link_or_a_file() {
        var gathering = given.held(3, null);
        assertThatThrownBy(() -> draft(gathering, GatheringOutcome.Kind.DOCUMENT))
                .hasMessage("agenda.outcome.document");
    }

    @Test
    void the_trace_leads_from_a_gathering_through_its_outcome_to_a_commitment_and_back() {
        var gathering = given.held(3, null);
        int number = draft(gathering, GatheringOutcome.Kind.DECISION);
        String address = gathering.path() + "/suites/" + number;
        assertThat(traces.find(address, clock.today())).isEmpty();
        outcomes.publish(given.organiser(), gathering.slug(), number);
        traces.link(
                given.coordinator(),
                Link.Kind.ADOPTED_IN,
                address,
                GivenHeld.ACTION_47,
                Traces.Reason.of("Reprise dans l’action."),
                clock.today());
        var down = traces.of(traces.find(gathering.path(), clock.today()).orElseThrow(), clock.today());
        assertThat(down.down()).extracting(s -> s.thing().address()).startsWith(address, GivenHeld.ACTION_47);
        var up = traces.of(traces.find(GivenHeld.ACTION_47, clock.today()).orElseThrow(), clock.today());
        assertThat(up.up()).extracting(s -> s.thing().address()).contains(address, gathering.path());
        var own = traces.of(traces.find(address, clock.today()).orElseThrow(), clock.today());
        assertThat(own.of().kind()).isEqualTo(Thing.Kind.OUTCOME);
        assertThat(own.up().getFirst().link().kind()).isEqualTo(Link.Kind.RAISED_AT);
    }

    @Test
    void what_is_proposed_at_a_gathering_becomes_a_contribution_of_its_open_consultation() {
        var consultation = open();
        var gathering = given.held(1, consultation.path());
        int number = draft(gathering, GatheringOutcome.Kind.CONTRIBUTION);
        outcomes.publish(given.organiser(), gathering.slug(), number);
        var it = outcomes.get(gathering, number, null);
        String contribution = Objects.requireNonNull(it.contribution());
        var row = db.sql("select standing, author_id, author_kind, source from contribution where id = ?")
                .param(Long.parseLong(contribution.replaceAll("\\D", "")))
                .query()
                .singleRow();
        assertThat(row).containsEntry("standing", "PUBLIC").containsEntry("source", it.path());
        assertThat(row.get("author_id")).isNull();
        assertThat(String.valueOf(row.get("author_kind"))).startsWith("atelier");
        assertThat(traces.listFrom(it.path())).extracting(Link::outcome).containsExactly(contribution);
        assertThat(new Browser(port).open(contribution).html).contains("atelier");
    }

    @Test
    void where_the_consultation_was_closed_already_it_stands_by_itself() {
        var consultation = consultations.list(null).stream()
                .filter(c -> clock.now().isAfter(c.closesAt()))
                .findFirst()
                .orElseThrow();
        var gathering = given.held(0, consultation.path());
        int number = draft(gathering, GatheringOutcome.Kind.CONTRIBUTION);
        outcomes.publish(given.organiser(), gathering.slug(), number);
        assertThat(outcomes.get(gathering, number, null).contribution()).isNull();
    }

    @Test
    void a_report_counts_who_came_and_publishes_all_drafts_once() {
        var gathering = given.held(3, null);
        given.registered(gathering, College.ADMINISTRATION, "DITP", true);
        given.registered(gathering, College.ELECTED, "", true);
        given.registered(gathering, College.CITIZEN, " anticor ", true);
        given.registered(gathering, College.CITIZEN, "Absents", false);
        int number = draft(gathering, GatheringOutcome.Kind.MINUTES);
        assertThat(reports.listOrganisations(gathering)).containsExactly("anticor", "DITP");
        assertThatThrownBy(() -> reports.publish(given.stranger(), gathering.slug(), report(null)))
                .isInstanceOf(Forbidden.class);
        reports.publish(given.organiser(), gathering.slug(), report(new GatheringReport.Sides(900, 900)));
        var found = reports.find(gatherings.get(gathering.slug(), null)).orElseThrow();
        assertThat(found.counted()).isTrue();
        assertThat(found.sides()).isEqualTo(new GatheringReport.Sides(2, 1));
        assertThat(found.organisations()).containsExactly("DITP", "Anticor");
        assertThat(outcomes.get(gathering, number, null).isPublic()).isTrue();
        assertThatThrownBy(() -> reports.publish(given.organiser(), gathering.slug(), report(null)))
                .hasMessage("agenda.report.twice");
        assertThat(db.sql("select count(*) from journal_entry where reference = ? and kind = 'agenda.reported'")
                        .param(gathering.path())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void a_report_of_what_nobody_counted_says_how_many_came() {
        var gathering = given.held(3, null);
        assertThatThrownBy(() -> reports.publish(given.organiser(), gathering.slug(), report(null)))
                .hasMessage("agenda.report.sides");
        reports.publish(given.organiser(), gathering.slug(), report(new GatheringReport.Sides(12, 8)));
        var found = reports.find(gathering).orElseThrow();
        assertThat(found.counted()).isFalse();
        assertThat(found.sides()).isEqualTo(new GatheringReport.Sides(12, 8));
        assertThatThrownBy(() ->
                        reports.publish(given.organiser(), given.hackathon(4).slug(), report(null)))
                .hasMessage("agenda.report.early");
    }

    @Test
    void reports_are_owed_by_their_organisers_and_the_coordination() {
        var gathering = given.held(20, null);
        assertThat(reports.listOwed(given.organiser()))
                .extracting(Gathering::slug)
                .contains(gathering.slug());
        assertThat(reports.listOwed(given.coordinator()))
                .extracting(Gathering::slug)
                .contains(gathering.slug());
        assertThat(reports.listOwed(given.stranger()))
                .extracting(Gathering::slug)
                .doesNotContain(gathering.slug());
        assertThat(gathering.reportLateDays(clock.now())).isEqualTo(6);
        assertThat(Browser.of(port, "contributor").open("/taches").html).contains("compte");
    }

    @Test
    void an_organiser_writes_an_outcome_and_the_report_by_their_pages() {
        var gathering = given.held(3, null);
        var organiser = Browser.of(port, "contributor");
        String path = gathering.path();
        var wrong = organiser
                .open(path + "/suites/nouvelle")
                .form(path + "/suites")
                .with("titre", "Décision prise")
                .send();
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains("Décision prise");
        var kept = organiser
                .open(path + "/suites/nouvelle")
                .form(path + "/suites")
                .with("nature", "DECISION")
                .with("titre", "Décision prise")
                .with("texte", "Ouvrir les **données**.")
                .with("acte", "garder")
                .send();
        assertThat(kept.headers().firstValue("Location")).contains(path + "/suites/1");
        assertThat(new Browser(port).get(path + "/suites/1").statusCode()).isEqualTo(404);
        assertThat(new Browser(port).open(path + "/suites").html).doesNotContain("Décision prise");
        assertThat(organiser.open(path + "/suites").html).contains("Décision prise", "Brouillon");
        var report = organiser
                .open(path + "/compte-rendu")
                .form(path + "/compte-rendu")
                .with("administration", "7")
                .with("societe", "beaucoup")
                .with("texte", "Bien.");
        assertThat(report.send().statusCode()).isEqualTo(422);
        var sent = organiser
                .open(path + "/compte-rendu")
                .form(path + "/compte-rendu")
                .with("administration", "7")
                .with("societe", "9")
                .with("texte", "Bien.")
                .send();
        assertThat(sent.statusCode()).isEqualTo(303);
        var shown = new Browser(port);
        assertThat(shown.open(path + "/suites/1").html).contains("Décision prise", "<strong>données</strong>");
        assertThat(shown.open("/en" + path + "/suites/1").html).contains("Decision", "in French");
        assertThat(shown.open(path + "/suites/1/fil").html).contains("Une rencontre");
        assertThat(shown.get(path + "/fil.json").body()).contains(path + "/suites/1");
        assertThat(shown.open(path + "/suites/1").html).isEqualTo(new Browser(port).open(path + "/suites/1").html);
        assertThat(List.of(Browser.of(port, "contributor-justice")
                        .get(path + "/compte-rendu")
                        .statusCode()))
                .containsExactly(403);
    }
}
