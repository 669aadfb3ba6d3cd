package org.parvis.agenda;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.web.BadInput;

/**
 * Whom the list of a gathering shows, as its address says it.
 *
 * @param workshop the number of the one they chose
 * @param after the number of the registration after which the page begins; {@code before} of the one before which it ends
 */
record AttendeeFilter(
        College.@Nullable Side side,
        @Nullable College college,
        @Nullable Integer workshop,
        @Nullable Standing standing,
        @Nullable Long after,
        @Nullable Long before) {

    static final AttendeeFilter NONE = new AttendeeFilter(null, null, null, null, null, null);

    private static final List<String> PARAMETERS = List.of("cote", "college", "atelier", "etat", "apres", "avant");

    /** How those shown stand, and in SQL what that is. */
    enum Standing {
        PLACE("place", "p.standing = 'CONFIRMED'"),
        WAITING("attente", "p.standing in ('WAITING', 'PENDING') and r.cancelled_at is null"),
        PRESENT("present", "p.attended_at is not null"),
        ABSENT("absent", "p.standing = 'CONFIRMED' and p.attended_at is null"),
        CLAIMED("a-verifier", "r.verified_at is null and r.cancelled_at is null"),
        CANCELLED("annulee", "r.cancelled_at is not null");

        final String slug;
        final String sql;

        Standing(String slug, String sql) {
            this.slug = slug;
            this.sql = sql;
        }

        public String slug() {
            return slug;
        }
    }

    /** @throws BadInput naming the parameter and what it may be */
    static AttendeeFilter of(Map<String, String> all) {
        for (String name : all.keySet())
            if (!PARAMETERS.contains(name))
                throw new BadInput("agenda.filter.unknown", name, String.join(", ", PARAMETERS));
        Long workshop = number(all, "atelier");
        Long after = number(all, "apres"), before = number(all, "avant");
        if (after != null && before != null) throw new BadInput("agenda.filter.instead", "apres", "avant");
        return new AttendeeFilter(
                choice(all, "cote", College.Side.values(), GatheringFilter::slug),
                choice(all, "college", College.values(), AttendeeFilter::slug),
                workshop == null ? null : (int) Math.min(workshop, Integer.MAX_VALUE),
                choice(all, "etat", Standing.values(), Standing::slug),
                after,
                before);
    }

    static String slug(College college) {
        return switch (college) {
            case ADMINISTRATION -> "administration";
            case ELECTED -> "elus";
            case INDEPENDENT_AUTHORITY -> "autorites-independantes";
            case CIVIL_SOCIETY -> "societe-civile";
            case CITIZEN -> "citoyens";
            case RESEARCH -> "recherche";
            case COMPANY -> "entreprises";
        };
    }

    boolean isNarrow() {
        return side != null || college != null || workshop != null || standing != null;
    }

    private static @Nullable Long number(Map<String, String> all, String name) {
        String value = all.getOrDefault(name, "");
        if (value.isBlank()) return null;
        if (!value.matches("[0-9]{1,18}")) throw new BadInput("agenda.filter.number", name);
        return Long.valueOf(value);
    }

    private static <T> @Nullable T choice(Map<String, String> all, String name, T[] values, Function<T, String> slug) {
        String value = all.getOrDefault(name, "");
        if (value.isBlank()) return null;
        return GatheringFilter.choose(name, value, values, slug);
    }
}
