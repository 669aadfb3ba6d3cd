package org.parvis.panels;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A panel as it was typed. */
public record PanelForm(Map<String, String> values) {
    static final int QUESTIONS = 8;
    private static final Set<String> TAKEN = Set.of("nouveau");
    private static final Map<String, Integer> LONGEST =
            Map.of("titre", 200, "resume", 500, "presentation", 20_000, "source", 1_000);
    private static final int SMALLEST = 2, LARGEST = 1_000;

    static PanelForm of(MultiValueMap<String, String> fields) {
        Map<String, String> values = new HashMap<>();
        fields.forEach((name, typed) -> values.put(
                name,
                Objects.requireNonNullElse(typed.getFirst(), "")
                        .replace("\0", "")
                        .strip()));
        return new PanelForm(values);
    }

    static PanelForm of(Panel panel, List<Panel.Feature> features) {
        Map<String, String> values = new HashMap<>();
        put(values, "titre", panel.title());
        put(values, "resume", panel.summary());
        put(values, "presentation", panel.text());
        put(values, "source", panel.source());
        values.put("adresse", panel.slug());
        values.put("organisation", panel.organisation().slug());
        values.put("objet", Objects.toString(panel.about(), ""));
        values.put("taille", Integer.toString(panel.size()));
        values.put("cloture", panel.closesOn().toString());
        values.put("fuseau", panel.zone().getId());
        values.put("fin_mandat", panel.mandateEndsOn().toString());
        values.put("foyer", panel.oneAHousehold() ? "oui" : "");
        for (int i = 0; i < features.size(); i++) {
            var question = QuestionForm.of(i + 1, features.get(i));
            values.put(QuestionForm.field(i + 1), question.name());
            values.put(QuestionForm.field(i + 1) + "_en", question.nameEn());
            values.put(QuestionForm.answersField(i + 1), question.answers());
        }
        return new PanelForm(values);
    }

    private static void put(Map<String, String> values, String name, @Nullable Bilingual text) {
        values.put(name, text == null ? "" : text.fr());
        values.put(name + "_en", text == null || text.en() == null ? "" : text.en());
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    /** All that may be asked, those left empty too. */
    public List<QuestionForm> questions() {
        return IntStream.rangeClosed(1, QUESTIONS)
                .mapToObj(i -> new QuestionForm(
                        i,
                        get(QuestionForm.field(i)),
                        get(QuestionForm.field(i) + "_en"),
                        get(QuestionForm.answersField(i))))
                .toList();
    }

    private List<QuestionForm> asked() {
        return questions().stream().filter(q -> !q.isEmpty()).toList();
    }

    String slug() {
        return get("adresse").isEmpty() ? address(get("titre")) : get("adresse");
    }

    /** An address made of a title. */
    private static String address(String title) {
        String made = Folded.of(title).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return made.length() <= 80 ? made : made.substring(0, 80).replaceAll("-[^-]*$", "");
    }

    /** @param abouts the addresses it may be about; {@code organisers} the organisations that may hold it */
    List<Mistake> mistakes(List<String> abouts, List<String> organisers, LocalDate today, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume", "source"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (Math.max(get(name).length(), get(name + "_en").length()) > longest)
                mistakes.add(new Mistake(name, visit.say("panels.form.long", longest)));
        });
        if (!slug().matches("[a-z0-9]+(-[a-z0-9]+)*") || slug().length() > 80 || TAKEN.contains(slug()))
            mistakes.add(mistake(visit, "adresse", "bad"));
        if (!organisers.contains(get("organisation"))) mistakes.add(mistake(visit, "organisation", "missing"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        int size = size();
        if (size < SMALLEST || size > LARGEST)
            mistakes.add(new Mistake("taille", visit.say("panels.form.taille.bad", SMALLEST, LARGEST)));
        LocalDate closes = date(get("cloture")), ends = date(get("fin_mandat"));
        if (closes == null || closes.isBefore(today)) mistakes.add(mistake(visit, "cloture", "bad"));
        if (ends == null || closes != null && !ends.isAfter(closes)) mistakes.add(mistake(visit, "fin_mandat", "bad"));
        if (zone() == null) mistakes.add(mistake(visit, "fuseau", "bad"));
        var asked = asked();
        if (asked.isEmpty()) mistakes.add(new Mistake(QuestionForm.field(1), visit.say("panels.form.questions.none")));
        var names = new HashSet<String>();
        for (var question : asked) {
            if (!question.name().isEmpty() && !names.add(Folded.of(question.name())))
                mistakes.add(new Mistake(
                        QuestionForm.field(question.number()),
                        visit.say("panels.form.question.twice", question.name())));
            if (size >= SMALLEST && size <= LARGEST) mistakes.addAll(question.mistakes(size, visit));
        }
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault) {
        return new Mistake(field, visit.say("panels.form." + field + "." + fault));
    }

    private int size() {
        return get("taille").matches("[0-9]{1,5}") ? Integer.parseInt(get("taille")) : 0;
    }

    static @Nullable LocalDate date(String typed) {
        try {
            var date = LocalDate.parse(typed);
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
    Panels.Sheet sheet(Visit visit) {
        return new Panels.Sheet(
                slug(),
                text("titre"),
                text("resume"),
                Bilingual.ofNullable(get("presentation"), get("presentation_en")),
                get("organisation"),
                get("objet").isEmpty() ? null : get("objet"),
                size(),
                Objects.requireNonNull(date(get("cloture"))),
                Objects.requireNonNull(zone()),
                Objects.requireNonNull(date(get("fin_mandat"))),
                !get("foyer").isEmpty(),
                text("source"),
                asked().stream().map(q -> q.question(size(), visit)).toList());
    }

    private Bilingual text(String name) {
        return new Bilingual(get(name), get(name + "_en"));
    }
}
