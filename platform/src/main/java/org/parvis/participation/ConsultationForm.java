package org.parvis.participation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.Mistake;
import org.parvis.web.Slug;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A consultation as it was typed. */
public record ConsultationForm(Typed typed, List<String> colleges) {
    private static final List<String> TEXTS = List.of("titre", "question", "presentation");
    private static final Map<String, Integer> LONGEST = Map.of("titre", 200, "question", 500, "presentation", 20_000);

    static ConsultationForm of(MultiValueMap<String, String> fields) {
        return new ConsultationForm(Typed.of(fields), fields.getOrDefault("colleges", List.of()));
    }

    static ConsultationForm of(Consultation c) {
        Map<String, String> values = new HashMap<>();
        Typed.put(values, "titre", c.title());
        Typed.put(values, "question", c.question());
        Typed.put(values, "presentation", c.text());
        values.put("adresse", c.slug());
        values.put("objet", c.about() == null ? "" : c.about());
        values.put("ouverture", c.opensOn().toString());
        values.put("cloture", c.closesOn().toString());
        values.put("reponses", c.answersDueOn().toString());
        values.put("fuseau", c.zone().getId());
        values.put("relecture", c.screened() ? "oui" : "");
        values.put("propositions", c.proposals() ? "oui" : "");
        values.put("sans_compte", c.accountless() ? "oui" : "");
        for (var holder : c.holders())
            values.put(
                    holder.theme() == null
                            ? "repond"
                            : "repond_" + holder.theme().slug(),
                    holder.organisation().slug());
        return new ConsultationForm(
                new Typed(values), c.colleges().stream().map(Enum::name).toList());
    }

    public String get(String name) {
        return typed.get(name);
    }

    /** @param abouts the addresses it may be about; {@code holders} the organisations that may answer */
    List<Mistake> mistakes(List<String> abouts, List<String> holders, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : TEXTS) {
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
            if (typed.isLonger(name, Objects.requireNonNull(LONGEST.get(name))))
                mistakes.add(new Mistake(name, visit.say("participation.form.long", LONGEST.get(name))));
        }
        if (!Slug.isOne(get("adresse"))) mistakes.add(mistake(visit, "adresse", "bad"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        LocalDate opens = typed.date("ouverture"), closes = typed.date("cloture"), due = typed.date("reponses");
        if (opens == null) mistakes.add(mistake(visit, "ouverture", "bad"));
        if (closes == null) mistakes.add(mistake(visit, "cloture", "bad"));
        else if (opens != null && closes.isBefore(opens)) mistakes.add(mistake(visit, "cloture", "early"));
        if (due == null) mistakes.add(mistake(visit, "reponses", "bad"));
        else if (closes != null && !due.isAfter(closes)) mistakes.add(mistake(visit, "reponses", "early"));
        if (typed.zone("fuseau") == null) mistakes.add(mistake(visit, "fuseau", "bad"));
        if (!holders.contains(get("repond"))) mistakes.add(mistake(visit, "repond", "missing"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("participation.form." + field + "." + fault));
    }

    /** What a form without mistakes says. */
    Consultations.Sheet sheet(List<String> holders) {
        var admitted = EnumSet.noneOf(College.class);
        for (College college : College.values()) if (colleges.contains(college.name())) admitted.add(college);
        var themes = new EnumMap<Theme, String>(Theme.class);
        for (Theme theme : Theme.values()) {
            String holder = get("repond_" + theme.slug());
            if (holders.contains(holder) && !holder.equals(get("repond"))) themes.put(theme, holder);
        }
        return new Consultations.Sheet(
                get("adresse"),
                typed.text("titre"),
                typed.text("question"),
                typed.text("presentation"),
                typed.orNull("objet"),
                Objects.requireNonNull(typed.date("ouverture")),
                Objects.requireNonNull(typed.date("cloture")),
                Objects.requireNonNull(typed.date("reponses")),
                Objects.requireNonNull(typed.zone("fuseau")),
                admitted,
                !get("relecture").isEmpty(),
                !get("propositions").isEmpty(),
                !get("sans_compte").isEmpty(),
                get("repond"),
                themes);
    }
}
