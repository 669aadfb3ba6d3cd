package org.parvis.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.springframework.util.MultiValueMap;

/** What someone typed in a form, by field, kept as it was typed until it is taken. Several values of one field are joined by spaces. */
public record Typed(Map<String, String> values) {
    static final Typed NOTHING = new Typed(Map.of());

    static Typed of(MultiValueMap<String, String> form) {
        var values = new TreeMap<String, String>();
        form.forEach((name, all) -> {
            if (!name.startsWith("_"))
                values.put(name, String.join(" ", all).replace("\r\n", "\n").strip());
        });
        return new Typed(values);
    }

    public String get(String field) {
        return values.getOrDefault(field, "");
    }

    boolean has(String field) {
        return !get(field).isEmpty();
    }

    Typed with(String field, String value) {
        var all = new TreeMap<>(values);
        all.put(field, value);
        return new Typed(all);
    }

    @Nullable
    Bilingual text(String field) {
        return Bilingual.ofNullable(get(field + "_fr"), get(field + "_en"));
    }

    /** A date that can be read, or none. */
    Optional<LocalDate> date(String field) {
        try {
            return has(field) ? Optional.of(LocalDate.parse(get(field))) : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Which of its buttons sent the form. */
    boolean asks(String act) {
        return get("acte").equals(act);
    }

    /** The sentence at a field, or empty. */
    public static String mistake(java.util.List<Mistake> mistakes, String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
