package org.parvis.discussion;

import java.util.ArrayList;
import java.util.Arrays;
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
        return new CommentFormPage(subject, crumbs, null, "", List.of());
    }

    /**
     * Takes a comment, or shows its form again with what is wrong.
     *
     * @param stance a {@link Stance} as it was typed, where the subject asks for one
     */
    public Page post(Actor actor, Subject subject, List<Crumb> crumbs, String stance, String text, Visit visit) {
        var way = Arrays.stream(Stance.values())
                .filter(s -> s.name().equals(stance))
                .findFirst()
                .orElse(null);
        var mistakes = new ArrayList<>(CommentFormPage.mistakes(text, visit));
        if (subject.stances() && way == null)
            mistakes.addFirst(new Mistake("position", visit.say("discussion.stance.missing")));
        if (!mistakes.isEmpty()) return new CommentFormPage(subject, crumbs, way, text, mistakes);
        try {
            long id = comments.post(actor, subject, null, way, text, clock.now());
            return new Redirect(subject.discussionPath() + "#commentaire-" + id);
        } catch (Comments.TooOften e) {
            mistakes.add(new Mistake("texte", visit.say("discussion.often")));
        } catch (Blocks.Blocked blocked) {
            mistakes.add(new Mistake("texte", blocked.sentence(visit)));
        }
        return new CommentFormPage(subject, crumbs, way, text, mistakes);
    }

    /** The first comments, for the subject's own page. */
    public Comments.Slice listFirst(String subject) {
        return comments.list(subject, 0, 3);
    }
}
