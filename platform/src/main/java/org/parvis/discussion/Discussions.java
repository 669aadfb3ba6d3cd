package org.parvis.discussion;

import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Crumb;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Redirect;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** The pages of a discussion, for the controller of whatever room owns its subject. */
@Component
public class Discussions {
    private final Comments comments;
    private final CivicClock clock;

    Discussions(Comments comments, CivicClock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    /** @param crumbs the way to the subject, without the discussion itself */
    public Page page(Subject subject, List<Crumb> crumbs, long before) {
        return new DiscussionPage(subject, crumbs, comments.list(subject.path(), before, Comments.PAGE), before == 0);
    }

    public Page form(Subject subject, List<Crumb> crumbs) {
        return new CommentFormPage(subject, crumbs, "", List.of());
    }

    /** Takes a comment, or shows its form again with what is wrong. */
    public Page post(Actor actor, Subject subject, List<Crumb> crumbs, String text, Visit visit) {
        var mistakes = CommentFormPage.mistakes(text, visit);
        if (!mistakes.isEmpty()) return new CommentFormPage(subject, crumbs, text, mistakes);
        try {
            long id = comments.post(actor, subject, null, text, clock.now());
            return new Redirect(subject.discussionPath() + "#commentaire-" + id);
        } catch (Comments.TooOften e) {
            return new CommentFormPage(
                    subject, crumbs, text, List.of(new Mistake("texte", visit.say("discussion.often"))));
        }
    }

    /** The first comments, for the subject's own page. */
    public Comments.Slice listFirst(String subject) {
        return comments.list(subject, 0, 3);
    }
}
