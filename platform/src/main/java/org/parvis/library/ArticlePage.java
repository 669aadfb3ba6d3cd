package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/**
 * An article to be read.
 *
 * @param latest the number of the latest edition; 0 where there is none
 * @param trace none where not everyone may read it
 */
record ArticlePage(
        Article article,
        List<Article.Template> templates,
        int latest,
        Feedbacks.Count feedback,
        @Nullable Trace trace,
        boolean pending,
        Instant now,
        ZoneId zone,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return article.isPublic(now);
    }

    public boolean isEditor() {
        return Article.isEditor(actor);
    }

    public Checklist checklist() {
        return article.version().checklist();
    }

    public boolean isKit() {
        return article.kind() == Article.Kind.KIT || article.kind() == Article.Kind.TOOL;
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
