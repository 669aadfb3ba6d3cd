package org.parvis.participation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.discussion.Comments;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Role;

/**
 * One contribution: its words, what was said of it, what became of it.
 *
 * @param responses the one that holds first, then those it replaced
 * @param appeal what its author wrote against its hiding
 */
record ContributionPage(
        Consultation consultation,
        Contribution.Whole whole,
        SubmittedText.@Nullable Paragraph paragraph,
        List<Response> responses,
        List<Moderation.Step> steps,
        Moderation.@Nullable Appeal appeal,
        Comments.Slice discussion,
        @Nullable Trace trace,
        Instant now,
        @Nullable Actor actor)
        implements Page {

    public Contribution it() {
        return whole.it();
    }

    @Override
    public boolean isPublic() {
        return it().standing() != Contribution.Standing.HELD && it().standing() != Contribution.Standing.DRAFT;
    }

    public boolean isOpen() {
        return consultation.isOpen(now);
    }

    public boolean isMine() {
        return it().isBy(actor);
    }

    public boolean mayAnswer() {
        return it().isPublic() && !consultation.answerers(actor).isEmpty();
    }

    public boolean mayModerate() {
        return actor != null && actor.is(Role.MODERATOR);
    }
}
