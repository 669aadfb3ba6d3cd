package org.parvis.agenda;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.parvis.ParvisTest;
import org.parvis.web.Assets;
import org.parvis.web.Bilingual;
import org.parvis.web.Identity;
import org.parvis.web.Language;
import org.parvis.web.Messages;
import org.parvis.web.Visit;
import org.springframework.beans.factory.annotation.Autowired;

@ParvisTest
class GatheringDataTest {
    @Autowired
    GivenTalk given;

    @Autowired
    Gatherings gatherings;

    @Autowired
    Messages messages;

    @Autowired
    Identity identity;

    @Autowired
    Assets assets;

    private Map<String, Object> data(Gathering gathering, @org.jspecify.annotations.Nullable Cycle cycle) {
        var visit = new Visit(
                Language.EN,
                gathering.path(),
                "",
                LocalDate.of(2022, 5, 2),
                null,
                "",
                new Visit.Instance(messages, identity, assets, "https://parvis.example", true));
        var data = GatheringData.of(gathering, gatherings.getWhole(gathering).steps(), cycle, visit);
        assertThat(Visit.jsonLd(data)).doesNotContain("visio.example");
        return data;
    }

    private Gathering talk(String zone) {
        return given.published(GivenTalk.sheet(
                new Bilingual("Une causerie", "A talk"),
                "Pour parler.",
                "2022-12-31T23:30",
                "2023-01-01T01:00",
                zone,
                "Basse-Terre"));
    }

    @Test
    void search_engines_read_when_where_and_by_whom() {
        var talk = talk("America/Guadeloupe");
        var cycle = new Cycle(
                1,
                "micro-ouverts",
                new Bilingual("Micro ouverts", "Open mics"),
                new Bilingual("Texte", null),
                "FREQ=DAILY;COUNT=1",
                LocalDate.of(2022, 12, 31),
                false,
                true,
                List.of("ditp"));
        assertThat(data(talk, cycle))
                .containsEntry("@context", "https://schema.org")
                .containsEntry("@type", "Event")
                .containsEntry("name", "A talk")
                .containsEntry("description", "Pour parler.")
                .containsEntry("startDate", "2022-12-31T23:30-04:00")
                .containsEntry("endDate", "2023-01-01T01:00-04:00")
                .containsEntry("eventStatus", "https://schema.org/EventScheduled")
                .containsEntry("eventAttendanceMode", "https://schema.org/MixedEventAttendanceMode")
                .containsEntry("url", "https://parvis.example/en" + talk.path())
                .containsEntry("inLanguage", List.of("fr"))
                .containsEntry("isAccessibleForFree", true)
                .containsEntry(
                        "location",
                        List.of(
                                Map.of("@type", "Place", "name", "Basse-Terre", "address", "Basse-Terre"),
                                Map.of("@type", "VirtualLocation", "url", "https://parvis.example/en" + talk.path())))
                .containsEntry(
                        "superEvent",
                        Map.of(
                                "@type",
                                "EventSeries",
                                "name",
                                "Open mics",
                                "url",
                                "https://parvis.example/en/agenda/cycles/micro-ouverts"));
        assertThat(data(talk, cycle).toString()).contains("https://parvis.example/en/organisations/ditp");
    }

    @Test
    void a_talk_that_moved_or_was_cancelled_says_so() {
        var talk = talk("Europe/Paris");
        gatherings.postpone(
                given.coordinator(),
                talk.slug(),
                talk.startsAt().plusSeconds(3600),
                talk.endsAt().plusSeconds(3600),
                new Bilingual("Plus tard.", null));
        assertThat(data(gatherings.get(talk.slug(), null), null))
                .containsEntry("eventStatus", "https://schema.org/EventRescheduled")
                .containsEntry("previousStartDate", "2022-12-31T23:30+01:00")
                .containsEntry("startDate", "2023-01-01T00:30+01:00");
        gatherings.cancel(given.coordinator(), talk.slug(), new Bilingual("Non.", null));
        assertThat(data(gatherings.get(talk.slug(), null), null))
                .containsEntry("eventStatus", "https://schema.org/EventCancelled")
                .doesNotContainKey("superEvent");
    }
}
