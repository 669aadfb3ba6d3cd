package org.parvis.library;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Language;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** What is said of a document, as it was typed. */
public record DocumentForm(Typed typed) {
    private static final Map<String, Integer> LONGEST = Map.of("titre", 200, "resume", 2_000);

    static DocumentForm of(MultiValueMap<String, String> fields) {
        return new DocumentForm(Typed.of(fields));
    }

    static DocumentForm of(@Nullable Document document) {
        Map<String, String> values = new HashMap<>();
        values.put("licence", Licence.ETALAB.name());
        values.put("langue", Language.FR.code());
        if (document == null) return new DocumentForm(new Typed(values));
        Typed.put(values, "titre", document.title());
        Typed.put(values, "resume", document.summary());
        values.put("plan", Objects.toString(document.plan(), ""));
        values.put("etape", document.stage().slug());
        values.put("date", document.datedOn().toString());
        values.put("langue", document.language().code());
        values.put("licence", document.licence().name());
        values.put("edition", Integer.toString(document.edition()));
        return new DocumentForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    String slug() {
        return get("adresse").isEmpty() ? ArticleForm.address(get("titre")) : get("adresse");
    }

    int edition() {
        return Objects.requireNonNullElse(typed.number("edition"), -1);
    }

    private Optional<Document.Stage> stage() {
        return Arrays.stream(Document.Stage.values())
                .filter(s -> s.slug().equals(get("etape")))
                .findFirst();
    }

    private Optional<Licence> licence() {
        return Arrays.stream(Licence.values())
                .filter(l -> l.name().equals(get("licence")))
                .findFirst();
    }

    /** @param plans those there are, by slug; {@code isNew} and so needs an address and a file */
    List<Mistake> mistakes(Map<String, Long> plans, boolean isNew, boolean withFile, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("titre").isEmpty()) add(mistakes, "titre", "library.form.titre.missing", visit);
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest)) mistakes.add(new Mistake(name, visit.say("library.form.long", longest)));
        });
        if (!get("plan").isEmpty() && !plans.containsKey(get("plan")))
            add(mistakes, "plan", "library.document.form.plan.bad", visit);
        if (stage().isEmpty()) add(mistakes, "etape", "library.document.form.etape.missing", visit);
        if (typed.date("date") == null) add(mistakes, "date", "library.document.form.date.bad", visit);
        if (Language.find(get("langue")).isEmpty())
            add(mistakes, "langue", "library.document.form.langue.missing", visit);
        if (licence().isEmpty()) add(mistakes, "licence", "library.document.form.licence.missing", visit);
        if (isNew && !ArticleForm.isAddress(slug())) add(mistakes, "adresse", "library.form.adresse.bad", visit);
        if (isNew && !withFile) add(mistakes, "fichier", "library.document.form.fichier.missing", visit);
        return mistakes;
    }

    private static void add(List<Mistake> mistakes, String field, String key, Visit visit) {
        mistakes.add(new Mistake(field, visit.say(key)));
    }

    /** What a form without mistakes says. */
    Documents.Sheet sheet(Map<String, Long> plans) {
        return new Documents.Sheet(
                plans.get(get("plan")),
                stage().orElseThrow(),
                typed.text("titre"),
                Bilingual.ofNullable(get("resume"), get("resume_en")),
                Objects.requireNonNull(typed.date("date")),
                Language.find(get("langue")).orElseThrow(),
                licence().orElseThrow());
    }
}
