package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** A dated statement by the lead: completion, text, what blocks, what proves it. */
public record ProgressReport(
        long id,
        LocalDate reportedOn,
        Completion completion,
        Bilingual text,
        boolean fictional,
        List<Blocker> blockers,
        List<Evidence> evidence) {

    /** What stands in the way. */
    public record Blocker(Kind kind, Bilingual text) {
        /** The list that Canada's tracker proved useful. */
        public enum Kind {
            FUNDING,
            RESOURCES,
            PRIORITIES,
            APPROVALS,
            DEPENDENCY,
            OTHER
        }
    }

    /** A document, link or reading that proves a report. */
    public record Evidence(
            Bilingual title,
            Kind kind,
            @Nullable String url,
            @Nullable LocalDate datedOn) {
        /** Its form. */
        public enum Kind {
            DOCUMENT,
            LINK,
            READING
        }
    }
}
