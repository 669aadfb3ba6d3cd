package org.parvis.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** What was typed into a form, by field: without spaces around it, and without the one character that no text may hold. */
public record Typed(Map<String, String> values) {
    public static final Typed NOTHING = new Typed(Map.of());
    private static final int EARLIEST = 1990, LATEST = 2199;

    public Typed {
        values = Map.copyOf(values);
    }

    /** The first value of each field. */
    public static Typed of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(name, clean(typed.getFirst())));
        return new Typed(values);
    }

    /** All values of each field, one a line. */
    public static Typed all(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) ->
                values.put(name, typed.stream().map(Typed::clean).collect(Collectors.joining("\n"))));
        return new Typed(values);
    }

    /** A value as it is kept: a line ends in one character, as a field's greatest length counts it. */
    public static String clean(@Nullable String typed) {
        return typed == null
                ? ""
                : typed.replace("\0", "").replace("\r\n", "\n").strip();
    }

    /** The same, with another value of one field. */
    public Typed with(String name, String value) {
        Map<String, String> others = new HashMap<>(values);
        others.put(name, value);
        return new Typed(others);
    }

    /** What a field's text is in both languages, as its two fields say it again. */
    public static void put(Map<String, String> values, String name, @Nullable Bilingual text) {
        values.put(name, text == null ? "" : text.fr());
        values.put(name + "_en", text == null || text.en() == null ? "" : text.en());
    }

    /** Empty where nothing was. */
    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    public boolean isEmpty(String name) {
        return get(name).isEmpty();
    }

    public @Nullable String orNull(String name) {
        return isEmpty(name) ? null : get(name);
    }

    /** Values that stand one a line. */
    public List<String> list(String name) {
        return isEmpty(name) ? List.of() : List.of(get(name).split("\n"));
    }

    /** One of several values, by its name; none where it is none of them. */
    public <E extends Enum<E>> @Nullable E one(Class<E> of, String name) {
        for (E value : of.getEnumConstants()) if (value.name().equals(get(name))) return value;
        return null;
    }

    /** A text of two fields, the second of which ends in {@code _en}. */
    public Bilingual text(String name) {
        return new Bilingual(get(name), get(name + "_en"));
    }

    /** Whether either of the two is longer than this. */
    public boolean isLonger(String name, int longest) {
        return Math.max(get(name).length(), get(name + "_en").length()) > longest;
    }

    /** A whole number from 0; none where it is no such number of nine digits at most. */
    public @Nullable Integer number(String name) {
        return get(name).matches("[0-9]{1,9}") ? Integer.valueOf(get(name)) : null;
    }

    public int number(String name, int otherwise) {
        var number = number(name);
        return number == null ? otherwise : number;
    }

    /** What a row is known by; −1, which none is, where it is no number. */
    public long id(String name) {
        return get(name).matches("[0-9]{1,18}") ? Long.parseLong(get(name)) : -1;
    }

    /** A day of our times; none where it is no day. */
    public @Nullable LocalDate date(String name) {
        try {
            var date = LocalDate.parse(get(name));
            return date.getYear() < EARLIEST || date.getYear() > LATEST ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    public @Nullable ZoneId zone(String name) {
        try {
            return ZoneId.of(get(name));
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A moment in the hours of a place; none where it is no moment of our times, or the place is not known. */
    public @Nullable Instant moment(String name, @Nullable ZoneId zone) {
        try {
            var local = LocalDateTime.parse(get(name));
            return zone == null || local.getYear() < EARLIEST || local.getYear() > LATEST
                    ? null
                    : local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
