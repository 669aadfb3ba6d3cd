package org.parvis.agenda;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

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
        implements Page {

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String path() {
        return gathering.path() + "/questions";
    }

    public String action() {
        return changed == null ? path() : path() + "/" + changed.id();
    }

    public boolean isFull() {
        return questions.size() >= GatheringQuestions.MOST;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
