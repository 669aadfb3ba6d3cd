package org.parvis.participation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A consultation as it was typed. */
public record ConsultationForm(Map<String, String> values, List<String> colleges) {
    private static final List<String> TEXTS = List.of("titre", "question", "presentation");
    private static final Map<String, Integer> LONGEST = Map.of("titre", 200, "question", 500, "presentation", 20_000);

    static ConsultationForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(
                name,
                Objects.requireNonNullElse(typed.getFirst(), "")
                        .replace("\0", "")
                        .strip()));
        return new ConsultationForm(values, fields.getOrDefault("colleges", List.of()));
    }

    static ConsultationForm of(Consultation c) {
        Map<String, String> values = new HashMap<>();
        put(values, "titre", c.title());
        put(values, "question", c.question());
        put(values, "presentation", c.text());
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
                values, c.colleges().stream().map(Enum::name).toList());
    }

    private static void put(Map<String, String> values, String name, Bilingual text) {
        values.put(name, text.fr());
        values.put(name + "_en", text.en() == null ? "" : text.en());
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** @param abouts the addresses it may be about; {@code holders} the organisations that may answer */
    List<Mistake> mistakes(List<String> abouts, List<String> holders, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : TEXTS) {
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
            if (Math.max(get(name).length(), get(name + "_en").length()) > Objects.requireNonNull(LONGEST.get(name)))
                mistakes.add(new Mistake(name, visit.say("participation.form.long", LONGEST.get(name))));
        }
        if (!get("adresse").matches("[a-z0-9]+(-[a-z0-9]+)*") || get("adresse").length() > 80)
            mistakes.add(mistake(visit, "adresse", "bad"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        LocalDate opens = date("ouverture"), closes = date("cloture"), due = date("reponses");
        if (opens == null) mistakes.add(mistake(visit, "ouverture", "bad"));
        if (closes == null) mistakes.add(mistake(visit, "cloture", "bad"));
        else if (opens != null && closes.isBefore(opens)) mistakes.add(mistake(visit, "cloture", "early"));
        if (due == null) mistakes.add(mistake(visit, "reponses", "bad"));
        else if (closes != null && !due.isAfter(closes)) mistakes.add(mistake(visit, "reponses", "early"));
        if (zone() == null) mistakes.add(mistake(visit, "fuseau", "bad"));
        if (!holders.contains(get("repond"))) mistakes.add(mistake(visit, "repond", "missing"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("participation.form." + field + "." + fault));
    }

    private @Nullable LocalDate date(String name) {
        try {
            var date = LocalDate.parse(get(name));
            return date.getYear() < 1990 || date.getYear() > 2199 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private @Nullable ZoneId zone() {
        try {
            return ZoneId.of(get("fuseau"));
        } catch (DateTimeException e) {
            return null;
        }
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
                text("titre"),
                text("question"),
                text("presentation"),
                get("objet").isEmpty() ? null : get("objet"),
                Objects.requireNonNull(date("ouverture")),
                Objects.requireNonNull(date("cloture")),
                Objects.requireNonNull(date("reponses")),
                Objects.requireNonNull(zone()),
                admitted,
                !get("relecture").isEmpty(),
                !get("propositions").isEmpty(),
                !get("sans_compte").isEmpty(),
                get("repond"),
                themes);
    }

    private Bilingual text(String name) {
        return new Bilingual(get(name), get(name + "_en"));
    }
}
