package org.parvis.accelerator;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * What a call's form asks, beside what every call asks.
 *
 * @param section the heading that it stands under, possibly empty
 * @param hint how to answer, possibly empty
 * @param options what a choice is made from
 * @param shownIf the field on which it depends; {@code shownValue} what that one must be answered
 * @param seenBy which college reads it, or both where none is named
 */
public record CallField(
        long id,
        int position,
        Kind kind,
        Bilingual section,
        Bilingual label,
        Bilingual hint,
        List<Bilingual> options,
        boolean required,
        @Nullable Long shownIf,
        @Nullable String shownValue,
        @Nullable CallCollege seenBy) {

    /** What an answer is made of. */
    public enum Kind {
        TEXT,
        LONG_TEXT,
        NUMBER,
        DATE,
        CHOICE,
        CHOICES,
        ADDRESS,
        SIRET,
        RNA,
        TERRITORY,
        FILE
    }

    /** Its name in the form. */
    public String name() {
        return "champ_" + id;
    }

    public boolean isChoice() {
        return kind == Kind.CHOICE || kind == Kind.CHOICES;
    }

    public boolean isReadBy(CallCollege college) {
        return seenBy == null || seenBy == college;
    }
}
