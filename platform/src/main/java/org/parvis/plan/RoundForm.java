package org.parvis.plan;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A call for reports as it was typed. */
record RoundForm(String title, String translation, String opensOn, String dueOn, String message) {
    static RoundForm of(Map<String, String> fields) {
        return new RoundForm(
                fields.getOrDefault("titre", ""),
                fields.getOrDefault("traduction", ""),
                fields.getOrDefault("ouverture", ""),
                fields.getOrDefault("echeance", ""),
                fields.getOrDefault("message", ""));
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<String>();
        if (title.isBlank() || title.length() > 200 || translation.length() > 200) mistakes.add("titre");
        if (date(opensOn) == null) mistakes.add("ouverture");
        if (date(dueOn) == null) mistakes.add("echeance");
        if (message.length() > 4_000) mistakes.add("message");
        if (mistakes.isEmpty()) mistakes.addAll(call().faults(visit.today()));
        return mistakes.stream()
                .map(field -> new Mistake(field, visit.say("plan.round.mistake." + field)))
                .toList();
    }

    /** What a form without mistakes says. */
    Rounds.Call call() {
        return new Rounds.Call(
                new Bilingual(title.strip(), translation.strip()),
                Bilingual.ofNullable(message.strip(), null),
                java.util.Objects.requireNonNull(date(opensOn)),
                java.util.Objects.requireNonNull(date(dueOn)));
    }

    private static @Nullable LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }
}
