package org.parvis.participation;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Texts that were answered, for a moderator to read before everyone. */
record TextsToReadPage(
        Consultation consultation,
        List<Question> questions,
        List<QuestionResults.Unread> texts,
        List<String> hidden,
        String reason,
        List<Mistake> mistakes)
        implements Correctable {
    public Question find(long id) {
        return questions.stream().filter(q -> q.id() == id).findFirst().orElseThrow();
    }
}
