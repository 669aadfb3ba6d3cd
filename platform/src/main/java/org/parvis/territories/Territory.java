package org.parvis.territories;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somewhere that figures are told of.
 *
 * @param code its level and the code of its statistics office: {@code DEPT-01}
 * @param parent the code of what it lies in; none for the country
 * @param population its people by the last census that the list has; none where it says nothing
 */
public record Territory(
        int id,
        String code,
        Level level,
        @Nullable String parent,
        @Nullable String parentName,
        String name,
        @Nullable Integer population,
        List<String> postcodes) {

    public static final String COUNTRY = "NAT-FR";

    /** Its code as its statistics office writes it: {@code 01}. */
    public String official() {
        return code.substring(code.indexOf('-') + 1);
    }

    /** An area of a map: an SVG path, and where it is placed. */
    public record Contour(
            String code, String name, String path, @Nullable String placed) {}
}
