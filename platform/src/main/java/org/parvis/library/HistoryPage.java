package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;

/**
 * Every version of an article, for its editors, and one of them beside the one before.
 *
 * @param shown the version that is looked at; none where it is only the list
 */
record HistoryPage(
        Article article,
        List<Article.Version> versions,
        Article.@Nullable Version shown,
        List<Difference> change,
        Instant now,
        ZoneId zone)
        implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
