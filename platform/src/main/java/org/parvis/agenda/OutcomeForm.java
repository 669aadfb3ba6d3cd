package org.parvis.agenda;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** Something that came of a gathering, as it was typed. */
public record OutcomeForm(
        String kind, String workshop, String title, String titleEn, String text, String textEn, String url) {
    static OutcomeForm of(Map<String, String> fields) {
        return new OutcomeForm(
                typed(fields, "nature"),
                typed(fields, "atelier"),
                typed(fields, "titre"),
                typed(fields, "titre_en"),
                typed(fields, "texte"),
                typed(fields, "texte_en"),
                typed(fields, "lien"));
    }

    static OutcomeForm of(GatheringOutcome it) {
        return new OutcomeForm(
                it.kind().name(),
                it.workshop() == null ? "" : Integer.toString(it.workshop().number()),
                it.title().fr(),
                Objects.requireNonNullElse(it.title().en(), ""),
                it.text() == null ? "" : it.text().fr(),
                it.text() == null ? "" : Objects.requireNonNullElse(it.text().en(), ""),
                Objects.requireNonNullElse(it.url(), ""));
    }

    static String typed(Map<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "")
                .replace("\0", "")
                .strip();
    }

    static boolean isAddress(String url) {
        return url.matches("https?://[!-~]+") && url.length() <= 2_000;
    }

    private Optional<GatheringOutcome.Kind> known() {
        return Arrays.stream(GatheringOutcome.Kind.values())
                .filter(k -> k.name().equals(kind))
                .findFirst();
    }

    /** @param workshops the numbers of the gathering's workshops */
    List<Mistake> mistakes(List<String> workshops, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (known().isEmpty()) mistakes.add(mistake(visit, "nature"));
        if (!workshop.isEmpty() && !workshops.contains(workshop)) mistakes.add(mistake(visit, "atelier"));
        if (title.isEmpty() || Math.max(title.length(), titleEn.length()) > 200) mistakes.add(mistake(visit, "titre"));
        boolean needsText = known().isPresent() && known().get() != GatheringOutcome.Kind.DOCUMENT;
        if (needsText && text.isEmpty() || Math.max(text.length(), textEn.length()) > 20_000)
            mistakes.add(mistake(visit, "texte"));
        if (!url.isEmpty() && !isAddress(url)) mistakes.add(mistake(visit, "lien"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field) {
        return new Mistake(field, visit.say("agenda.outcome.form." + field + ".bad"));
    }

    /** What a form without mistakes says. */
    GatheringOutcomes.Sheet sheet() {
        return new GatheringOutcomes.Sheet(
                known().orElseThrow(),
                workshop.isEmpty() ? null : Integer.valueOf(workshop),
                new Bilingual(title, titleEn),
                Bilingual.ofNullable(text, textEn),
                url.isEmpty() ? null : url);
    }
}
