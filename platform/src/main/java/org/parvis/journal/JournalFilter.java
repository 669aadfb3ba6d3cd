package org.parvis.journal;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.BadInput;
import org.parvis.web.Role;

/**
 * Which entries a list shows, as its address says it.
 *
 * @param reference the address of what was acted upon, with everything beneath it
 * @param from the first civic day, {@code to} the last
 * @param before the number that the page's entries come before, {@code after} the one they come after
 */
record JournalFilter(
        @Nullable String kind,
        @Nullable String organisation,
        @Nullable Role role,
        @Nullable String reference,
        @Nullable LocalDate from,
        @Nullable LocalDate to,
        @Nullable Long before,
        @Nullable Long after) {

    private static final List<String> PARAMETERS =
            List.of("acte", "organisation", "fonction", "objet", "du", "au", "avant", "apres");

    /** @throws BadInput naming the parameter and what it may be */
    static JournalFilter of(Map<String, String> parameters, List<String> kinds, List<String> organisations) {
        for (String name : parameters.keySet())
            if (!PARAMETERS.contains(name))
                throw new BadInput("journal.filter.unknown", name, String.join(", ", PARAMETERS));
        var filter = new JournalFilter(
                among(kinds, "acte", parameters),
                among(organisations, "organisation", parameters),
                role(parameters),
                reference(parameters),
                day(parameters, "du"),
                day(parameters, "au"),
                number(parameters, "avant"),
                number(parameters, "apres"));
        if (filter.from != null && filter.to != null && filter.to.isBefore(filter.from))
            throw new BadInput("journal.filter.period");
        return filter;
    }

    boolean isNarrow() {
        return kind != null || organisation != null || role != null || reference != null || from != null || to != null;
    }

    /** A role's name in an address. */
    static String slug(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable String value(Map<String, String> parameters, String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable String among(List<String> allowed, String name, Map<String, String> parameters) {
        String value = value(parameters, name);
        if (value != null && !allowed.contains(value))
            throw new BadInput("journal.filter.bad", name, String.join(", ", allowed));
        return value;
    }

    private static @Nullable Role role(Map<String, String> parameters) {
        var slugs = Arrays.stream(Role.values()).collect(Collectors.toMap(JournalFilter::slug, r -> r));
        String value =
                among(Arrays.stream(Role.values()).map(JournalFilter::slug).toList(), "fonction", parameters);
        return value == null ? null : slugs.get(value);
    }

    private static @Nullable String reference(Map<String, String> parameters) {
        String value = value(parameters, "objet");
        if (value == null) return null;
        if (!value.matches("/[!-~]{0,300}")) throw new BadInput("journal.filter.reference");
        return value.length() > 1 && value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
    }

    private static @Nullable LocalDate day(Map<String, String> parameters, String name) {
        String value = value(parameters, name);
        if (value == null) return null;
        try {
            if (value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) return LocalDate.parse(value);
        } catch (DateTimeParseException e) {
            // Said below, with what is allowed.
        }
        throw new BadInput("journal.filter.day", name);
    }

    /** @throws BadInput unless the parameter is absent or a number that an entry could have */
    static @Nullable Long number(Map<String, String> parameters, String name) {
        String value = value(parameters, name);
        if (value == null) return null;
        if (!value.matches("[0-9]{1,18}")) throw new BadInput("journal.filter.number", name);
        return Long.valueOf(value);
    }
}
