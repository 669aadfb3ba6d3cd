package org.parvis.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Page;

/** The editions of an article, and what changed from one to the next. */
record EditionsPage(Article article, List<Edition> editions, ZoneId zone) implements Page {
    /** @param change what differs from the edition before; none for the first */
    record Edition(Article.Version version, @Nullable List<Difference> change) {}

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
