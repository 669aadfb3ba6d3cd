package org.parvis.journal;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;

/**
 * The one text of an entry that is hashed: JSON as RFC 8785 (JCS) writes it. Names stand in the order of their UTF-16 code
 * units, nothing is escaped that need not be, and only whole numbers occur.
 */
final class Canonical {
    private Canonical() {}

    /** An act as it stands in the chain, its sealed values already digests. */
    static String act(
            Act act, Map<String, String> digests, @Nullable Merkle items, Instant civicTime, Instant realTime) {
        SortedMap<String, String> members = new TreeMap<>();
        members.put("civicTime", string(civicTime.toString()));
        members.put("facts", object(act.facts()));
        members.put("kind", string(act.kind()));
        members.put("realTime", string(realTime.toString()));
        members.put("reference", string(act.reference()));
        members.put("role", string(act.role().name()));
        members.put("sealed", object(digests));
        if (act.organisation() != null) members.put("organisation", string(act.organisation()));
        if (act.reason() != null) members.put("reason", string(act.reason()));
        if (items != null)
            members.put("items", "{\"count\":" + items.count() + ",\"root\":" + string(Sha256.hex(items.root())) + "}");
        return join(members);
    }

    /** What is hashed; {@code journal_chain()} writes the same. */
    static String entry(String act, long number, String previous) {
        return "{\"act\":" + act + ",\"number\":" + number + ",\"previous\":\"" + previous + "\"}";
    }

    /** The entry's line in {@code journal.jsonl}: the same object with its hash, canonical too. */
    static String line(String act, long number, String previous, String hash) {
        return "{\"act\":" + act + ",\"hash\":\"" + hash + "\",\"number\":" + number + ",\"previous\":\"" + previous
                + "\"}";
    }

    private static String object(Map<String, String> strings) {
        SortedMap<String, String> members = new TreeMap<>();
        strings.forEach((name, value) -> members.put(name, string(value)));
        return join(members);
    }

    private static String join(SortedMap<String, String> members) {
        var json = new StringBuilder("{");
        members.forEach((name, value) -> {
            if (json.length() > 1) json.append(',');
            json.append(string(name)).append(':').append(value);
        });
        return json.append('}').toString();
    }

    /** @throws IllegalArgumentException for text that is not Unicode, or holds U+0000, which PostgreSQL cannot keep */
    static String string(String text) {
        var json = new StringBuilder(text.length() + 2).append('"');
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\t' -> json.append("\\t");
                case '\n' -> json.append("\\n");
                case '\f' -> json.append("\\f");
                case '\r' -> json.append("\\r");
                default -> {
                    if (c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                        throw new IllegalArgumentException("An act of office cannot hold U+%04X.".formatted(c));
                    if (c < ' ') json.append("\\u%04x".formatted(c));
                    else json.appendCodePoint(c);
                }
            }
        });
        return json.append('"').toString();
    }
}
