package org.parvis.agenda;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A question as an organiser types it: its options one a line. */
record GatheringQuestionForm(Map<String, String> fields) {
    private static final int LONGEST_LABEL = 300, MOST_OPTIONS = 20, LONGEST_OPTION = 200;

    static final GatheringQuestionForm BLANK = new GatheringQuestionForm(Map.of());

    static GatheringQuestionForm of(GatheringQuestion question) {
        return new GatheringQuestionForm(Map.of(
                "intitule", question.label().fr(),
                "intitule_en", or(question.label().en()),
                "options",
                        String.join(
                                "\n",
                                question.options().stream().map(Bilingual::fr).toList()),
                "options_en",
                        question.options().stream().allMatch(o -> o.en() == null)
                                ? ""
                                : String.join(
                                        "\n",
                                        question.options().stream()
                                                .map(o -> or(o.en()))
                                                .toList()),
                "obligatoire", question.required() ? "oui" : ""));
    }

    private static String or(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    public String get(String field) {
        return fields.getOrDefault(field, "").replace("\0", "").strip();
    }

    private List<String> lines(String field) {
        return get(field).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (get("intitule").isEmpty() || get("intitule").length() > LONGEST_LABEL)
            mistakes.add(new Mistake("intitule", visit.say("agenda.questions.label.bad", LONGEST_LABEL)));
        if (get("intitule_en").length() > LONGEST_LABEL)
            mistakes.add(new Mistake("intitule_en", visit.say("agenda.questions.label.bad", LONGEST_LABEL)));
        var options = lines("options");
        if (options.size() == 1
                || options.size() > MOST_OPTIONS
                || options.stream().distinct().count() < options.size()
                || options.stream().anyMatch(o -> o.length() > LONGEST_OPTION))
            mistakes.add(
                    new Mistake("options", visit.say("agenda.questions.options.bad", MOST_OPTIONS, LONGEST_OPTION)));
        var english = lines("options_en");
        if (!english.isEmpty() && english.size() != options.size()
                || english.stream().anyMatch(o -> o.length() > LONGEST_OPTION))
            mistakes.add(new Mistake("options_en", visit.say("agenda.questions.options.en.bad", options.size())));
        return mistakes;
    }

    GatheringQuestions.Sheet sheet() {
        var options = lines("options");
        var english = lines("options_en");
        var both = new ArrayList<Bilingual>();
        for (int i = 0; i < options.size(); i++)
            both.add(new Bilingual(options.get(i), english.isEmpty() ? null : english.get(i)));
        return new GatheringQuestions.Sheet(
                new Bilingual(get("intitule"), get("intitule_en")),
                both,
                !get("obligatoire").isEmpty());
    }
}
