package org.parvis.home;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.agenda.Gathering;
import org.parvis.library.Article;
import org.parvis.plan.Commitments;
import org.parvis.plan.PlanEvent;
import org.parvis.plan.PlanPicture;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;

/**
 * Where the programme stands today.
 *
 * @param picture the current plan, or none on an empty instance
 */
public record HomePage(
        @Nullable PlanPicture picture,
        List<Commitments.Change> changes,
        List<PlanEvent> coming,
        List<Gathering> gatherings,
        List<Open> open,
        List<Article> news,
        ZoneId zone,
        Instant now)
        implements Page {
    /** Something that anyone may take part in, until a day. */
    public record Open(String kind, String path, Bilingual title, LocalDate until, boolean fictional) {}
}
