package org.parvis.barometer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.territories.Level;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** An indicator's definition as it was typed. */
public record IndicatorForm(Typed typed) {
    private static final Map<String, Integer> LONGEST = Map.of(
            "nom",
            300,
            "theme",
            200,
            "definition",
            8_000,
            "methode",
            8_000,
            "unite",
            100,
            "source",
            1_000,
            "motif",
            2_000);
    static final int LONGEST_PERIOD = 120, LONGEST_DELAY = 1_000, LARGEST_THRESHOLD = 1_000;

    static IndicatorForm of(MultiValueMap<String, String> fields) {
        return new IndicatorForm(Typed.of(fields));
    }

    static IndicatorForm empty(String organisation) {
        return new IndicatorForm(new Typed(Map.of(
                "organisation",
                organisation,
                "periodicite",
                "12",
                "delai",
                "0",
                "licence",
                "Licence Ouverte 2.0",
                "maille",
                "DEPT",
                "agregation",
                "GIVEN",
                "sens",
                "RISE")));
    }

    static IndicatorForm of(Indicator indicator) {
        Map<String, String> values = new HashMap<>();
        values.put("code", indicator.code());
        values.put("edition", Integer.toString(indicator.edition()));
        values.put(
                "organisation",
                indicator.organisation() == null ? "" : indicator.organisation().slug());
        Typed.put(values, "theme", indicator.topic());
        Typed.put(values, "nom", indicator.name());
        Typed.put(values, "definition", indicator.definition());
        Typed.put(values, "methode", indicator.method());
        Typed.put(values, "unite", indicator.unit());
        Typed.put(values, "source", indicator.source());
        values.put("sens", indicator.direction().name());
        values.put("periodicite", Integer.toString(indicator.periodMonths()));
        values.put("delai", Integer.toString(indicator.delayDays()));
        values.put("adresse_source", Objects.toString(indicator.sourceUrl(), ""));
        values.put("licence", indicator.licence());
        values.put("maille", indicator.finest().name());
        values.put("agregation", indicator.aggregation().name());
        values.put("denominateur", Objects.toString(indicator.denominator(), ""));
        values.put("seuil", Objects.toString(indicator.threshold(), ""));
        return new IndicatorForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
    }

    /** @param before what it says now; none where it is new */
    List<Mistake> mistakes(@Nullable Indicator before, List<String> holders, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (before == null
                && (!get("code").matches("[A-Za-z0-9]+(-[A-Za-z0-9]+)*")
                        || get("code").length() > 80
                        || get("code").equals("nouveau"))) mistakes.add(mistake(visit, "code"));
        for (String name : List.of("nom", "definition", "source"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name));
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest))
                mistakes.add(new Mistake(name, visit.say("barometer.indicator.long", longest)));
        });
        if (get("licence").isEmpty() || get("licence").length() > 200) mistakes.add(mistake(visit, "licence"));
        if (!holders.contains(get("organisation"))) mistakes.add(mistake(visit, "organisation"));
        if (value(Direction.values(), "sens").isEmpty()) mistakes.add(mistake(visit, "sens"));
        if (value(Level.values(), "maille").isEmpty()) mistakes.add(mistake(visit, "maille"));
        var aggregation = value(Aggregation.values(), "agregation");
        if (aggregation.isEmpty()) mistakes.add(mistake(visit, "agregation"));
        if (!get("denominateur").isEmpty()
                && aggregation.filter(a -> a == Aggregation.MEAN).isEmpty())
            mistakes.add(mistake(visit, "denominateur"));
        number(mistakes, visit, "periodicite", 1, LONGEST_PERIOD);
        number(mistakes, visit, "delai", 0, LONGEST_DELAY);
        if (!get("seuil").isEmpty()) number(mistakes, visit, "seuil", 1, LARGEST_THRESHOLD);
        if (!get("adresse_source").isEmpty()
                && (!get("adresse_source").matches("https?://[!-~]+")
                        || get("adresse_source").length() > 1_000)) mistakes.add(mistake(visit, "adresse_source"));
        if (before != null && get("motif").isEmpty()) mistakes.add(mistake(visit, "motif"));
        return mistakes;
    }

    private void number(List<Mistake> mistakes, Visit visit, String name, int least, int most) {
        var number = typed.number(name);
        if (number == null || number < least || number > most)
            mistakes.add(new Mistake(name, visit.say("barometer.indicator." + name + ".bad", least, most)));
    }

    private static Mistake mistake(Visit visit, String field) {
        return new Mistake(field, visit.say("barometer.indicator." + field + ".bad"));
    }

    private <E extends Enum<E>> Optional<E> value(E[] values, String name) {
        return Arrays.stream(values).filter(v -> v.name().equals(get(name))).findFirst();
    }

    /** What a form without mistakes says. */
    IndicatorOffice.Sheet sheet() {
        return new IndicatorOffice.Sheet(
                typed.orNull("organisation"),
                typed.text("theme"),
                typed.text("nom"),
                typed.text("definition"),
                typed.text("methode"),
                typed.text("unite"),
                value(Direction.values(), "sens").orElseThrow(),
                Objects.requireNonNull(typed.number("periodicite")),
                Objects.requireNonNull(typed.number("delai")),
                typed.text("source"),
                typed.orNull("adresse_source"),
                get("licence"),
                value(Level.values(), "maille").orElseThrow(),
                value(Aggregation.values(), "agregation").orElseThrow(),
                typed.orNull("denominateur"),
                typed.number("seuil"));
    }
}
