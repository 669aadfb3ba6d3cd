package org.parvis.territories;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How large a territory is; each lies in one of the level before. */
public enum Level {
    NAT,
    REG,
    DEPT,
    COM;

    /** Its name in addresses: {@code dept}. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Level> find(String slug) {
        return Arrays.stream(values()).filter(l -> l.slug().equals(slug)).findFirst();
    }
}
