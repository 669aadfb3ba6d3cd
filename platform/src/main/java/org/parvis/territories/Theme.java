package org.parvis.territories;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The short controlled list that every room shares. */
public enum Theme {
    PARTICIPATION,
    TRANSPARENCE,
    NUMERIQUE,
    ECOLOGIE,
    SANTE,
    EUROPE,
    JUSTICE,
    ACTION_PUBLIQUE_LOCALE,
    PLACE_DES_USAGERS,
    EDUCATION;

    /** Its name in addresses and files: {@code action-publique-locale}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<Theme> find(String slug) {
        return Arrays.stream(values()).filter(t -> t.slug().equals(slug)).findFirst();
    }
}
