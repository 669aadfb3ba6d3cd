package org.parvis.barometer;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * The form in which whoever holds an indicator answers a question about it.
 *
 * @param askedOn the day of the question
 */
record FigureAnswerPage(
        FigureQuestion question,
        LocalDate askedOn,
        List<FigureQuestions.Correction> corrections,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> choices(Visit visit) {
        return corrections.stream()
                .map(c -> new Choice(
                        Long.toString(c.id()),
                        visit.say(
                                c.published() ? "barometer.question.batch.published" : "barometer.question.batch.open",
                                Long.toString(c.id()),
                                visit.date(c.on()))))
                .toList();
    }

    public String chosen() {
        if (!typed.values().isEmpty()) return typed.get("lot");
        return question.batch() == null ? "" : question.batch().toString();
    }
}
