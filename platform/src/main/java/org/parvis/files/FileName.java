package org.parvis.files;

import java.text.Normalizer;
import java.util.Locale;

/** A sender's name for a file, made harmless: no path, no control, nothing that turns the direction of writing. */
final class FileName {
    private static final int LONGEST = 120;

    private FileName() {}

    /** @throws BadFile where the name promises another type than the content has */
    static String of(String given, FileType type) {
        String last = Normalizer.normalize(given, Normalizer.Form.NFC);
        last = last.substring(Math.max(last.lastIndexOf('/'), last.lastIndexOf('\\')) + 1);
        String plain = last.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "")
                .replaceAll("[^\\p{L}\\p{M}\\p{N} ._()+’'-]", "-")
                .replaceAll("\\s+", " ")
                .replaceAll("[. ]+$", "");
        int dot = plain.lastIndexOf('.');
        String extension = dot < 0 ? "" : plain.substring(dot + 1).toLowerCase(Locale.ROOT);
        String stem = (dot < 0 ? plain : plain.substring(0, dot)).replaceAll("^[. ]+", "");
        if (dot >= 0 && !type.bears(extension))
            throw new BadFile("files.lies", "." + extension, "." + type.extension());
        if (stem.isBlank()) stem = "document";
        int[] characters = stem.codePoints().limit(LONGEST).toArray();
        return new String(characters, 0, characters.length).strip() + "." + type.extension();
    }

    /** Whether the name alone says that a text is a table. */
    static boolean isTable(String given) {
        return given.toLowerCase(Locale.ROOT).strip().endsWith(".csv");
    }
}
