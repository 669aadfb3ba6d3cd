package org.parvis.sortition.proof;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A text of {@code name: value} lines, in an order that never varies. */
record Lines(Map<String, String> values) {
    static final class Builder {
        private final Map<String, String> values = new LinkedHashMap<>();

        Builder add(String name, Object value) {
            String text = value.toString();
            if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)
                throw new IllegalArgumentException("“%s” has to fit on one line.".formatted(name));
            values.put(name, text);
            return this;
        }

        String text() {
            var text = new StringBuilder();
            values.forEach((name, value) ->
                    text.append(name).append(": ").append(value).append('\n'));
            return text.toString();
        }
    }

    /** @throws Differs where the text is not such lines, or not these names in this order */
    static Lines read(String file, String text, List<String> names) {
        var values = new LinkedHashMap<String, String>();
        for (String line : text.split("\n", -1)) {
            if (line.isEmpty()) continue;
            int colon = line.indexOf(": ");
            if (colon < 0) throw new Differs(file, "a line is not “name: value”");
            values.put(line.substring(0, colon), line.substring(colon + 2));
        }
        if (!List.copyOf(values.keySet()).equals(names))
            throw new Differs(file, "it should have the lines " + String.join(", ", names));
        return new Lines(values);
    }

    String get(String name) {
        String value = values.get(name);
        if (value == null) throw new IllegalArgumentException(name);
        return value;
    }
}
