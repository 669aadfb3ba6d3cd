package org.parvis.accelerator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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

    /** Whether what it depends on is answered so; the answers are by field, several choices one a line. */
    private boolean isAsked(Map<Long, String> answers) {
        return shownIf == null
                || shownValue != null
                        && List.of(answers.getOrDefault(shownIf, "").split("\n"))
                                .contains(shownValue);
    }

    /** Those that are asked of whoever answers so: what depends on a field that is not asked is not asked either. */
    static Set<Long> asked(List<CallField> fields, Map<Long, String> answers) {
        Map<Long, String> seen = new HashMap<>();
        Set<Long> asked = new LinkedHashSet<>();
        for (var field : fields) {
            if (!field.isAsked(seen)) continue;
            asked.add(field.id());
            seen.put(field.id(), answers.getOrDefault(field.id(), ""));
        }
        return asked;
    }

    /** What was typed, as it is kept. */
    String clean(String typed) {
        String plain = typed.replace("\0", "").replace("\r\n", "\n").strip();
        return switch (kind) {
            case SIRET -> plain.replaceAll("[\\s.\u00a0\u202f]", "");
            case RNA -> plain.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
            case NUMBER -> plain.replaceAll("[\\s\u00a0\u202f]", "").replace(',', '.');
            default -> plain;
        };
    }

    /** How long an answer may be, so that a draft holds it. */
    int longest() {
        return switch (kind) {
            case LONG_TEXT -> 10_000;
            case CHOICE, CHOICES -> 20_000;
            case TERRITORY -> 120;
            default -> 500;
        };
    }

    /** What is wrong with an answer that is not empty: the end of a message's key; none where it is right. */
    @Nullable
    String fault(String value) {
        return switch (kind) {
            case TEXT, LONG_TEXT, ADDRESS, TERRITORY, FILE -> null;
            case NUMBER -> value.matches("-?[0-9]{1,15}(\\.[0-9]{1,6})?") ? null : "number";
            case DATE -> isDate(value) ? null : "date";
            case CHOICE -> offers(value) ? null : "choice";
            case CHOICES -> Arrays.stream(value.split("\n")).allMatch(this::offers) ? null : "choice";
            case SIRET -> RegistryNumbers.isSiret(value) ? null : "siret";
            case RNA -> RegistryNumbers.isRna(value) ? null : "rna";
        };
    }

    private boolean offers(String value) {
        return options.stream().anyMatch(option -> option.fr().equals(value));
    }

    private static boolean isDate(String value) {
        try {
            int year = LocalDate.parse(value).getYear();
            return year >= 1800 && year <= 2199;
        } catch (DateTimeException e) {
            return false;
        }
    }

    public boolean isReadBy(CallCollege college) {
        return seenBy == null || seenBy == college;
    }
}
