package org.parvis.accelerator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A criterion as it was typed. */
public record CriterionForm(Typed typed) {
    private static final int LONGEST_NAME = 200, LONGEST_GUIDANCE = 1_000, LARGEST_SCALE = 100;

    static final CriterionForm NEW = new CriterionForm(new Typed(Map.of("echelle", "5", "poids", "1")));

    static CriterionForm of(MultiValueMap<String, String> fields) {
        return new CriterionForm(Typed.of(fields));
    }

    static CriterionForm of(Criterion criterion) {
        Map<String, String> values = new HashMap<>();
        values.put("college", criterion.college().name());
        Typed.put(values, "nom", criterion.name());
        Typed.put(values, "guide", criterion.guidance());
        values.put("echelle", Integer.toString(criterion.scale()));
        values.put("poids", criterion.weight().toPlainString());
        return new CriterionForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    private @Nullable CallCollege college() {
        return typed.one(CallCollege.class, "college");
    }

    private int scale() {
        return typed.number("echelle", 0);
    }

    private BigDecimal weight() {
        String typed = get("poids").replace(',', '.');
        return typed.matches("[0-9]{1,3}(\\.[0-9]{1,2})?") ? new BigDecimal(typed) : BigDecimal.ZERO;
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (college() == null) mistakes.add(mistake("college", "missing", visit));
        if (get("nom").isEmpty()) mistakes.add(mistake("nom", "missing", visit));
        if (typed.isLonger("nom", LONGEST_NAME))
            mistakes.add(new Mistake("nom", visit.say("accelerator.form.long", LONGEST_NAME)));
        if (typed.isLonger("guide", LONGEST_GUIDANCE))
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
                Objects.requireNonNull(college()), typed.text("nom"), typed.text("guide"), scale(), weight());
    }
}
