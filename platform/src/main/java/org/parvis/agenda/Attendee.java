package org.parvis.agenda;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.Bilingual;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Someone on an organiser's list, as the people at the door see them.
 *
 * @param name none once it is erased, or for whoever walked in without saying it
 * @param verifiedAt when the college was proven; until then it is what the person says
 * @param answers to the organiser's questions, by their numbers in the database
 */
public record Attendee(
        long id,
        @Nullable String name,
        @Nullable String email,
        College college,
        @Nullable String organisation,
        Instant askedAt,
        @Nullable Instant cancelledAt,
        @Nullable Instant verifiedAt,
        boolean walkedIn,
        boolean fictional,
        Map<Long, String> answers,
        List<Place> places) {

    static final String SELECT = """
            select r.*, (select jsonb_agg(jsonb_build_object('slot', p.slot, 'workshop', w.number,
                             'title', bilingual(w.title_fr, w.title_en), 'standing', p.standing, 'attendedAt', p.attended_at,
                             'attendedBy', s.name,
                             'rank', case when p.standing <> 'WAITING' then 0 else (select count(*) from place a
                                 where a.quota_id = p.quota_id and a.standing = 'WAITING' and a.turn <= p.turn) end) order by p.slot)
                         from place p left join workshop w on w.id = p.workshop_id left join person s on s.id = p.attended_by
                         where p.registration_id = r.id) as places
            from registration r
            """;

    /**
     * Where someone stands on one list.
     *
     * @param slot 0 for the gathering itself
     * @param workshop the number of the workshop chosen for the slot, with its title
     * @param rank the n-th of the list, while waiting
     */
    public record Place(
            int slot,
            @Nullable Integer workshop,
            @Nullable Bilingual title,
            String standing,
            int rank,
            @Nullable Instant attendedAt,
            @Nullable String attendedBy) {

        public boolean isHeld() {
            return standing.equals("CONFIRMED");
        }

        public boolean isWaiting() {
            return standing.equals("WAITING");
        }
    }

    /** What can be done for someone at a door. */
    public enum Standing {
        /** Has a place, and has not come yet. */
        EXPECTED,
        PRESENT,
        WAITING,
        /** Waits for a place in the gathering before any in its workshops. */
        PENDING,
        /** Did not choose this workshop, nor another of its hours. */
        UNPLACED,
        /** Has a place in another workshop of these hours. */
        ELSEWHERE,
        CANCELLED
    }

    /** At the door of the gathering, or of one of its workshops. */
    public Standing at(Gathering.@Nullable Workshop door) {
        if (cancelledAt != null) return Standing.CANCELLED;
        var place = place(door == null ? 0 : door.slot()).orElse(null);
        boolean here =
                place != null && (door == null || Integer.valueOf(door.number()).equals(place.workshop()));
        if (place == null || place.standing().equals("CANCELLED") || !here && !place.isHeld())
            return door == null ? Standing.CANCELLED : Standing.UNPLACED;
        if (!here) return Standing.ELSEWHERE;
        if (place.attendedAt() != null) return Standing.PRESENT;
        return place.isHeld() ? Standing.EXPECTED : place.isWaiting() ? Standing.WAITING : Standing.PENDING;
    }

    public Optional<Place> place(int slot) {
        return places.stream().filter(p -> p.slot() == slot).findFirst();
    }

    /** The workshops chosen, as a programme goes. */
    public List<Place> workshops() {
        return places.stream()
                .filter(p -> p.slot() > 0 && !p.standing().equals("CANCELLED"))
                .sorted(Comparator.comparingInt(Place::slot))
                .toList();
    }

    static Attendee read(ResultSet row, JsonMapper json) throws SQLException {
        String places = row.getString("places");
        return new Attendee(
                row.getLong("id"),
                row.getString("name"),
                row.getString("email"),
                College.valueOf(row.getString("college")),
                row.getString("organisation"),
                row.getTimestamp("asked_at").toInstant(),
                Gatherings.instant(row, "cancelled_at"),
                Gatherings.instant(row, "verified_at"),
                row.getBoolean("walked_in"),
                row.getBoolean("fictional"),
                json.readValue(row.getString("answers"), new TypeReference<Map<Long, String>>() {}),
                places == null ? List.of() : json.readValue(places, new TypeReference<List<Place>>() {}));
    }
}
