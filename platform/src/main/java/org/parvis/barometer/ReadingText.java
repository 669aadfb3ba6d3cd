package org.parvis.barometer;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.text.NumberFormat;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.web.Language;
import org.parvis.web.Visit;

/** Numbers, days and codes of territories as people and spreadsheets write them. */
final class ReadingText {
    private static final int LONGEST = 40;
    private static final Pattern PLAIN = Pattern.compile("[+-]?[0-9]{1,18}([.,][0-9]{1,12})?");
    private static final Pattern GROUPED = Pattern.compile("[+-]?[0-9]{1,3}( [0-9]{3})+([.,][0-9]{1,12})?");

    private static final Pattern ISO = Pattern.compile("([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?(?:[T ][0-9:.Z+]*)?");
    private static final Pattern SLASHED = Pattern.compile("(?:([0-9]{1,2})[/.])?([0-9]{1,2})[/.]([0-9]{4})");
    private static final Pattern WORDS = Pattern.compile("(?:([0-9]{1,2})(?:er)? )?([a-z]+) ([0-9]{4})");
    private static final Pattern QUARTER =
            Pattern.compile("(?:t|q)([1-4])[ -]?([0-9]{4})|([0-9]{4})[ -]?(?:t|q)([1-4])");

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("janvier", 1),
            Map.entry("fevrier", 2),
            Map.entry("mars", 3),
            Map.entry("avril", 4),
            Map.entry("mai", 5),
            Map.entry("juin", 6),
            Map.entry("juillet", 7),
            Map.entry("aout", 8),
            Map.entry("septembre", 9),
            Map.entry("octobre", 10),
            Map.entry("novembre", 11),
            Map.entry("decembre", 12),
            Map.entry("january", 1),
            Map.entry("february", 2),
            Map.entry("march", 3),
            Map.entry("april", 4),
            Map.entry("may", 5),
            Map.entry("june", 6),
            Map.entry("july", 7),
            Map.entry("august", 8),
            Map.entry("september", 9),
            Map.entry("october", 10),
            Map.entry("november", 11),
            Map.entry("december", 12));

    private ReadingText() {}

    /**
     * A number: {@code 1234.5}, {@code 1 234,5}, {@code 45,2 %}, with any space between groups. {@code 1,234} is one and a bit, as it
     * is in French; {@code 1.234,5} is none, since nobody knows which country's it is.
     *
     * @return none where it is no number
     */
    static @Nullable BigDecimal number(String typed) {
        String text = spaces(typed).replaceAll(" ?%$", "");
        if (text.length() > LONGEST) return null;
        if (!PLAIN.matcher(text).matches() && !GROUPED.matcher(text).matches()) return null;
        return new BigDecimal(text.replace(" ", "").replace(',', '.'));
    }

    /** A number as its language writes it, with all of its decimals, and its unit. */
    static String written(BigDecimal value, Indicator indicator, Visit visit) {
        var format = NumberFormat.getInstance(visit.language().locale());
        format.setMaximumFractionDigits(Math.max(0, value.scale()));
        String number = format.format(value), unit = visit.in(indicator.unit());
        if (unit.isEmpty()) return number;
        return visit.language() == Language.EN && unit.startsWith("%") ? number + unit : number + "\u00a0" + unit;
    }

    static boolean hasPercent(String typed) {
        return typed.strip().endsWith("%");
    }

    /** Every kind of space is one, and minus is a hyphen. */
    private static String spaces(String typed) {
        return typed.replaceAll("[\\s\\u00a0\\u202f\\u2007\\u2008\\u2009\\u2000-\\u2006]+", " ")
                .replace('\u2212', '-')
                .strip();
    }

    /**
     * A day: {@code 2024-06-01}, {@code 01/06/2024}, {@code 1er juin 2024} or {@code 1 June 2024}; a month ({@code 2024-06},
     * {@code 06/2024}, {@code juin 2024}) is its first day, and so is a quarter ({@code 2024-T2}).
     *
     * @return none where it is no day of our times, or has a year of two digits
     */
    static @Nullable LocalDate day(String typed) {
        String text = Normalizer.normalize(spaces(typed), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        if (text.length() > LONGEST) return null;
        Matcher m;
        if ((m = ISO.matcher(text.toUpperCase(Locale.ROOT))).matches()) return day(m.group(1), m.group(2), m.group(3));
        if ((m = SLASHED.matcher(text)).matches()) return day(m.group(3), m.group(2), m.group(1));
        if ((m = WORDS.matcher(text)).matches()) {
            Integer month = MONTHS.get(m.group(2));
            return month == null ? null : day(m.group(3), month.toString(), m.group(1));
        }
        if ((m = QUARTER.matcher(text)).matches()) {
            boolean first = m.group(1) != null;
            int quarter = Integer.parseInt(first ? m.group(1) : m.group(4));
            return day(first ? m.group(2) : m.group(3), Integer.toString(quarter * 3 - 2), null);
        }
        return null;
    }

    private static @Nullable LocalDate day(String year, String month, @Nullable String day) {
        try {
            var date = LocalDate.of(
                    Integer.parseInt(year), Integer.parseInt(month), day == null ? 1 : Integer.parseInt(day));
            return date.getYear() < 1900 || date.getYear() > 2199 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static final Pattern ZONE = Pattern.compile("([RDC])([0-9][0-9AB][0-9]{0,3})");
    private static final Pattern OURS = Pattern.compile("(NAT|REG|DEPT|COM)-[A-Z0-9]{1,10}");

    /**
     * The code of a territory: ours, or the files' {@code FRANCE}, {@code R84}, {@code D01}, {@code C19031}, or the office's own
     * where the level is known ({@code 01}).
     *
     * @param level what the file's column says; none where it does not
     * @return none where it is no such code; it may still not exist
     */
    static @Nullable String code(String typed, @Nullable Level level) {
        String text = spaces(typed).toUpperCase(Locale.ROOT);
        if (text.equals("FRANCE") || text.equals("NATIONAL") || text.equals("NAT")) return "NAT-FR";
        if (OURS.matcher(text).matches()) return text;
        var zone = ZONE.matcher(text);
        if (zone.matches())
            return switch (zone.group(1)) {
                        case "R" -> "REG-";
                        case "D" -> "DEPT-";
                        default -> "COM-";
                    }
                    + zone.group(2);
        return level != null && level != Level.NAT && text.matches("[0-9][0-9AB]{0,1}[0-9]{0,3}")
                ? level.name() + "-" + text
                : null;
    }

    /** The code that a spreadsheet made {@code 1} of: with the zero that it took. */
    static List<String> withZero(String code) {
        int dash = code.indexOf('-');
        return List.of(code.substring(0, dash + 1) + "0" + code.substring(dash + 1));
    }
}
