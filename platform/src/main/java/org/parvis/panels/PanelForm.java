package org.parvis.panels;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Slug;
import org.parvis.web.Typed;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** A panel as it was typed. */
public record PanelForm(Typed typed) {
    static final int QUESTIONS = 8;
    private static final Set<String> TAKEN = Set.of("nouveau");
    private static final Map<String, Integer> LONGEST =
            Map.of("titre", 200, "resume", 500, "presentation", 20_000, "source", 1_000);
    private static final int SMALLEST = 2, LARGEST = 1_000;

    static PanelForm of(MultiValueMap<String, String> fields) {
        return new PanelForm(Typed.of(fields));
    }

    static PanelForm of(Panel panel, List<Panel.Feature> features) {
        Map<String, String> values = new HashMap<>();
        Typed.put(values, "titre", panel.title());
        Typed.put(values, "resume", panel.summary());
        Typed.put(values, "presentation", panel.text());
        Typed.put(values, "source", panel.source());
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
        return new PanelForm(new Typed(values));
    }

    public String get(String name) {
        return typed.get(name);
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
        return get("adresse").isEmpty() ? Slug.of(get("titre")) : get("adresse");
    }

    /** @param abouts the addresses it may be about; {@code organisers} the organisations that may hold it */
    List<Mistake> mistakes(List<String> abouts, List<String> organisers, LocalDate today, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (String name : List.of("titre", "resume", "source"))
            if (get(name).isEmpty()) mistakes.add(mistake(visit, name, "missing"));
        LONGEST.forEach((name, longest) -> {
            if (typed.isLonger(name, longest)) mistakes.add(new Mistake(name, visit.say("panels.form.long", longest)));
        });
        if (!Slug.isOne(slug()) || TAKEN.contains(slug())) mistakes.add(mistake(visit, "adresse", "bad"));
        if (!organisers.contains(get("organisation"))) mistakes.add(mistake(visit, "organisation", "missing"));
        if (!get("objet").isEmpty() && !abouts.contains(get("objet"))) mistakes.add(mistake(visit, "objet", "bad"));
        int size = size();
        if (size < SMALLEST || size > LARGEST)
            mistakes.add(new Mistake("taille", visit.say("panels.form.taille.bad", SMALLEST, LARGEST)));
        LocalDate closes = typed.date("cloture"), ends = typed.date("fin_mandat");
        if (closes == null || closes.isBefore(today)) mistakes.add(mistake(visit, "cloture", "bad"));
        if (ends == null || closes != null && !ends.isAfter(closes)) mistakes.add(mistake(visit, "fin_mandat", "bad"));
        if (typed.zone("fuseau") == null) mistakes.add(mistake(visit, "fuseau", "bad"));
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
        return Objects.requireNonNullElse(typed.number("taille"), 0);
    }

    /** What a form without mistakes says. */
    Panels.Sheet sheet(Visit visit) {
        return new Panels.Sheet(
                slug(),
                typed.text("titre"),
                typed.text("resume"),
                Bilingual.ofNullable(get("presentation"), get("presentation_en")),
                get("organisation"),
                typed.orNull("objet"),
                size(),
                Objects.requireNonNull(typed.date("cloture")),
                Objects.requireNonNull(typed.zone("fuseau")),
                Objects.requireNonNull(typed.date("fin_mandat")),
                !get("foyer").isEmpty(),
                typed.text("source"),
                asked().stream().map(q -> q.question(size(), visit)).toList());
    }
}
