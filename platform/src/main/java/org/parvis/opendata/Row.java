package org.parvis.opendata;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Csv;
import tools.jackson.core.JsonGenerator;

/**
 * A row of a resource, as it leaves.
 *
 * @param values of its fields, in their order: text, numbers, yes or no, lists of names
 * @param place where it stands in the order, as text
 */
record Row(Resource resource, List<@Nullable Object> values, List<String> place) {

    /** @param by the columns of the order, which come first in the row; then all fields */
    static Row read(Resource resource, List<Resource.Column> by, String site, ResultSet row) throws SQLException {
        var place = new ArrayList<String>();
        for (int i = 1; i <= by.size(); i++)
            place.add(placed(row, i, by.get(i - 1).type()));
        var values = new ArrayList<@Nullable Object>();
        int column = by.size();
        for (Field field : resource.fields()) values.add(value(row, ++column, field, site));
        return new Row(resource, values, place);
    }

    private static String placed(ResultSet row, int column, String type) throws SQLException {
        return type.equals("timestamptz")
                ? row.getObject(column, OffsetDateTime.class).toInstant().toString()
                : row.getString(column);
    }

    private static @Nullable Object value(ResultSet row, int column, Field field, String site) throws SQLException {
        return switch (field.type()) {
            case TEXT -> row.getString(column);
            case CODE -> {
                String name = row.getString(column);
                yield name == null ? null : Field.code(name);
            }
            case CODES ->
                strings(row.getArray(column)).stream().map(Field::code).toList();
            case NAMES -> strings(row.getArray(column));
            case ADDRESS -> {
                String address = row.getString(column);
                yield address != null && address.startsWith("/") ? site + address : address;
            }
            case INTEGER -> {
                long number = row.getLong(column);
                yield row.wasNull() ? null : number;
            }
            case NUMBER -> row.getBigDecimal(column);
            case BOOLEAN -> row.getBoolean(column);
            case DAY -> {
                var day = row.getObject(column, LocalDate.class);
                yield day == null ? null : day.toString();
            }
            case MOMENT -> {
                var moment = row.getObject(column, OffsetDateTime.class);
                yield moment == null ? null : moment.toInstant().toString();
            }
        };
    }

    private static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    @Nullable
    Object get(String field) {
        for (int i = 0; i < values.size(); i++)
            if (resource.fields().get(i).name().equals(field)) return values.get(i);
        throw new IllegalArgumentException(resource.name() + " has no field " + field);
    }

    void write(JsonGenerator json) {
        json.writeStartObject();
        for (int i = 0; i < values.size(); i++) {
            json.writeName(resource.fields().get(i).name());
            switch (values.get(i)) {
                case null -> json.writeNull();
                case String text -> json.writeString(text);
                case Long number -> json.writeNumber(number);
                case BigDecimal number -> json.writeNumber(number);
                case Boolean yes -> json.writeBoolean(yes);
                case List<?> several -> {
                    json.writeStartArray();
                    for (var one : several) json.writeString(Objects.toString(one));
                    json.writeEndArray();
                }
                case Object other -> throw new IllegalStateException("no way to write " + other.getClass());
            }
        }
        json.writeEndObject();
    }

    List<String> cells() {
        var cells = new ArrayList<String>(values.size());
        for (int i = 0; i < values.size(); i++) {
            var type = resource.fields().get(i).type();
            cells.add(
                    switch (values.get(i)) {
                        case null -> "";
                        case String text -> type == Field.Type.TEXT ? Csv.text(text) : text;
                        case BigDecimal number -> number.toPlainString();
                        case List<?> several ->
                            String.join(
                                    " ", several.stream().map(Objects::toString).toList());
                        case Object other -> other.toString();
                    });
        }
        return cells;
    }
}
