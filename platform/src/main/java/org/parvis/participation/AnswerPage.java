package org.parvis.participation;

import java.util.List;
import java.util.stream.IntStream;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * Answering, a page at a time; after the last page all is read again before it is given.
 *
 * @param page the page shown, from 1; one more than the last to read all again
 */
record AnswerPage(
        Consultation consultation,
        Respondent by,
        AnswerSheet sheet,
        List<Question> all,
        int page,
        AnswerForm form,
        boolean kept,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isReading() {
        return page > last();
    }

    public int last() {
        return AnswerSheet.last(all);
    }

    /** Those of this page that are asked of this person. */
    public List<Question> asked() {
        return sheet.asked(all).stream().filter(q -> q.page() == page).toList();
    }

    public int previous() {
        return sheet.previous(all, page);
    }

    public String error(Question question) {
        return error(question.field());
    }

    public List<Choice> options(Question question, Visit visit) {
        return IntStream.rangeClosed(1, question.options().size())
                .mapToObj(n -> new Choice(
                        Integer.toString(n), visit.in(question.options().get(n - 1))))
                .toList();
    }

    public List<Choice> ranks(Question question, Visit visit) {
        return IntStream.rangeClosed(1, question.options().size())
                .mapToObj(n -> new Choice(Integer.toString(n), visit.say("participation.rank", n)))
                .toList();
    }

    /** What someone answered, in words. */
    public List<String> words(Question question, Visit visit) {
        var answer = sheet.answers().getOrDefault(question.id(), Question.Answer.NONE);
        if (answer.isEmpty()) return List.of();
        if (question.kind().isText()) return List.of(answer.text());
        return answer.choices().stream()
                .map(n -> visit.in(question.options().get(n - 1)))
                .toList();
    }

    /** Where a sheet without account is found again. */
    public String resume(Visit visit) {
        return visit.absolute(visit.link(consultation.path() + "/questionnaire/reponse?cle=" + by.key()));
    }

    public String address(int wanted) {
        return consultation.path() + "/questionnaire/reponse?page=" + wanted + by.query();
    }
}
