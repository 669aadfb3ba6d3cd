package org.parvis.opendata;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * A field of a resource, under one name in JSON, in CSV and in filters.
 *
 * @param values all that a code can be; empty where it is open
 * @param nullable whether it may be absent
 * @param filter whether a list can be narrowed by it
 */
public record Field(
        String name, Type type, Bilingual description, List<String> values, boolean nullable, boolean filter) {

    /** What its values are, in the three languages that describe data. */
    public enum Type {
        TEXT("string", null, "string"),
        /** A value of a short list, as addresses write it: {@code partly-adopted}. */
        CODE("string", null, "string"),
        /** Several of them; separated by spaces in CSV. */
        CODES("array", null, "string"),
        /** Several names without spaces. */
        NAMES("array", null, "string"),
        /** A page or file, of this site or of another. */
        ADDRESS("string", "uri", "string"),
        INTEGER("integer", "int64", "integer"),
        NUMBER("number", null, "number"),
        BOOLEAN("boolean", null, "boolean"),
        DAY("string", "date", "date"),
        MOMENT("string", "date-time", "datetime");

        final String json;
        final @Nullable String format;
        /** In a Table Schema. */
        final String table;

        Type(String json, @Nullable String format, String table) {
            this.json = json;
            this.format = format;
            this.table = table;
        }

        boolean isSeveral() {
            return this == CODES || this == NAMES;
        }
    }

    static List<String> codes(Enum<?>... values) {
        return Arrays.stream(values).map(v -> code(v.name())).toList();
    }

    /** {@code PARTLY_ADOPTED} as it leaves: {@code partly-adopted}. */
    static String code(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    static String constant(String code) {
        return code.toUpperCase(java.util.Locale.ROOT).replace('-', '_');
    }

    /** What it may be, as an error says it. */
    String allowed() {
        return switch (type) {
            case INTEGER -> "1, 2, 3…";
            case NUMBER -> "1.5";
            case BOOLEAN -> "true, false";
            case DAY -> "2022-05-02";
            case MOMENT -> "2022-05-02T09:00:00Z";
            default -> values.isEmpty() ? "a-z, 0-9, -" : values.stream().collect(Collectors.joining(", "));
        };
    }
}
