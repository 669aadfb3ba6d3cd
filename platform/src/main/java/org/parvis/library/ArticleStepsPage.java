package org.parvis.library;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.parvis.trace.Trace;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/**
 * To publish an article, at once or later, to withdraw it, and to tie it to what it is about.
 *
 * @param subjects what it may be about, by address
 * @param related what it is tied to already
 */
record ArticleStepsPage(
        Article article,
        boolean published,
        List<Choice> subjects,
        List<Trace.Step> related,
        Instant now,
        ZoneId zone,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isScheduled() {
        return article.version().publishAt() != null && !article.version().isPublic(now);
    }

    public LocalDateTime local(Instant moment) {
        return LocalDateTime.ofInstant(moment, zone);
    }

    static String field(String act) {
        return switch (act) {
            case "SCHEDULED" -> "moment";
            case "WITHDRAWN" -> "motif";
            case "RELATED" -> "adresse";
            default -> "etape";
        };
    }
}
