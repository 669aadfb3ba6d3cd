package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.Month;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.accounts.College;
import org.parvis.web.Bilingual;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** In 2013, of which nothing else tells. */
@ParvisTest
class TallyTest {
    @LocalServerPort
    int port;

    @Autowired
    GivenHeld given;

    @Autowired
    Tallies tallies;

    @Autowired
    GatheringReports reports;

    @Autowired
    JdbcClient db;

    @AfterEach
    void these_years_are_left_as_found() {
        db.sql("delete from stated_tally where year = 2013").update();
        db.sql("update gathering set standing = 'CANCELLED' where starts_at < '2014-01-01'")
                .update();
    }

    private Gathering at(String end, Gathering.Kind kind) {
        return given.at(Instant.parse(end), kind, null, null);
    }

    private void report(Gathering gathering, long administration, long society) {
        reports.publish(
                given.organiser(),
                gathering.slug(),
                new GatheringReports.Sheet(
                        new Bilingual("Bien.", null), new GatheringReport.Sides(administration, society), ""));
    }

    @Test
    void a_year_counts_what_was_held_by_those_who_came_or_are_stated() {
        var counted = at("2013-03-05T12:00:00Z", Gathering.Kind.WORKSHOP);
        given.registered(counted, College.ADMINISTRATION, "", true);
        given.registered(counted, College.CITIZEN, "", true);
        given.registered(counted, College.CITIZEN, "", false);
        report(counted, 500, 500);
        report(at("2013-03-20T12:00:00Z", Gathering.Kind.FORUM), 30, 20);
        at("2013-05-01T12:00:00Z", Gathering.Kind.TALK);
        var cancelled = at("2013-06-01T12:00:00Z", Gathering.Kind.TALK);
        db.sql("update gathering set standing = 'CANCELLED' where id = ?")
                .param(cancelled.id())
                .update();
        db.sql("""
                insert into stated_tally (year, gatherings, participants, source_fr)
                values (2013, 36, 2300, 'Le programme')""").update();
        var tally = tallies.get(2013);
        assertThat(tally.gatherings()).isEqualTo(3);
        assertThat(tally.sides()).isEqualTo(new GatheringReport.Sides(31, 21));
        assertThat(tally.unknown()).isOne();
        assertThat(tally.hours()).isEqualTo(6);
        assertThat(tally.personHours()).isEqualTo(104);
        assertThat(tally.kinds()).containsEntry(Gathering.Kind.FORUM, 1L);
        assertThat(tally.initiatives()).containsEntry(College.Side.SOCIETY, 3L);
        assertThat(tally.months()).extracting(YearTally.OfMonth::month).containsExactly(Month.MARCH, Month.MAY);
        assertThat(tallies.listYears()).contains(2013);
        var visitor = new Browser(port);
        assertThat(visitor.open("/agenda/bilan?annee=2013").html)
                .contains("3 rencontres tenues en 2013", "Ce que dit le programme", "60\u00a0%");
        assertThat(visitor.open("/en/agenda/bilan?annee=2013").html).contains("3 events held in 2013", "2,300");
        assertThat(visitor.get("/agenda/bilan.json?annee=2013").body())
                .contains("\"participants\":52", "\"statedByTheProgramme\"");
        assertThat(visitor.get("/agenda/bilan?annee=hier").statusCode()).isEqualTo(400);
    }

    @Test
    void a_year_begins_where_the_gathering_takes_place() {
        at("2013-01-01T00:30:00Z", Gathering.Kind.TALK);
        assertThat(tallies.get(2012).gatherings()).isOne();
        assertThat(tallies.get(2013).gatherings()).isZero();
    }
}
