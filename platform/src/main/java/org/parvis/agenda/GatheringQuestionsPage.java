package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * What is asked at registration, for whoever organises it.
 *
 * @param changed the one being changed, none where one is added
 */
record GatheringQuestionsPage(
        Gathering gathering,
        List<GatheringQuestion> questions,
        @Nullable GatheringQuestion changed,
        GatheringQuestionForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public String path() {
        return gathering.path() + "/questions";
    }

    public String action() {
        return changed == null ? path() : path() + "/" + changed.id();
    }

    public boolean isFull() {
        return questions.size() >= GatheringQuestions.MOST;
    }
}
