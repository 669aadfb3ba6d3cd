package org.parvis.accelerator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A criterion as it was typed. */
public record CriterionForm(Map<String, String> values) {
    private static final int LONGEST_NAME = 200, LONGEST_GUIDANCE = 1_000, LARGEST_SCALE = 100;

    static CriterionForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>(Map.of("echelle", "5", "poids", "1"));
        for (String name : fields.keySet()) values.put(name, CallStepsPage.value(fields, name));
        return new CriterionForm(values);
    }

    static CriterionForm of(Criterion criterion) {
        Map<String, String> values = new HashMap<>();
        values.put("college", criterion.college().name());
        values.put("nom", criterion.name().fr());
        values.put("nom_en", Objects.requireNonNullElse(criterion.name().en(), ""));
        values.put("guide", criterion.guidance().fr());
        values.put("guide_en", Objects.requireNonNullElse(criterion.guidance().en(), ""));
        values.put("echelle", Integer.toString(criterion.scale()));
        values.put("poids", criterion.weight().toPlainString());
        return new CriterionForm(values);
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    private @Nullable CallCollege college() {
        return Arrays.stream(CallCollege.values())
                .filter(college -> college.name().equals(get("college")))
                .findFirst()
                .orElse(null);
    }

    private int scale() {
        return get("echelle").matches("[0-9]{1,3}") ? Integer.parseInt(get("echelle")) : 0;
    }

    private BigDecimal weight() {
        String typed = get("poids").replace(',', '.');
        return typed.matches("[0-9]{1,3}(\\.[0-9]{1,2})?") ? new BigDecimal(typed) : BigDecimal.ZERO;
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (college() == null) mistakes.add(mistake("college", "missing", visit));
        if (get("nom").isEmpty()) mistakes.add(mistake("nom", "missing", visit));
        if (Math.max(get("nom").length(), get("nom_en").length()) > LONGEST_NAME)
            mistakes.add(new Mistake("nom", visit.say("accelerator.form.long", LONGEST_NAME)));
        if (Math.max(get("guide").length(), get("guide_en").length()) > LONGEST_GUIDANCE)
            mistakes.add(new Mistake("guide", visit.say("accelerator.form.long", LONGEST_GUIDANCE)));
        if (scale() < 1 || scale() > LARGEST_SCALE) mistakes.add(mistake("echelle", "bad", visit));
        if (weight().signum() <= 0) mistakes.add(mistake("poids", "bad", visit));
        return mistakes;
    }

    private static Mistake mistake(String field, String fault, Visit visit) {
        return new Mistake(field, visit.say("accelerator.criterion." + field + "." + fault));
    }

    /** What a form without mistakes says. */
    CallForms.CriterionSheet sheet() {
        return new CallForms.CriterionSheet(
                Objects.requireNonNull(college()),
                new Bilingual(get("nom"), get("nom_en")),
                new Bilingual(get("guide"), get("guide_en")),
                scale(),
                weight());
    }
}
