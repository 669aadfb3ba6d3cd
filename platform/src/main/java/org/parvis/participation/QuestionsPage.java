package org.parvis.participation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The questions as a coordinator writes them.
 *
 * @param changed the one being changed, none where one is added
 */
record QuestionsPage(
        Consultation consultation,
        List<Question> questions,
        @Nullable Question changed,
        QuestionForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return consultation.path() + "/questionnaire/questions" + (changed == null ? "" : "/" + changed.id());
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Question.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("participation.question.kind", k)))
                .toList();
    }

    /** Every option of a question that can be depended on. */
    public List<Choice> conditions(Visit visit) {
        var choices = new ArrayList<Choice>();
        for (var question : questions)
            if (question.kind() != Question.Kind.RANKING && (changed == null || question.number() < changed.number()))
                for (int n = 1; n <= question.options().size(); n++)
                    choices.add(new Choice(
                            question.id() + "." + n,
                            visit.say(
                                    "participation.question.if",
                                    question.number(),
                                    visit.in(question.options().get(n - 1)))));
        return choices;
    }
}
