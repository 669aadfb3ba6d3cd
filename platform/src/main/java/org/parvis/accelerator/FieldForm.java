package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A field of a call's form as it was typed. */
public record FieldForm(Typed typed) {
    private static final int LONGEST_LABEL = 200, LONGEST_HINT = 1_000, MOST_OPTIONS = 60, LONGEST_OPTION = 200;

    static FieldForm of(MultiValueMap<String, String> fields) {
        return new FieldForm(Typed.of(fields));
    }

    static FieldForm of(CallField field) {
        Map<String, String> values = new HashMap<>();
        values.put("genre", field.kind().name());
        Typed.put(values, "libelle", field.label());
        Typed.put(values, "aide", field.hint());
        Typed.put(values, "section", field.section());
        values.put("options", Lines.of(field.options()));
        values.put("obligatoire", field.required() ? "oui" : "");
        values.put("condition", condition(field.shownIf(), field.shownValue()));
        values.put("lecteurs", field.seenBy() == null ? "ALL" : field.seenBy().name());
        return new FieldForm(new Typed(values));
    }

    /** A condition as a choice's value has it. */
    static String condition(@Nullable Long field, @Nullable String value) {
        return field == null ? "" : field + ":" + value;
    }

    public String get(String name) {
        return typed.get(name);
    }

    private CallField.@Nullable Kind kind() {
        return typed.one(CallField.Kind.class, "genre");
    }

    private boolean isChoice() {
        return kind() == CallField.Kind.CHOICE || kind() == CallField.Kind.CHOICES;
    }

    private List<Bilingual> options() {
        return isChoice() ? Lines.read(get("options"), MOST_OPTIONS, LONGEST_OPTION) : List.of();
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (kind() == null) mistakes.add(new Mistake("genre", visit.say("accelerator.field.genre.missing")));
        if (get("libelle").isEmpty())
            mistakes.add(new Mistake("libelle", visit.say("accelerator.field.libelle.missing")));
        for (String name : List.of("libelle", "section")) tooLong(mistakes, name, LONGEST_LABEL, visit);
        tooLong(mistakes, "aide", LONGEST_HINT, visit);
        try {
            if (isChoice() && options().size() < 2)
                mistakes.add(new Mistake("options", visit.say("accelerator.field.options.few")));
        } catch (BadInput bad) {
            mistakes.add(new Mistake("options", bad.sentence(visit)));
        }
        if (!get("condition").isEmpty() && !get("condition").matches("(?s)[0-9]{1,18}:.+"))
            mistakes.add(new Mistake("condition", visit.say("accelerator.field.condition.bad")));
        return mistakes;
    }

    private void tooLong(List<Mistake> mistakes, String name, int longest, Visit visit) {
        if (typed.isLonger(name, longest)) mistakes.add(new Mistake(name, visit.say("accelerator.form.long", longest)));
    }

    /** What a form without mistakes says. */
    CallForms.FieldSheet sheet() {
        String condition = get("condition");
        int colon = condition.indexOf(':');
        return new CallForms.FieldSheet(
                Objects.requireNonNull(kind()),
                typed.text("section"),
                typed.text("libelle"),
                typed.text("aide"),
                options(),
                !get("obligatoire").isEmpty(),
                colon < 0 ? null : Long.valueOf(condition.substring(0, colon)),
                colon < 0 ? null : condition.substring(colon + 1),
                typed.one(CallCollege.class, "lecteurs"));
    }
}
