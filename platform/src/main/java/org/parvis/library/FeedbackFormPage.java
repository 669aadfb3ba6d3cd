package org.parvis.library;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** What a member thinks of an article; {@code given} where they have said so already. */
record FeedbackFormPage(Article article, boolean given, String rating, String text, List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> ratings(Visit visit) {
        return Arrays.stream(Feedbacks.Rating.values())
                .map(r -> new Choice(r.name(), visit.say("library.feedback.rating", r)))
                .toList();
    }
}
