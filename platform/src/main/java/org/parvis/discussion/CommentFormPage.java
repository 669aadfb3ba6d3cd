package org.parvis.discussion;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Crumb;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** A new comment on something. */
public record CommentFormPage(
        Subject subject, List<Crumb> crumbs, @Nullable Stance stance, String text, List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> stances(Visit visit) {
        return Arrays.stream(Stance.values())
                .map(s -> new Choice(s.name(), visit.say("discussion.stance", s)))
                .toList();
    }

    static List<Mistake> mistakes(String text, Visit visit) {
        String fault = Comment.fault(text);
        return fault == null ? List.of() : List.of(new Mistake("texte", visit.say("discussion.text." + fault)));
    }
}
