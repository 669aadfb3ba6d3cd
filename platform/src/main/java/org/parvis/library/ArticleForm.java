package org.parvis.library;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/**
 * An article as it was typed.
 *
 * @param dropped the positions of the templates that are taken away
 */
public record ArticleForm(Typed typed, List<String> dropped) {
    private static final String DROPPED = "retirer";
    private static final Map<String, Integer> LONGEST = Map.of(
            "titre", 200, "resume", 500, "texte", 60_000, "etapes", 20_000, "public", 300, "alt", 500, "motif", 1_000);
    static final int MOST_TEMPLATES = 20;

    static ArticleForm of(MultiValueMap<String, String> fields) {
        return new ArticleForm(
                Typed.of(fields), List.copyOf(Objects.requireNonNullElse(fields.get(DROPPED), List.of())));
    }

    /** As it was kept between two sittings. */
    static ArticleForm of(Map<String, String> kept) {
        return new ArticleForm(new Typed(kept), List.of());
    }

    static ArticleForm of(Article.@Nullable Version version) {
        Map<String, String> values = new HashMap<>();
        values.put("licence", Licence.ETALAB.name());
        values.put("base", "0");
        if (version == null) return of(values);
        Typed.put(values, "titre", version.title());
        Typed.put(values, "resume", version.summary());
        Typed.put(values, "texte", version.text());
        Typed.put(values, "etapes", version.steps());
        Typed.put(values, "public", version.audience());
        Typed.put(
                values,
                "alt",
                version.picture() == null ? null : version.picture().alt());
        values.put("licence", version.licence().name());
        values.put("base", Integer.toString(version.number()));
        // What is public already is the ground for the next edition: what changed since then is to be said anew.
        if (version.edition() == null) Typed.put(values, "motif", version.change());
        return of(values);
    }

    public String get(String name) {
        return typed.get(name);
    }

    Map<String, String> values() {
        return typed.values().entrySet().stream()
                .filter(e -> !e.getKey().startsWith("_") && !e.getKey().equals("acte"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    boolean asks(String act) {
        return get("acte").equals(act);
    }

    int base() {
        return Objects.requireNonNullElse(typed.number("base"), -1);
    }

    ArticleForm over(int number) {
        var values = new HashMap<>(typed.values());
        values.put("base", Integer.toString(number));
        return new ArticleForm(new Typed(values), dropped);
    }

    String slug() {
        return get("adresse").isEmpty() ? address(get("titre")) : get("adresse");
    }

    /** An address made of a title. */
    static String address(String title) {
        String made = Normalizer.normalize(title, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return made.length() <= 80 ? made : made.substring(0, 80).replaceAll("-[^-]*$", "");
    }

    static boolean isAddress(String slug) {
        return slug.matches("[a-z0-9]+(-[a-z0-9]+)*") && slug.length() <= 80 && !slug.startsWith("nouve");
    }

    boolean keepsPicture() {
        return get("sans_image").isEmpty();
    }

    /** @param isNew and so needs an address; {@code pictured} whether it has a picture, new or kept */
    List<Mistake> mistakes(boolean isNew, boolean pictured, boolean withTemplate, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest)) mistakes.add(new Mistake(name, visit.say("library.form.long", longest)));
        });
        if (isNew && !isAddress(slug())) mistakes.add(mistake(visit, "adresse", "bad"));
        String fault = Checklist.fault(typed.text("etapes"));
        if (fault != null) mistakes.add(new Mistake("etapes", visit.say(fault, Checklist.MOST)));
        if (pictured && get("alt").isEmpty()) mistakes.add(mistake(visit, "alt", "missing"));
        if (withTemplate && get("modele_titre").isEmpty()) mistakes.add(mistake(visit, "modele_titre", "missing"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("library.form." + field + "." + fault));
    }

    Licence licence() {
        for (Licence licence : Licence.values()) if (licence.name().equals(get("licence"))) return licence;
        return Licence.ETALAB;
    }

    /** What a form without mistakes says, with its files. */
    Articles.Sheet sheet(java.util.@Nullable UUID picture, List<Articles.Attached> templates) {
        return new Articles.Sheet(
                typed.text("titre"),
                typed.text("resume"),
                typed.text("texte"),
                typed.text("etapes"),
                Bilingual.ofNullable(get("public"), get("public_en")),
                licence(),
                picture,
                picture == null ? null : Bilingual.ofNullable(get("alt"), get("alt_en")),
                Bilingual.ofNullable(get("motif"), get("motif_en")),
                templates);
    }
}
