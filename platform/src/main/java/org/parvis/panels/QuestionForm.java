package org.parvis.panels;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * What volunteers are asked, as it was typed: the question's name, and one answer a line. {@code Femme / Woman ; 51,6 ; 7 ; 8} is
 * an answer in French and in English, its share of the population in percent, and how many of the panel give it, at least and
 * at most. Where a share is given the numbers may be left out: they are what the share makes of the panel, rounded down and up.
 */
public record QuestionForm(int number, String name, String nameEn, String answers) {
    private static final int LONGEST_NAME = 80, MOST_ANSWERS = 100;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100), TOLERANCE = BigDecimal.ONE;

    /** The fields of a question, by its number from 1. */
    public static String field(int number) {
        return "question_" + number;
    }

    public static String answersField(int number) {
        return "reponses_" + number;
    }

    static QuestionForm of(int number, Panel.Feature feature) {
        return new QuestionForm(
                number,
                feature.name().fr(),
                feature.name().en() == null ? "" : feature.name().en(),
                feature.answers().stream().map(QuestionForm::line).collect(Collectors.joining("\n")));
    }

    private static String line(Panel.Answer answer) {
        String name = answer.name().fr()
                + (answer.name().en() == null ? "" : " / " + answer.name().en());
        String share =
                answer.share() == null ? "" : answer.share().toPlainString().replace('.', ',');
        return name + " ; " + share + " ; " + answer.min() + " ; " + answer.max();
    }

    boolean isEmpty() {
        return name.isEmpty() && answers.isBlank();
    }

    /** What was typed, as far as it can be read; where it cannot, what is wrong. */
    private record Read(List<Panel.Answer> answers, List<String> wrong) {}

    private Read read(int size, Visit visit) {
        var read = new ArrayList<Panel.Answer>();
        var wrong = new ArrayList<String>();
        // What is copied from a page may hold spaces that do not break.
        var lines = answers.replaceAll("[\\u00a0\\u202f]", " ")
                .lines()
                .filter(l -> !l.isBlank())
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\\s*[;\\t|]\\s*", -1);
            var answer = answer(cells, size);
            if (answer == null) wrong.add(visit.say("panels.form.answer.bad", i + 1, lines.get(i)));
            else read.add(answer);
        }
        return new Read(read, wrong);
    }

    private static Panel.@Nullable Answer answer(String[] cells, int size) {
        String[] names = cells[0].split("\\s+/\\s+", 2);
        String fr = names[0].strip(), en = names.length == 1 ? null : names[1].strip();
        String share = cell(cells, 1).replace("%", "").replace(',', '.').strip();
        if (fr.isEmpty() || fr.length() > LONGEST_NAME || cells.length > 4) return null;
        if (!share.matches("|[0-9]{1,3}(\\.[0-9]{1,6})?")) return null;
        var percent = share.isEmpty() ? null : new BigDecimal(share);
        if (percent != null && percent.compareTo(HUNDRED) > 0) return null;
        String min = cell(cells, 2), max = cell(cells, 3);
        if (min.isEmpty() && max.isEmpty()) {
            if (percent == null) return null;
            var exact = percent.multiply(BigDecimal.valueOf(size)).divide(HUNDRED);
            return new Panel.Answer(
                    0,
                    new Bilingual(fr, en),
                    percent,
                    exact.setScale(0, RoundingMode.FLOOR).intValue(),
                    exact.setScale(0, RoundingMode.CEILING).intValue());
        }
        if (!min.matches("[0-9]{1,4}") || !max.matches("[0-9]{1,4}")) return null;
        int least = Integer.parseInt(min), most = Integer.parseInt(max);
        return least > most ? null : new Panel.Answer(0, new Bilingual(fr, en), percent, least, most);
    }

    private static String cell(String[] cells, int at) {
        return at < cells.length ? cells[at].strip() : "";
    }

    List<Mistake> mistakes(int size, Visit visit) {
        var mistakes = new ArrayList<Mistake>();
        if (name.isEmpty() || Math.max(name.length(), nameEn.length()) > LONGEST_NAME)
            mistakes.add(new Mistake(field(number), visit.say("panels.form.question.bad", LONGEST_NAME)));
        var read = read(size, visit);
        read.wrong().forEach(w -> mistakes.add(new Mistake(answersField(number), w)));
        if (!mistakes.isEmpty()) return mistakes;
        var names = new HashSet<String>();
        for (var answer : read.answers())
            if (!names.add(Folded.of(answer.name().fr())))
                mistakes.add(new Mistake(
                        answersField(number),
                        visit.say("panels.form.answer.twice", answer.name().fr())));
        if (read.answers().size() < 2 || read.answers().size() > MOST_ANSWERS)
            mistakes.add(new Mistake(answersField(number), visit.say("panels.form.answers.few", MOST_ANSWERS)));
        int min = read.answers().stream().mapToInt(Panel.Answer::min).sum();
        int max = read.answers().stream().mapToInt(Panel.Answer::max).sum();
        if (min > size) mistakes.add(new Mistake(answersField(number), visit.say("panels.form.min.high", min, size)));
        if (max < size) mistakes.add(new Mistake(answersField(number), visit.say("panels.form.max.low", max, size)));
        if (read.answers().stream().allMatch(a -> a.share() != null)) {
            var sum = read.answers().stream().map(Panel.Answer::share).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (sum.subtract(HUNDRED).abs().compareTo(TOLERANCE) > 0)
                mistakes.add(new Mistake(answersField(number), visit.say("panels.form.shares", sum)));
        }
        return mistakes;
    }

    /** What a form without mistakes says. */
    Panels.Question question(int size, Visit visit) {
        return new Panels.Question(
                new Bilingual(name, nameEn), read(size, visit).answers());
    }
}
