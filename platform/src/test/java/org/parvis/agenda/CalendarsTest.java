package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Parameter;
import net.fortuna.ical4j.model.component.CalendarComponent;
import net.fortuna.ical4j.model.property.Categories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parvis.Browser;
import org.parvis.ParvisTest;
import org.parvis.house.CivicClock;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Calendars as another program reads them. */
@ParvisTest
class CalendarsTest {
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Bilingual TITLE = new Bilingual(
            "« Où va l’argent ? », en ville ; à côté, 🗳️🇫🇷 puis \\ encore", "Where money goes, and back; all of it");
    private static final String SUMMARY =
            "Première ligne, avec une virgule ; un point-virgule\nDeuxième ligne : éàüœ 🗳️🇫🇷👩🏽‍💻 ".repeat(4)
                    + "fin";
    private static final String PLACE = "Lieu de la transformation publique, 77 avenue de Ségur ; Paris";

    @LocalServerPort
    int port;

    @Autowired
    GivenTalk given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Calendars calendars;

    @Autowired
    CivicClock clock;

    @Autowired
    JdbcClient db;

    static List<CalendarComponent> events(String file) {
        try {
            return new CalendarBuilder().build(new StringReader(file)).getComponents("VEVENT");
        } catch (IOException | ParserException e) {
            throw new AssertionError(file, e);
        }
    }

    static String of(CalendarComponent event, String property) {
        return event.getRequiredProperty(property).getValue();
    }

    static Instant at(CalendarComponent event, String property) {
        return Instant.from(UTC.parse(of(event, property)));
    }

    @Test
    void every_field_is_read_back_by_another_program() {
        var talk = given.published(
                GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE));
        String file = calendars.ics(talk, Language.FR);
        var event = events(file).getFirst();
        assertThat(of(event, "UID")).isEqualTo("gathering-" + talk.id() + "@localhost");
        assertThat(of(event, "SUMMARY")).isEqualTo(TITLE.fr());
        assertThat(of(event, "LOCATION")).isEqualTo(PLACE);
        assertThat(of(event, "DESCRIPTION"))
                .startsWith(SUMMARY)
                .contains("jeudi 9 juin 2022 18:30 – 20:00 (heure de Europe/Paris)")
                .endsWith(talk.path());
        assertThat(of(event, "URL")).endsWith(talk.path()).startsWith("http");
        assertThat(at(event, "DTSTART")).isEqualTo(Instant.parse("2022-06-09T16:30:00Z"));
        assertThat(at(event, "DTEND")).isEqualTo(Instant.parse("2022-06-09T18:00:00Z"));
        assertThat(at(event, "DTSTAMP")).isEqualTo(at(event, "LAST-MODIFIED"));
        assertThat(of(event, "SEQUENCE")).isEqualTo("0");
        assertThat(of(event, "STATUS")).isEqualTo("CONFIRMED");
        var organiser = event.getRequiredProperty("ORGANIZER");
        assertThat(organiser.getRequiredParameter(Parameter.CN).getValue())
                .isEqualTo(talk.organisers().getFirst().full().fr());
        assertThat(organiser.getValue()).endsWith("/organisations/ditp");
        assertThat(((Categories) event.getRequiredProperty("CATEGORIES"))
                        .getCategories()
                        .getTexts())
                .containsExactlyInAnyOrder("Conférence", "Justice");
        assertThat(file).doesNotContain("visio.example");
    }

    @Test
    void no_line_is_longer_than_75_octets_and_no_character_is_cut() {
        var talk = given.published(
                GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE));
        String file = calendars.ics(talk, Language.FR);
        assertThat(file).endsWith("END:VCALENDAR\r\n");
        assertThat(file.split("\r\n")).allSatisfy(line -> {
            byte[] octets = line.getBytes(StandardCharsets.UTF_8);
            assertThat(octets.length).isLessThanOrEqualTo(75);
            assertThat(new String(octets, StandardCharsets.UTF_8)).isEqualTo(line);
            assertThat(line).doesNotContain("\n", "\r");
        });
    }

    @Test
    void the_english_file_speaks_english() {
        var talk = given.published(
                GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE));
        var event = events(calendars.ics(talk, Language.EN)).getFirst();
        assertThat(of(event, "SUMMARY")).isEqualTo(TITLE.en());
        assertThat(of(event, "URL")).contains("/en/agenda/");
        assertThat(of(event, "DESCRIPTION")).contains("(Europe/Paris time)");
    }

    @ParameterizedTest
    @CsvSource({
        "2022-12-31T23:30, 2023-01-01T01:00, Europe/Paris, 2022-12-31T22:30:00Z, 2023-01-01T00:00:00Z",
        "2022-12-31T23:30, 2023-01-01T01:00, America/Guadeloupe, 2023-01-01T03:30:00Z, 2023-01-01T05:00:00Z",
        "2022-12-31T23:30, 2023-01-01T01:00, Indian/Reunion, 2022-12-31T19:30:00Z, 2022-12-31T21:00:00Z",
        "2023-03-26T01:30, 2023-03-26T03:30, Europe/Paris, 2023-03-26T00:30:00Z, 2023-03-26T01:30:00Z",
        "2023-10-29T01:30, 2023-10-29T03:30, Europe/Paris, 2023-10-28T23:30:00Z, 2023-10-29T02:30:00Z"
    })
    void hours_are_those_of_the_place_wherever_it_is(
            String from, String until, String zone, Instant starts, Instant ends) {
        var talk = given.published(GivenTalk.sheet(TITLE, "Court.", from, until, zone, PLACE));
        var event = events(calendars.ics(talk, Language.FR)).getFirst();
        assertThat(at(event, "DTSTART")).isEqualTo(starts);
        assertThat(at(event, "DTEND")).isEqualTo(ends);
        assertThat(of(event, "DESCRIPTION")).contains("(heure de " + zone + ")", from.substring(11));
    }

    @Test
    void a_cancelled_or_postponed_gathering_keeps_its_name_and_counts_up() {
        var talk = given.published(
                GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE));
        var before = events(calendars.ics(talk, Language.FR)).getFirst();
        gatherings.postpone(
                given.coordinator(),
                talk.slug(),
                talk.startsAt().plusSeconds(86_400),
                talk.endsAt().plusSeconds(86_400),
                new Bilingual("La salle est prise.", null));
        gatherings.cancel(given.coordinator(), talk.slug(), new Bilingual("Plus personne.", null));
        var after = events(new Browser(port).get(talk.path() + ".ics").body()).getFirst();
        assertThat(of(after, "UID")).isEqualTo(of(before, "UID"));
        assertThat(of(after, "SEQUENCE")).isEqualTo("2");
        assertThat(of(after, "STATUS")).isEqualTo("CANCELLED");
        assertThat(at(after, "DTSTART")).isEqualTo(at(before, "DTSTART").plusSeconds(86_400));
    }

    @Test
    void drafts_are_in_no_file() {
        var sheet = GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE);
        gatherings.create(given.coordinator(), sheet);
        var coordinator = Browser.of(port, "coordinator");
        assertThat(coordinator.get("/agenda/" + sheet.slug() + ".ics").statusCode())
                .isEqualTo(404);
        assertThat(coordinator.get("/agenda.ics").body()).doesNotContain(sheet.slug());
    }

    @Test
    void a_calendar_is_not_sent_twice_until_something_changes() {
        var talk = given.published(
                GivenTalk.sheet(TITLE, SUMMARY, "2022-06-09T18:30", "2022-06-09T20:00", "Europe/Paris", PLACE));
        var browser = new Browser(port);
        for (String path : List.of("/agenda.ics", "/agenda.ics?lang=en", talk.path() + ".ics")) {
            var first = browser.get(path);
            assertThat(first.headers().firstValue("Cache-Control")).hasValue("public, no-cache");
            assertThat(first.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
            String edition = first.headers().firstValue("ETag").orElseThrow();
            assertThat(browser.get(path, "If-None-Match", edition).statusCode()).isEqualTo(304);
            db.sql("update gathering set place = place || '.' where id = ?")
                    .param(talk.id())
                    .update();
            assertThat(browser.get(path, "If-None-Match", edition).statusCode()).isEqualTo(200);
        }
        assertThat(browser.get("/agenda.ics?lang=de").statusCode()).isEqualTo(400);
    }

    @Test
    void twenty_thousand_gatherings_are_one_file_in_the_order_of_their_hours() {
        try {
            db.sql("""
                    insert into gathering (slug, kind, mode, standing, initiative, title_fr, summary_fr, starts_at, ends_at, zone, fictional)
                    select 'essai-flux-' || n, 'TALK', 'ONLINE', 'PUBLISHED', 'SOCIETY', 'Rencontre ' || n, 'Une parmi d’autres.',
                           timestamptz '1995-01-01' + make_interval(hours => n / 3), timestamptz '1995-01-01 02:00' + make_interval(hours => n / 3),
                           'Europe/Paris', true from generate_series(1, 20000) n""").update();
            String file = new Browser(port).get("/agenda.ics").body();
            var events = events(file);
            assertThat(events.stream()
                            .filter(e -> of(e, "SUMMARY").startsWith("Rencontre "))
                            .map(e -> of(e, "UID"))
                            .distinct())
                    .hasSize(20_000);
            assertThat(events).isSortedAccordingTo(java.util.Comparator.comparing(e -> at(e, "DTSTART")));
        } finally {
            db.sql("delete from gathering where slug like 'essai-flux-%'").update();
        }
    }
}
