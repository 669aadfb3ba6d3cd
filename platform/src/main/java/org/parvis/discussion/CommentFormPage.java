package org.parvis.discussion;

import java.util.List;
import org.parvis.web.Crumb;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** A new comment on something. */
public record CommentFormPage(Subject subject, List<Crumb> crumbs, String text, List<Mistake> mistakes)
        implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String error() {
        return mistakes.isEmpty() ? "" : mistakes.getFirst().sentence();
    }

    static List<Mistake> mistakes(String text, Visit visit) {
        String fault = Comment.fault(text);
        return fault == null ? List.of() : List.of(new Mistake("texte", visit.say("discussion.text." + fault)));
    }
}
