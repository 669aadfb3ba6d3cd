package org.parvis.house;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The values of a statement's question marks, in their order; any may be null. */
public final class Values {
    private Values() {}

    public static List<@Nullable Object> of(@Nullable Object... values) {
        return Arrays.asList(Arrays.stream(values).map(Values::known).toArray());
    }

    /** The driver knows a moment only with its offset. */
    private static @Nullable Object known(@Nullable Object value) {
        return value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
    }
}
