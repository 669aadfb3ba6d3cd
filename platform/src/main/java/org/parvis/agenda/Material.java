package org.parvis.agenda;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.web.Bilingual;

/** A recording or a material of a gathering: a link, or a file. */
public record Material(
        long id,
        long gathering,
        Kind kind,
        Bilingual title,
        @Nullable String url,
        @Nullable StoredFile file) {

    /** What it is of. */
    public enum Kind {
        RECORDING,
        MATERIAL
    }

    public String href() {
        return file != null ? file.path() : String.valueOf(url);
    }

    /** What its file is, « PDF »; empty for a link. */
    public String format() {
        return file == null ? "" : file.type().name().toUpperCase(Locale.ROOT);
    }
}
