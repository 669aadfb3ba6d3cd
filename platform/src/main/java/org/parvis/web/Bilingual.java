package org.parvis.web;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A text in French with its optional English translation. */
public record Bilingual(String fr, @Nullable String en) {
    public Bilingual {
        Objects.requireNonNull(fr);
        en = en == null || en.isBlank() ? null : en;
    }

    public static @Nullable Bilingual ofNullable(@Nullable String fr, @Nullable String en) {
        return fr == null || fr.isBlank() ? null : new Bilingual(fr, en);
    }

    /** From the columns {@code <column>_fr} and {@code <column>_en}. */
    public static Bilingual get(ResultSet row, String column) throws SQLException {
        return new Bilingual(row.getString(column + "_fr"), row.getString(column + "_en"));
    }

    /** The same, where the text itself is optional. */
    public static @Nullable Bilingual find(ResultSet row, String column) throws SQLException {
        return ofNullable(row.getString(column + "_fr"), row.getString(column + "_en"));
    }

    public boolean isIn(Language language) {
        return language == Language.FR || en != null;
    }

    /** The text in this language, or in French where the translation is missing. */
    public String in(Language language) {
        return language == Language.EN && en != null ? en : fr;
    }
}
