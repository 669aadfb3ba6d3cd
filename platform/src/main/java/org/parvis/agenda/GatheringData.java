package org.parvis.agenda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Visit;

/** A gathering as search engines read it (schema.org, Event). Where one joins online stays with those who have a place. */
final class GatheringData {
    private static final String SCHEMA = "https://schema.org/";

    private GatheringData() {}

    /** For {@link Visit#jsonLd}: {@code steps} say whether its hours were changed, {@code cycle} which series it is of. */
    static Map<String, Object> of(Gathering g, List<Gathering.Step> steps, @Nullable Cycle cycle, Visit visit) {
        var data = new LinkedHashMap<String, Object>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Event");
        data.put("name", visit.in(g.title()));
        data.put("description", visit.in(g.summary()));
        data.put("url", visit.absolute(visit.link(g.path())));
        data.put("startDate", g.starts().toOffsetDateTime().toString());
        data.put("endDate", g.ends().toOffsetDateTime().toString());
        var moved = steps.stream().filter(s -> s.wasFrom() != null).findFirst().orElse(null);
        data.put(
                "eventStatus",
                SCHEMA
                        + (g.standing() == Gathering.Standing.CANCELLED
                                ? "EventCancelled"
                                : moved != null ? "EventRescheduled" : "EventScheduled"));
        if (moved != null && moved.wasFrom() != null)
            data.put(
                    "previousStartDate",
                    moved.wasFrom().atZone(g.zone()).toOffsetDateTime().toString());
        data.put(
                "eventAttendanceMode",
                SCHEMA
                        + switch (g.mode()) {
                            case IN_PERSON -> "OfflineEventAttendanceMode";
                            case ONLINE -> "OnlineEventAttendanceMode";
                            case HYBRID -> "MixedEventAttendanceMode";
                        });
        var locations = new ArrayList<Map<String, ?>>();
        if (g.place() != null) locations.add(Map.of("@type", "Place", "name", g.place(), "address", g.place()));
        if (g.mode() != Gathering.Mode.IN_PERSON)
            locations.add(Map.of("@type", "VirtualLocation", "url", visit.absolute(visit.link(g.path()))));
        data.put("location", locations.size() == 1 ? locations.getFirst() : locations);
        data.put(
                "organizer",
                g.organisers().stream()
                        .map(o -> Map.of(
                                "@type",
                                "Organization",
                                "name",
                                visit.in(o.full()),
                                "url",
                                visit.absolute(visit.link(o.path()))))
                        .toList());
        data.put("inLanguage", g.languages());
        data.put("isAccessibleForFree", true);
        if (cycle != null)
            data.put(
                    "superEvent",
                    Map.of(
                            "@type",
                            "EventSeries",
                            "name",
                            visit.in(cycle.title()),
                            "url",
                            visit.absolute(visit.link(cycle.path()))));
        return data;
    }
}
