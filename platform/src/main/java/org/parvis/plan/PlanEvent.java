package org.parvis.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** One dated moment of a plan's making or follow-up. */
public record PlanEvent(
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        Kind kind,
        Bilingual title,
        @Nullable Bilingual text,
        boolean fictional) {

    /** What kind of moment. */
    public enum Kind {
        LAUNCH,
        GATHERING,
        CONSULTATION,
        PRESENTATION,
        REPORT,
        MILESTONE
    }
}
