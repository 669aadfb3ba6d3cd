package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/**
 * The articles of a kind.
 *
 * @param pending what only editors see
 * @param first whether the list is shown from its beginning
 */
record ArticlesPage(
        Article.Kind kind,
        Article.Slice slice,
        List<Article> pending,
        boolean first,
        Instant now,
        ZoneId zone,
        @Nullable Actor actor)
        implements Page {
    public boolean isEditor() {
        return Article.isEditor(actor);
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
