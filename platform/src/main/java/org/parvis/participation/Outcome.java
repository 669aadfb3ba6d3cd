package org.parvis.participation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a contribution, as a reasoned response says. */
public enum Outcome {
    ADOPTED,
    PARTLY_ADOPTED,
    MERGED,
    NOT_ADOPTED,
    OUT_OF_SCOPE;

    /** Its name in addresses and files: {@code partly-adopted}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Outcome> find(String slug) {
        return Arrays.stream(values()).filter(o -> o.slug().equals(slug)).findFirst();
    }
}
