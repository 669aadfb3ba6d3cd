package org.parvis.agenda;

import biweekly.ICalVersion;
import biweekly.io.CannotParseException;
import biweekly.io.ParseContext;
import biweekly.io.scribe.property.RecurrenceRuleScribe;
import biweekly.parameter.ICalParameters;
import biweekly.util.Frequency;
import biweekly.util.ICalDate;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TimeZone;
import org.parvis.web.BadInput;

/**
 * The rule by which a series comes back (RFC 5545, 3.3.10), always with an end. It gives days; the hours of each are those of
 * the place, so that a change of hour changes nothing for who comes.
 *
 * @param text as the series keeps it
 */
record Recurrence(String text) {
    static final int MOST = 100, MOST_YEARS = 3;
    static final String EXAMPLE = "FREQ=MONTHLY;BYDAY=-1FR;COUNT=6";

    private static final String SHAPE = "[A-Z]+=[A-Z0-9,+-]+(;[A-Z]+=[A-Z0-9,+-]+)*";
    private static final Set<Frequency> FREQUENCIES =
            EnumSet.of(Frequency.DAILY, Frequency.WEEKLY, Frequency.MONTHLY, Frequency.YEARLY);

    /** The ways to come back that a form offers by name. */
    enum Rhythm {
        WEEKLY,
        FORTNIGHTLY,
        TWICE_A_MONTH,
        MONTHLY
    }

    /** @throws BadInput where it is no rule of days, or has no end */
    static Recurrence of(String typed) {
        String text = typed.toUpperCase(Locale.ROOT).replaceFirst("^RRULE:", "").replaceAll("\\s", "");
        var rule = parse(text);
        if (rule.getCount() == null && rule.getUntil() == null) throw new BadInput("agenda.cycle.rule.endless");
        return new Recurrence(text);
    }

    /**
     * @param begins the first day, whose day of the week and rank in its month are those of the following ones
     * @param until the last day that it may be
     */
    static Recurrence of(Rhythm rhythm, LocalDate begins, LocalDate until) {
        int rank = (begins.getDayOfMonth() - 1) / 7 + 1;
        String day = code(begins.getDayOfWeek());
        return new Recurrence(switch (rhythm) {
                    case WEEKLY -> "FREQ=WEEKLY";
                    case FORTNIGHTLY -> "FREQ=WEEKLY;INTERVAL=2";
                    case TWICE_A_MONTH -> "FREQ=MONTHLY;BYDAY=1" + day + ",3" + day;
                    // A fifth Tuesday is missing from most months: the last one is meant.
                    case MONTHLY -> "FREQ=MONTHLY;BYDAY=" + (rank == 5 ? "-1" : rank) + day;
                }
                + ";UNTIL=" + DateTimeFormatter.BASIC_ISO_DATE.format(until));
    }

    private static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    private static biweekly.util.Recurrence parse(String text) {
        if (text.length() > 500 || !text.matches(SHAPE)) throw new BadInput("agenda.cycle.rule.bad", EXAMPLE);
        var context = new ParseContext();
        context.setVersion(ICalVersion.V2_0);
        try {
            var rule = new RecurrenceRuleScribe()
                    .parseText(text, null, new ICalParameters(), context)
                    .getValue();
            boolean ofDays = rule.getByHour().isEmpty()
                    && rule.getByMinute().isEmpty()
                    && rule.getBySecond().isEmpty()
                    && FREQUENCIES.contains(rule.getFrequency());
            boolean known = context.getWarnings().isEmpty() && rule.getXRules().isEmpty();
            boolean sane = (rule.getInterval() == null || rule.getInterval() > 0)
                    && (rule.getCount() == null || rule.getCount() > 0 && rule.getUntil() == null);
            if (!ofDays || !known || !sane) throw new BadInput("agenda.cycle.rule.bad", EXAMPLE);
            return rule;
        } catch (CannotParseException | IllegalArgumentException e) {
            throw new BadInput("agenda.cycle.rule.bad", EXAMPLE);
        }
    }

    /**
     * The days it gives.
     *
     * @param time when it begins on each of them, in the hours of {@code zone}: an end may be a moment
     * @throws BadInput where there is none, or more than {@link #MOST}, or one beyond {@link #MOST_YEARS} years
     */
    List<LocalDate> days(LocalDate begins, LocalTime time, ZoneId zone) {
        var rule = parse(text);
        var until = rule.getUntil();
        if (until != null)
            rule = new biweekly.util.Recurrence.Builder(rule)
                    .until(noon(last(until, time, zone)))
                    .build();
        var days = new ArrayList<LocalDate>();
        var found = rule.getDateIterator(noon(begins), TimeZone.getTimeZone(ZoneOffset.UTC));
        while (found.hasNext()) {
            var day = LocalDate.ofInstant(found.next().toInstant(), ZoneOffset.UTC);
            if (day.isAfter(begins.plusYears(MOST_YEARS))) throw new BadInput("agenda.cycle.rule.far", MOST_YEARS);
            if (days.size() == MOST) throw new BadInput("agenda.cycle.rule.many", MOST);
            days.add(day);
        }
        if (days.isEmpty()) throw new BadInput("agenda.cycle.rule.none");
        return days;
    }

    /** The last day that an end leaves, be it a day or a moment. */
    private static LocalDate last(ICalDate until, LocalTime time, ZoneId zone) {
        if (until.hasTime()) {
            var moment = until.toInstant().atZone(zone);
            return moment.toLocalDate().minusDays(moment.toLocalTime().isBefore(time) ? 1 : 0);
        }
        var day = until.getRawComponents();
        return LocalDate.of(day.getYear(), day.getMonth(), day.getDate());
    }

    /** Days are counted as in UTC, where none is longer than another; a day alone would be read in the machine's own zone. */
    private static ICalDate noon(LocalDate day) {
        return new ICalDate(Date.from(day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)), true);
    }
}
