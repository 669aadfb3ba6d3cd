package org.parvis.agenda;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;

/**
 * Places of a gathering, or of one of its workshops, for some colleges.
 *
 * @param workshop the workshop's number in the database, none for the gathering itself
 * @param places none where there is room for all
 * @param releaseAt from when its places that nobody took go to whoever waits first, whatever the quota; never where it is null
 * @param taken how many are taken, {@code waiting} how many wait
 */
public record Quota(
        long id,
        @Nullable Long workshop,
        Set<College> colleges,
        @Nullable Integer places,
        @Nullable Instant releaseAt,
        int taken,
        int waiting) {

    public boolean isOf(College college) {
        return colleges.contains(college);
    }

    /** How many are left; none where there is room for all. */
    public @Nullable Integer left() {
        return places == null ? null : Math.max(0, places - taken);
    }

    /** The side whose colleges it holds, all of them and no other; none for a finer or wider quota. */
    public College.@Nullable Side side() {
        for (var side : College.Side.values()) if (colleges.equals(of(side))) return side;
        return null;
    }

    public static Set<College> of(College.Side side) {
        var colleges = EnumSet.noneOf(College.class);
        for (College college : College.values()) if (college.side() == side) colleges.add(college);
        return colleges;
    }

    /** How places are shared, as an organiser says it. */
    public record Share(Set<College> colleges, @Nullable Integer places) {}

    /** Room for as many as given, or for all: no parity. */
    static List<Share> open(@Nullable Integer places) {
        return List.of(new Share(EnumSet.allOf(College.class), places));
    }

    /** Half for each side, of an even number. */
    static List<Share> parity(int places) {
        return List.of(
                new Share(of(College.Side.ADMINISTRATION), places / 2),
                new Share(of(College.Side.SOCIETY), places / 2));
    }
}
