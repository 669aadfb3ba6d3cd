package org.parvis.discussion;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;

/**
 * One comment, and what this person may do with it.
 *
 * @param form which of its forms was sent with mistakes, and {@code typed} what it held
 */
record CommentPage(Comment comment, Actor actor, Instant now, String form, String typed, List<Mistake> mistakes)
        implements Correctable {
    static CommentPage of(Comment comment, Actor actor, Instant now) {
        return new CommentPage(comment, actor, now, "", "", List.of());
    }

    public boolean isEditable() {
        return comment.isEditable(actor, now);
    }

    public boolean isMine() {
        return comment.isBy(actor);
    }

    public boolean isModerator() {
        return actor.is(Role.MODERATOR);
    }

    /** Whether this person's reply is the institution's answer. */
    public boolean answers() {
        String institution = comment.subject().institution();
        return institution != null && actor.isFor(Role.CONTRIBUTOR, institution);
    }

    /** What the form holds: what was typed there, or else this. */
    public String typed(String name, String otherwise) {
        return form.equals(name) ? typed : otherwise;
    }

    @Override
    public String error(String name) {
        return form.equals(name) ? mistakes.getFirst().sentence() : "";
    }
}
