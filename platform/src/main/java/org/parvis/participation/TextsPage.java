package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What was written to a question. */
record TextsPage(Consultation consultation, Question question, List<QuestionTally.Text> found) implements Page {
    public List<QuestionTally.Text> texts() {
        return found.size() > QuestionResults.PAGE ? found.subList(0, QuestionResults.PAGE) : found;
    }

    public String next(Visit visit) {
        return found.size() > QuestionResults.PAGE
                ? visit.with(Map.of("apres", Long.toString(texts().getLast().sheet())))
                : "";
    }
}
