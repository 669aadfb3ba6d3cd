package org.parvis.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing written in a sheet.
 *
 * @param once whether it is written at the creation and never again
 * @param choices what it may be, where it is one of few
 */
public record Cell(String name, Kind kind, boolean required, boolean once, List<String> choices) {
    private static final int LINE = 500, TEXT = 20_000;

    /** How it is typed and stored. */
    public enum Kind {
        SLUG,
        LINE,
        TEXT,
        SECTION,
        DATE,
        NUMBER,
        CHOICE,
        LINK,
        THEMES,
        ORGANISATION,
        ORGANISATIONS,
        PLAN,
        ENGAGEMENT,
        AMBITION,
        COMMITMENT
    }

    static Cell required(String name, Kind kind) {
        return new Cell(name, kind, true, false, List.of());
    }

    static Cell optional(String name, Kind kind) {
        return new Cell(name, kind, false, false, List.of());
    }

    static Cell choice(String name, String... choices) {
        return new Cell(name, Kind.CHOICE, true, false, List.of(choices));
    }

    Cell fixed() {
        return new Cell(name, kind, required, true, choices);
    }

    public boolean isLong() {
        return kind == Kind.TEXT || kind == Kind.SECTION;
    }

    /** What is wrong with its value; that it names what exists is the database's to say. */
    Optional<Breach> breach(String value) {
        if (value.isEmpty()) return required ? Optional.of(Breach.of(name, "plan.sheet.required")) : Optional.empty();
        int longest = isLong() ? TEXT : LINE;
        if (value.length() > longest && kind != Kind.LINK && kind != Kind.ORGANISATIONS)
            return Optional.of(Breach.of(name, "plan.form.long", longest));
        String key = switch (kind) {
            case SLUG -> value.matches("[a-z0-9]+(-[a-z0-9]+)*") && !value.equals("nouveau") ? "" : "plan.sheet.slug";
            case NUMBER, ENGAGEMENT, COMMITMENT -> value.matches("[1-9][0-9]{0,4}") ? "" : "plan.sheet.number";
            case DATE -> isDate(value) ? "" : "plan.form.date";
            case CHOICE -> choices.contains(value) ? "" : "plan.sheet.choice";
            case LINK -> Links.isWeb(value) ? "" : "plan.report.evidence.link";
            case THEMES -> Arrays.stream(value.split(" ")).allMatch(Sheet::isTheme) ? "" : "plan.sheet.choice";
            case AMBITION -> value.matches("[0-9]{1,5}\\.[0-9]{1,5}") ? "" : "plan.sheet.choice";
            default -> "";
        };
        return key.isEmpty() ? Optional.empty() : Optional.of(Breach.of(name, key));
    }

    private static boolean isDate(String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            return year >= 1900 && year < 2200;
        } catch (DateTimeException e) {
            return false;
        }
    }

    String column() {
        return switch (kind) {
            case ORGANISATION, PLAN, ENGAGEMENT, AMBITION, COMMITMENT -> name + "_id";
            default -> name;
        };
    }

    /** Whether it is a column of its own in its sheet's row. */
    boolean isColumn() {
        return kind != Kind.SECTION && kind != Kind.ORGANISATIONS;
    }

    /** The SQL that reads it, as text, from its sheet's row {@code t}. */
    String read(String table) {
        return switch (kind) {
            case SECTION -> "t.sections -> '" + section() + "' ->> '" + language() + "'";
            case THEMES -> "array_to_string(t.themes, ' ')";
            case ORGANISATIONS ->
                "(select string_agg(o.slug, ' ' order by o.slug) from " + table + "_partner x"
                        + " join organisation o on o.id = x.organisation_id where x." + table + "_id = t.id)";
            case ORGANISATION -> "(select o.slug from organisation o where o.id = t." + column() + ")";
            case PLAN -> "(select p.slug from action_plan p where p.id = t." + column() + ")";
            case ENGAGEMENT -> "(select e.number::text from engagement e where e.id = t.engagement_id)";
            case COMMITMENT -> "(select c.number::text from commitment c where c.id = t.commitment_id)";
            case AMBITION ->
                "(select e.number || '.' || a.number from ambition a join engagement e on e.id = a.engagement_id"
                        + " where a.id = t.ambition_id)";
            default -> "t." + name + "::text";
        };
    }

    /** The SQL that its text becomes when it is stored. */
    String write() {
        return switch (kind) {
            case DATE -> "cast(:" + name + " as date)";
            case NUMBER -> "cast(:" + name + " as integer)";
            case THEMES -> "coalesce(string_to_array(:" + name + ", ' '), '{}')";
            case ORGANISATION -> "(select id from organisation where slug = :" + name + ")";
            case PLAN -> "(select id from action_plan where slug = :" + name + ")";
            case ENGAGEMENT ->
                "(select id from engagement where plan_id = :plan and number = cast(:" + name + " as integer))";
            case COMMITMENT ->
                "(select id from commitment where plan_id = :plan and number = cast(:" + name + " as integer))";
            case AMBITION ->
                "(select a.id from ambition a join engagement e on e.id = a.engagement_id"
                        + " where e.plan_id = :plan and e.number || '.' || a.number = :" + name + ")";
            default -> ":" + name;
        };
    }

    String section() {
        return name.substring(0, name.length() - 3).toUpperCase(Locale.ROOT);
    }

    String language() {
        return name.substring(name.length() - 2);
    }
}
