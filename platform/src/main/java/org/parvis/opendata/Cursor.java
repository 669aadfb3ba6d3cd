package org.parvis.opendata;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Sha256;
import org.parvis.web.BadInput;

/**
 * Where a page ended: the place of its last row, with a check over it and over what was asked for, so that a mistyped cursor, or one
 * of another list, is refused instead of being followed somewhere. It is no secret: it says nothing that the row does not.
 */
final class Cursor {
    private static final int CHECK = 8;
    private static final int LONGEST = 2_000;

    private Cursor() {}

    /** @param asked the resource and filters of the list, which the cursor belongs to */
    static String of(String asked, List<String> place) {
        byte[] text = String.join("\n", place).getBytes(StandardCharsets.UTF_8);
        byte[] whole = ByteBuffer.allocate(CHECK + text.length)
                .put(check(asked, text))
                .put(text)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** @throws BadInput where it is not one that this list gave */
    static @Nullable List<String> read(@Nullable String cursor, String asked, List<Resource.Column> by) {
        if (cursor == null) return null;
        try {
            if (cursor.length() > LONGEST) throw new IllegalArgumentException("too long");
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            byte[] text = Arrays.copyOfRange(whole, Math.min(CHECK, whole.length), whole.length);
            var place = List.of(new String(text, StandardCharsets.UTF_8).split("\n", -1));
            if (!Arrays.equals(check(asked, text), Arrays.copyOf(whole, CHECK))
                    || !cursor.equals(of(asked, place))
                    || place.size() != by.size()) throw new IllegalArgumentException("not ours");
            for (int i = 0; i < by.size(); i++) check(by.get(i).type(), place.get(i));
            return place;
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new BadInput("opendata.cursor.bad");
        }
    }

    private static void check(String type, String value) {
        switch (type) {
            case "bigint" -> Long.parseLong(value);
            case "int" -> Integer.parseInt(value);
            case "date" -> LocalDate.parse(value);
            case "timestamptz" -> Instant.parse(value);
            default -> {
                if (value.indexOf('\0') >= 0) throw new IllegalArgumentException("no text");
            }
        }
    }

    private static byte[] check(String asked, byte[] text) {
        return Arrays.copyOf(Sha256.of(asked.getBytes(StandardCharsets.UTF_8), new byte[1], text), CHECK);
    }
}
