package org.parvis.participation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;
import org.springframework.util.MultiValueMap;

/** Answers to the questions of a page as they were typed: one field a question, one an option of a ranking. */
record AnswerForm(Map<String, List<String>> typed) {

    static AnswerForm of(MultiValueMap<String, String> fields) {
        var typed = new HashMap<String, List<String>>();
        fields.forEach((name, values) -> typed.put(
                name,
                values.stream()
                        .map(v -> v.replace("\0", "").replace("\r\n", "\n"))
                        .toList()));
        return new AnswerForm(typed);
    }

    static AnswerForm of(List<Question> questions, Map<Long, Question.Answer> answers) {
        var typed = new HashMap<String, List<String>>();
        for (var question : questions) {
            var answer = answers.getOrDefault(question.id(), Question.Answer.NONE);
            if (question.kind().isText()) typed.put(question.field(), List.of(answer.text()));
            else if (question.kind() == Question.Kind.RANKING)
                for (int rank = 1; rank <= answer.choices().size(); rank++)
                    typed.put(field(question, answer.choices().get(rank - 1)), List.of(Integer.toString(rank)));
            else
                typed.put(
                        question.field(),
                        answer.choices().stream().map(c -> Integer.toString(c)).toList());
        }
        return new AnswerForm(typed);
    }

    /** The field of an option's rank. */
    static String field(Question question, int option) {
        return question.field() + "-" + option;
    }

    public List<String> all(String field) {
        return typed.getOrDefault(field, List.of());
    }

    public String get(String field) {
        return all(field).isEmpty() ? "" : all(field).getFirst();
    }

    /** What is said to a question; an option that it does not have is passed over. */
    Question.Answer answer(Question question) {
        return switch (question.kind()) {
            case SHORT_TEXT, LONG_TEXT ->
                new Question.Answer(List.of(), get(question.field()).strip());
            case RANKING -> new Question.Answer(List.copyOf(ranks(question).values()), "");
            case SINGLE, SCALE ->
                new Question.Answer(
                        numbers(question, all(question.field())).stream()
                                .limit(1)
                                .toList(),
                        "");
            case MULTIPLE -> new Question.Answer(numbers(question, all(question.field())), "");
        };
    }

    private static List<Integer> numbers(Question question, List<String> typed) {
        return typed.stream()
                .filter(v -> v.matches("[1-9][0-9]?"))
                .map(Integer::valueOf)
                .filter(n -> n <= question.options().size())
                .distinct()
                .sorted()
                .toList();
    }

    /** Options by the rank they were given; of two that share one, the last. */
    private TreeMap<Integer, Integer> ranks(Question question) {
        var ranks = new TreeMap<Integer, Integer>();
        for (int option = 1; option <= question.options().size(); option++) {
            String rank = get(field(question, option));
            if (rank.matches("[1-9][0-9]?")
                    && Integer.parseInt(rank) <= question.options().size()) ranks.put(Integer.valueOf(rank), option);
        }
        return ranks;
    }

    private long ranked(Question question) {
        return java.util.stream.IntStream.rangeClosed(1, question.options().size())
                .filter(option -> get(field(question, option)).matches("[1-9][0-9]?"))
                .count();
    }

    /** @param complete whether required questions must be answered: not where someone goes on later */
    List<Mistake> mistakes(List<Question> questions, boolean complete, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        for (var question : questions) {
            var answer = answer(question);
            if (complete && question.required() && answer.isEmpty()) mistakes.add(mistake(visit, question, "required"));
            int longest = question.kind() == Question.Kind.SHORT_TEXT ? Question.LONGEST_SHORT : Question.LONGEST_TEXT;
            if (answer.text().length() > longest) mistakes.add(mistake(visit, question, "long", longest));
            if (question.kind() != Question.Kind.RANKING) continue;
            var ranks = ranks(question);
            if (ranks.size() < ranked(question)) mistakes.add(mistake(visit, question, "twice"));
            else if (!ranks.isEmpty() && ranks.lastKey() != ranks.size()) mistakes.add(mistake(visit, question, "gap"));
        }
        return mistakes;
    }

    private static Mistake mistake(Visit visit, Question question, String fault, Object... arguments) {
        return new Mistake(
                question.field(),
                visit.say("participation.answer." + fault, arguments) + " (" + visit.in(question.label()) + ")");
    }
}
