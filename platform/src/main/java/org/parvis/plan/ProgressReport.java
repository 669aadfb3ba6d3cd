package org.parvis.plan;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;

/**
 * A dated statement by the lead: completion, text, what blocks, what proves it.
 *
 * @param by a contributor of the lead, or the coordination on its behalf
 */
public record ProgressReport(
        long id,
        LocalDate reportedOn,
        Completion completion,
        Bilingual text,
        boolean fictional,
        Role by,
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
