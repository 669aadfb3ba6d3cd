package org.parvis.accelerator;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** What was typed in one of the forms by which cohorts and initiatives are followed. */
public record SupportForm(Map<String, String> values) {
    static final SupportForm EMPTY = new SupportForm(Map.of());

    static SupportForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(
                name,
                Objects.requireNonNullElse(typed.getFirst(), "")
                        .replace("\0", "")
                        .replace("\r\n", "\n")
                        .strip()));
        return new SupportForm(values);
    }

    static void put(Map<String, String> values, String name, @Nullable Bilingual text) {
        values.put(name, text == null ? "" : text.fr());
        values.put(name + "_en", text == null || text.en() == null ? "" : text.en());
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    long number(String name) {
        return get(name).matches("[0-9]{1,18}") ? Long.parseLong(get(name)) : -1;
    }

    @Nullable
    LocalDate date(String name) {
        try {
            var date = LocalDate.parse(get(name));
            return date.getYear() < 1990 || date.getYear() > 2199 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    Bilingual text(String name) {
        return new Bilingual(get(name), get(name + "_en"));
    }

    /** What must be filled in, in at most so many characters. */
    void mustHave(String name, int longest, List<Mistake> mistakes, Visit visit) {
        if (get(name).isEmpty()) mistakes.add(new Mistake(name, visit.say("accelerator.support.field.missing")));
        mayHave(name, longest, mistakes, visit);
    }

    void mayHave(String name, int longest, List<Mistake> mistakes, Visit visit) {
        if (Math.max(get(name).length(), get(name + "_en").length()) > longest)
            mistakes.add(new Mistake(name, visit.say("accelerator.support.field.long", longest)));
    }

    void mustHaveDate(String name, List<Mistake> mistakes, Visit visit) {
        if (date(name) == null) mistakes.add(new Mistake(name, visit.say("accelerator.support.field.date")));
    }

    <E extends Enum<E>> @Nullable E value(Class<E> kind, String name) {
        for (E value : kind.getEnumConstants()) if (value.name().equals(get(name))) return value;
        return null;
    }
}
