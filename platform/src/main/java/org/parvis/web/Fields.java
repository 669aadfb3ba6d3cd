package org.parvis.web;

import org.jspecify.annotations.Nullable;

/** What a field's tag tells assistive technologies. */
public final class Fields {
    private Fields() {}

    /** The ids of the hint and of the error that describe a field, or null where there is neither. */
    public static @Nullable String describedBy(String name, String hint, String error) {
        String ids = (hint.isEmpty() ? "" : name + "-hint ") + (error.isEmpty() ? "" : name + "-error");
        return ids.isEmpty() ? null : ids.strip();
    }
}
