package org.parvis.participation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Theme;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A contribution as it was typed. */
public record ContributionForm(
        String title,
        String text,
        String theme,
        String where,
        String paragraph,
        String language,
        String organisation,
        String sheet,
        String trap) {
    private static final int LONGEST_WHERE = 120;

    static ContributionForm of(Map<String, String> fields, Visit visit) {
        String language = value(fields, "langue");
        return new ContributionForm(
                value(fields, "titre").strip(),
                value(fields, "texte"),
                value(fields, "theme"),
                value(fields, "lieu").strip(),
                value(fields, "paragraphe"),
                language.matches("[a-z]{2,3}") ? language : visit.language().code(),
                value(fields, "organisation"),
                Kits.code(value(fields, "feuille")),
                value(fields, "site_web"));
    }

    static ContributionForm of(Contribution c) {
        return new ContributionForm(
                c.title(),
                c.text(),
                c.theme() == null ? "" : c.theme().slug(),
                c.place() == null ? "" : c.place(),
                c.paragraph() == null ? "" : Integer.toString(c.paragraph()),
                c.language(),
                c.organisation() == null ? "" : c.organisation().slug(),
                "",
                "");
    }

    /** @param paragraph the number of the one to remark on, {@code sheet} the code of the paper that is typed in, or empty */
    static ContributionForm blank(String paragraph, String sheet, Visit visit) {
        return new ContributionForm(
                "", "", "", "", paragraph, visit.language().code().toLowerCase(Locale.ROOT), "", Kits.code(sheet), "");
    }

    private static String value(Map<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.get(name), "")
                .replace("\0", "")
                .replace("\r\n", "\n");
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (title.isEmpty()) mistakes.add(mistake(visit, "titre", "missing"));
        if (title.length() > Contribution.LONGEST_TITLE)
            mistakes.add(mistake(visit, "titre", "long", Contribution.LONGEST_TITLE));
        int length = text.strip().length();
        if (length < Contribution.SHORTEST)
            mistakes.add(mistake(visit, "texte", length == 0 ? "missing" : "short", Contribution.SHORTEST));
        if (text.length() > Contribution.LONGEST)
            mistakes.add(mistake(visit, "texte", "long", Contribution.LONGEST, text.length()));
        if (Contribution.links(title + " " + text) > Contribution.MOST_LINKS)
            mistakes.add(mistake(visit, "texte", "links", Contribution.MOST_LINKS));
        if (!theme.isEmpty() && Theme.find(theme).isEmpty()) mistakes.add(mistake(visit, "theme", "bad"));
        if (where.length() > LONGEST_WHERE) mistakes.add(mistake(visit, "lieu", "long", LONGEST_WHERE));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault, Object... arguments) {
        return new Mistake(field, visit.say("participation.write." + field + "." + fault, arguments));
    }

    /** What a form without mistakes says. */
    Contributions.Words words() {
        return new Contributions.Words(
                title,
                text.strip(),
                theme.isEmpty() ? null : Theme.find(theme).orElseThrow(),
                where.isEmpty() ? null : where,
                paragraphNumber(),
                language,
                organisation.isEmpty() ? null : organisation);
    }

    /** None where it is a free proposal; 0, which no text has, where it is no number. */
    @Nullable
    Integer paragraphNumber() {
        if (paragraph.isEmpty()) return null;
        return paragraph.matches("[0-9]{1,4}") ? Integer.parseInt(paragraph) : 0;
    }

    boolean isTrapped() {
        return !trap.isEmpty();
    }
}
