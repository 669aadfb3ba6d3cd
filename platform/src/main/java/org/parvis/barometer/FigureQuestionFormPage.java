package org.parvis.barometer;

import java.util.ArrayList;
import java.util.List;
import org.parvis.territories.Territory;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * The form in which anyone who has an account asks about a figure.
 *
 * @param figures those that hold there, the last first
 */
record FigureQuestionFormPage(
        Indicator indicator, Territory territory, List<Reading> figures, Typed typed, List<Mistake> mistakes)
        implements Correctable {
    private static final int MOST = 60;

    /** How a form names a figure. */
    static String name(Reading reading) {
        return reading.kind() + " " + reading.on();
    }

    public List<Choice> choices(Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var figure : figures.stream().limit(MOST).toList())
            choices.add(new Choice(
                    name(figure),
                    visit.say(
                            "barometer.question.figure." + figure.kind(),
                            visit.date(figure.on()),
                            figure.hidden()
                                    ? visit.say("barometer.batch.hidden")
                                    : ReadingText.written(figure.value(), indicator, visit))));
        return choices;
    }

    /** The last current value, unless somebody chose otherwise. */
    public String chosen() {
        return !typed.values().isEmpty()
                ? typed.get("chiffre")
                : figures.stream()
                        .filter(f -> f.kind() == Reading.Kind.CURRENT)
                        .findFirst()
                        .map(FigureQuestionFormPage::name)
                        .orElse("");
    }
}
