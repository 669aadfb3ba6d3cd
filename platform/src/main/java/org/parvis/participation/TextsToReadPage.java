package org.parvis.participation;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** Texts that were answered, for a moderator to read before everyone. */
record TextsToReadPage(
        Consultation consultation,
        List<Question> questions,
        List<QuestionResults.Unread> texts,
        List<String> hidden,
        String reason,
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

    public Question find(long id) {
        return questions.stream().filter(q -> q.id() == id).findFirst().orElseThrow();
    }
}
