package org.parvis.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** An assessment as it was typed. */
record AssessmentForm(
        String organisation,
        int revises,
        String completion,
        String verifiability,
        Collection<String> lens,
        String potential,
        String earlyResults,
        String text,
        String translation,
        String reason) {

    static final int LONGEST = 10_000;

    static AssessmentForm of(MultiValueMap<String, String> fields) {
        return new AssessmentForm(
                value(fields, "organisation"),
                value(fields, "version").matches("[0-9]{1,6}") ? Integer.parseInt(value(fields, "version")) : 0,
                value(fields, "avancement"),
                value(fields, "verifiabilite"),
                fields.getOrDefault("valeurs", List.of()),
                value(fields, "potentiel"),
                value(fields, "resultats"),
                value(fields, "texte"),
                value(fields, "traduction"),
                value(fields, "motif"));
    }

    /** The form of a first assessment is blank, that of a revision holds what stands. */
    static AssessmentForm of(String organisation, Optional<Assessment> current) {
        return current.map(a -> new AssessmentForm(
                        organisation,
                        a.version(),
                        a.coding().completion().name(),
                        a.coding().verifiability().name(),
                        a.coding().lens().stream().map(Enum::name).toList(),
                        Objects.toString(a.coding().potential(), ""),
                        Objects.toString(a.coding().earlyResults(), ""),
                        a.coding().text().fr(),
                        Objects.toString(a.coding().text().en(), ""),
                        ""))
                .orElseGet(() -> new AssessmentForm(organisation, 0, "", "", List.of(), "", "", "", "", ""));
    }

    AssessmentForm revising(int version) {
        return new AssessmentForm(
                organisation,
                version,
                completion,
                verifiability,
                lens,
                potential,
                earlyResults,
                text,
                translation,
                reason);
    }

    List<Mistake> mistakes(AssessmentMethod method, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (read(Completion.class, completion) == null) mistakes.add(mistake(visit, "avancement"));
        if (read(Assessment.Verifiability.class, verifiability) == null) mistakes.add(mistake(visit, "verifiabilite"));
        if (mistakes.isEmpty())
            coding().faults(method)
                    .forEach(field -> mistakes.add(
                            new Mistake(field, visit.say("plan.assessment.mistake." + field + "." + verifiability))));
        if (text.isBlank() || text.length() > LONGEST || translation.length() > LONGEST)
            mistakes.add(mistake(visit, "texte"));
        if (revises > 0 && reason.isBlank() || reason.length() > 1_000) mistakes.add(mistake(visit, "motif"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field) {
        return new Mistake(field, visit.say("plan.assessment.mistake." + field));
    }

    /** What a form without mistakes says. */
    Assessment.Coding coding() {
        var values = EnumSet.noneOf(Assessment.OpenValue.class);
        for (String value : lens) {
            var known = read(Assessment.OpenValue.class, value);
            if (known != null) values.add(known);
        }
        return new Assessment.Coding(
                Completion.valueOf(completion),
                Assessment.Verifiability.valueOf(verifiability),
                values,
                read(Assessment.Potential.class, potential),
                read(Assessment.EarlyResults.class, earlyResults),
                new Bilingual(text.strip(), translation));
    }

    @Nullable
    String reasonOrNone() {
        return revises == 0 ? null : reason.strip();
    }

    private static String value(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.getFirst(name), "");
    }

    private static <E extends Enum<E>> @Nullable E read(Class<E> type, String name) {
        for (E value : type.getEnumConstants()) if (value.name().equals(name)) return value;
        return null;
    }
}
