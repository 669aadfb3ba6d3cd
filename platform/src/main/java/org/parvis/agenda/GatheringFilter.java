package org.parvis.agenda;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.BadInput;
import org.springframework.util.MultiValueMap;

/**
 * Which gatherings the agenda shows, as its address says it.
 *
 * @param period those to come or the past ones; both, the first of each, where it is none
 * @param month as a calendar of this month, where it is given
 * @param after the number of the gathering after which the page begins; {@code before} of the one before which it ends
 */
public record GatheringFilter(
        @Nullable Period period,
        @Nullable YearMonth month,
        Gathering.@Nullable Kind kind,
        Gathering.@Nullable Mode mode,
        @Nullable Theme theme,
        College.@Nullable Side initiative,
        @Nullable Long after,
        @Nullable Long before) {

    public static final GatheringFilter NONE = new GatheringFilter(null, null, null, null, null, null, null, null);

    private static final List<String> PARAMETERS =
            List.of("vue", "mois", "periode", "genre", "forme", "theme", "initiative", "apres", "avant");

    /** A part of the list. */
    public enum Period {
        COMING,
        PAST
    }

    /** @throws BadInput naming the parameter and what it may be; {@code now} is the month shown where none is named */
    static GatheringFilter of(MultiValueMap<String, String> all, YearMonth now) {
        all.forEach((name, values) -> {
            if (!PARAMETERS.contains(name))
                throw new BadInput("agenda.filter.unknown", name, String.join(", ", PARAMETERS));
            if (values.stream().distinct().count() > 1) throw new BadInput("agenda.filter.once", name);
        });
        String view = value(all, "vue");
        if (view != null && !view.equals("liste") && !view.equals("mois"))
            throw new BadInput("agenda.filter.bad", "vue", "liste, mois");
        if (value(all, "apres") != null && value(all, "avant") != null)
            throw new BadInput("agenda.filter.instead", "apres", "avant");
        return new GatheringFilter(
                choice(all, "periode", Period.values(), GatheringFilter::slug),
                "mois".equals(view) ? month(all, now) : null,
                choice(all, "genre", Gathering.Kind.values(), GatheringFilter::slug),
                choice(all, "forme", Gathering.Mode.values(), GatheringFilter::slug),
                choice(all, "theme", Theme.values(), Theme::slug),
                choice(all, "initiative", College.Side.values(), GatheringFilter::slug),
                number(all, "apres"),
                number(all, "avant"));
    }

    /** Whether it leaves any kind of gathering out. */
    public boolean isNarrow() {
        return kind != null || mode != null || theme != null || initiative != null;
    }

    /** What a value is called in addresses: in French, as all of an address is. */
    public static String slug(Enum<?> value) {
        return switch (value) {
            case Period p -> p == Period.COMING ? "a-venir" : "passees";
            case College.Side s -> s == College.Side.SOCIETY ? "societe" : "administration";
            case Gathering.Kind k ->
                switch (k) {
                    case WORKSHOP -> "atelier";
                    case FORUM -> "forum";
                    case HACKATHON -> "hackathon";
                    case TALK -> "conference";
                    case MEETING -> "reunion";
                    case OTHER -> "autre";
                };
            case Gathering.Mode m ->
                switch (m) {
                    case IN_PERSON -> "sur-place";
                    case ONLINE -> "en-ligne";
                    case HYBRID -> "hybride";
                };
            default -> value.name().toLowerCase(Locale.ROOT);
        };
    }

    private static YearMonth month(MultiValueMap<String, String> all, YearMonth now) {
        String typed = value(all, "mois");
        if (typed == null) return now;
        try {
            var month = YearMonth.parse(typed);
            if (month.getYear() >= 1990 && month.getYear() <= 2199) return month;
        } catch (DateTimeException e) {
            // Said below.
        }
        throw new BadInput("agenda.filter.month", now.toString());
    }

    private static @Nullable String value(MultiValueMap<String, String> all, String name) {
        String value = all.getFirst(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Long number(MultiValueMap<String, String> all, String name) {
        String value = value(all, name);
        if (value == null) return null;
        if (!value.matches("[0-9]{1,18}")) throw new BadInput("agenda.filter.number", name);
        return Long.valueOf(value);
    }

    private static <T> @Nullable T choice(
            MultiValueMap<String, String> all, String name, T[] values, Function<T, String> slug) {
        String value = value(all, name);
        return value == null ? null : choose(name, value, values, slug);
    }

    /** @throws BadInput which says what there is to choose from */
    static <T> T choose(String name, String value, T[] values, Function<T, String> slug) {
        return Arrays.stream(values)
                .filter(v -> slug.apply(v).equals(value))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        "agenda.filter.bad",
                        name,
                        Arrays.stream(values).map(slug).collect(Collectors.joining(", "))));
    }
}
