package org.parvis.agenda;

import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.WeekFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.Actor;
import org.parvis.web.Choice;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/**
 * The agenda: what is to come, then what was; or one month as a calendar.
 *
 * @param coming none where the past ones alone are shown, {@code past} the other way round
 * @param month the gatherings of the month, where that is asked for; {@code bounds} the first and the last month that has any
 */
record AgendaPage(
        GatheringFilter filter,
        Agenda.@Nullable Stretch coming,
        Agenda.@Nullable Stretch past,
        List<Gathering> month,
        List<YearMonth> bounds,
        Instant now,
        ZoneId zone,
        @Nullable Actor actor)
        implements Page {

    public boolean isMonth() {
        return filter.month() != null;
    }

    public boolean isOrganiser() {
        return actor != null && (actor.is(Role.COORDINATOR) || actor.is(Role.CONTRIBUTOR));
    }

    /** One of the two parts of the list. */
    public record Part(GatheringFilter.Period period, Agenda.Stretch stretch) {}

    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        if (coming != null) parts.add(new Part(GatheringFilter.Period.COMING, coming));
        if (past != null) parts.add(new Part(GatheringFilter.Period.PAST, past));
        return parts;
    }

    /** Where the part goes on, or came from; empty where it ends. */
    public String next(Part part, Visit visit) {
        if (part.stretch().isLast() || part.stretch().gatherings().isEmpty()) return "";
        return visit.with(Map.of(
                "periode",
                GatheringFilter.slug(part.period()),
                "avant",
                "",
                "apres",
                Long.toString(part.stretch().gatherings().getLast().id())));
    }

    public String previous(Part part, Visit visit) {
        if (part.stretch().isFirst() || part.stretch().gatherings().isEmpty()) return "";
        return visit.with(Map.of(
                "periode",
                GatheringFilter.slug(part.period()),
                "apres",
                "",
                "avant",
                Long.toString(part.stretch().gatherings().getFirst().id())));
    }

    /** A day of the calendar. */
    public record Day(LocalDate date, boolean within, List<Gathering> gatherings) {}

    /** Whole weeks, Monday to Sunday. */
    public List<List<Day>> weeks() {
        var shown = Objects.requireNonNull(filter.month());
        var weeks = new ArrayList<List<Day>>();
        var date = shown.atDay(1).with(WeekFields.ISO.dayOfWeek(), 1);
        while (!date.isAfter(shown.atEndOfMonth())) {
            var week = new ArrayList<Day>();
            for (int i = 0; i < 7; i++, date = date.plusDays(1)) {
                boolean within = YearMonth.from(date).equals(shown);
                week.add(new Day(date, within, within ? on(date) : List.of()));
            }
            weeks.add(week);
        }
        return weeks;
    }

    private List<Gathering> on(LocalDate date) {
        return month.stream()
                .filter(g -> !g.day().isAfter(date)
                        && !g.endsAt()
                                .minusMillis(1)
                                .atZone(g.zone())
                                .toLocalDate()
                                .isBefore(date))
                .toList();
    }

    /** The months before and after that lead to some gathering. */
    public List<YearMonth> neighbours() {
        var shown = Objects.requireNonNull(filter.month());
        return java.util.stream.Stream.of(shown.minusMonths(1), shown.plusMonths(1))
                .filter(m -> !m.isBefore(bounds.getFirst()) && !m.isAfter(bounds.getLast()))
                .toList();
    }

    /** The calendar of another month, with the same filters. */
    public String of(YearMonth other, Visit visit) {
        return visit.with(Map.of("vue", "mois", "mois", other.toString()));
    }

    public List<Choice> kinds(Visit visit) {
        return choices(Gathering.Kind.values(), "agenda.kind", visit);
    }

    public List<Choice> modes(Visit visit) {
        return choices(Gathering.Mode.values(), "agenda.mode", visit);
    }

    public List<Choice> initiatives(Visit visit) {
        return choices(College.Side.values(), "agenda.initiative", visit);
    }

    private static List<Choice> choices(Enum<?>[] values, String key, Visit visit) {
        return Arrays.stream(values)
                .map(v -> new Choice(GatheringFilter.slug(v), visit.say(key, v)))
                .toList();
    }

    public List<Choice> themes(Visit visit) {
        return Arrays.stream(Theme.values())
                .map(t -> new Choice(t.slug(), visit.say("theme", t)))
                .toList();
    }

    public static String chosen(@Nullable Enum<?> value) {
        return value == null ? "" : value instanceof Theme t ? t.slug() : GatheringFilter.slug(value);
    }

    /** The name of a day of the week, short and whole. */
    public static String weekday(LocalDate date, java.time.format.TextStyle style, Locale locale) {
        return date.getDayOfWeek().getDisplayName(style, locale);
    }
}
