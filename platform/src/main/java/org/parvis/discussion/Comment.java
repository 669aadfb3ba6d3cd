package org.parvis.discussion;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Actor;

/**
 * What a member said, or what an institution answered.
 *
 * @param parent the comment it replies to
 * @param author the author's name, none once the account is erased
 * @param institution for whom it answers, where it is the answer of the institution concerned
 * @param stance which way it speaks, where its subject asks
 * @param edits what it said before, oldest first
 * @param standing whether it can be read; {@code reason} says why a moderator decided
 * @param replies to it, oldest first
 */
public record Comment(
        long id,
        Subject subject,
        @Nullable Long parent,
        long authorId,
        @Nullable String author,
        boolean fictional,
        Organisation.@Nullable Name institution,
        @Nullable Stance stance,
        String text,
        Instant postedAt,
        List<Edit> edits,
        Standing standing,
        @Nullable String reason,
        List<Comment> replies) {

    static final Duration EDITABLE = Duration.ofMinutes(15);
    static final int LONGEST = 5_000, MOST_LINKS = 2;

    /** What it said until then. */
    public record Edit(Instant editedAt, String was) {}

    /** What became of it. */
    public enum Standing {
        SHOWN,
        WITHDRAWN,
        HIDDEN
    }

    public String anchor() {
        return "commentaire-" + id;
    }

    public String path() {
        return "/commentaires/" + id;
    }

    public boolean isShown() {
        return standing == Standing.SHOWN;
    }

    public boolean isBy(Actor actor) {
        return authorId == actor.personId();
    }

    /** Its author may mend it for a quarter of an hour. */
    public boolean isEditable(Actor actor, Instant now) {
        return isBy(actor) && isShown() && now.isBefore(postedAt.plus(EDITABLE));
    }

    public List<Prose.Paragraph> paragraphs() {
        return Prose.of(text);
    }

    /** What is wrong with a text, as a message's last part, or nothing. */
    static @Nullable String fault(String text) {
        if (text.isBlank()) return "empty";
        if (text.length() > LONGEST) return "long";
        if (Prose.links(text) > MOST_LINKS) return "links";
        return null;
    }

    Comment with(List<Comment> replies) {
        return new Comment(
                id,
                subject,
                parent,
                authorId,
                author,
                fictional,
                institution,
                stance,
                text,
                postedAt,
                edits,
                standing,
                reason,
                replies);
    }
}
