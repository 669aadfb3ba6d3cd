package org.parvis.participation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A question as it was typed. */
record QuestionForm(Map<String, String> values) {
    private static final int LONGEST = 500;

    static QuestionForm of(Map<String, String> fields) {
        var values = new HashMap<String, String>();
        fields.forEach((name, typed) ->
                values.put(name, typed.replace("\0", "").replace("\r\n", "\n").strip()));
        return new QuestionForm(values);
    }

    static QuestionForm of(Question question) {
        var values = new HashMap<String, String>();
        values.put("genre", question.kind().name());
        values.put("intitule", question.label().fr());
        values.put("intitule_en", Objects.requireNonNullElse(question.label().en(), ""));
        if (question.hint() != null) {
            values.put("aide", question.hint().fr());
            values.put("aide_en", Objects.requireNonNullElse(question.hint().en(), ""));
        }
        values.put("options", question.options().stream().map(Bilingual::fr).collect(Collectors.joining("\n")));
        values.put(
                "options_en",
                question.options().stream()
                        .map(o -> Objects.requireNonNullElse(o.en(), ""))
                        .collect(Collectors.joining("\n"))
                        .strip());
        values.put("obligatoire", question.required() ? "oui" : "");
        values.put("page", question.startsPage() ? "oui" : "");
        if (question.condition() != null)
            values.put(
                    "condition",
                    question.condition().question() + "." + question.condition().option());
        return new QuestionForm(values);
    }

    public String get(String name) {
        return values.getOrDefault(name, "");
    }

    private Optional<Question.Kind> kind() {
        return Arrays.stream(Question.Kind.values())
                .filter(k -> k.name().equals(get("genre")))
                .findFirst();
    }

    private List<String> lines(String name) {
        return get(name).lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    List<Mistake> mistakes(Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (kind().isEmpty()) mistakes.add(mistake(visit, "genre", "missing"));
        if (get("intitule").isEmpty()) mistakes.add(mistake(visit, "intitule", "missing"));
        for (String name : List.of("intitule", "intitule_en", "aide", "aide_en"))
            if (get(name).length() > LONGEST)
                mistakes.add(new Mistake(name, visit.say("participation.form.long", LONGEST)));
        int options = lines("options").size(), translated = lines("options_en").size();
        boolean chooses = kind().filter(k -> !k.isText()).isPresent();
        if (chooses && (options < 2 || options > Question.MOST_OPTIONS))
            mistakes.add(mistake(visit, "options", "few", Question.MOST_OPTIONS));
        if (chooses && translated > 0 && translated != options)
            mistakes.add(mistake(visit, "options_en", "uneven", options, translated));
        if (!get("condition").matches("|[0-9]{1,18}\\.[0-9]{1,2}")) mistakes.add(mistake(visit, "condition", "bad"));
        return mistakes;
    }

    private static Mistake mistake(Visit visit, String field, String fault, Object... arguments) {
        return new Mistake(field, visit.say("participation.question." + field + "." + fault, arguments));
    }

    /** What a form without mistakes says. */
    Questions.Sheet sheet() {
        var kind = kind().orElseThrow();
        List<String> french = lines("options"), english = lines("options_en");
        var options = new ArrayList<Bilingual>();
        if (!kind.isText())
            for (int i = 0; i < french.size(); i++)
                options.add(new Bilingual(french.get(i), english.isEmpty() ? null : english.get(i)));
        String condition = get("condition");
        int dot = condition.indexOf('.');
        return new Questions.Sheet(
                !get("page").isEmpty(),
                kind,
                new Bilingual(get("intitule"), get("intitule_en")),
                Bilingual.ofNullable(get("aide"), get("aide_en")),
                options,
                !get("obligatoire").isEmpty(),
                condition.isEmpty()
                        ? null
                        : new Question.Condition(
                                Long.parseLong(condition.substring(0, dot)),
                                Integer.parseInt(condition.substring(dot + 1))));
    }
}
