package org.parvis.trace;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/**
 * Something public that a trace leads to.
 *
 * @param address its root-relative page, possibly with a fragment
 * @param label what it is called in short, or nothing where its kind says it (« action 47 »)
 * @param on its day, where it has one
 */
public record Thing(
        String address,
        Kind kind,
        @Nullable Bilingual label,
        Bilingual title,
        @Nullable LocalDate on,
        boolean fictional) {

    /** What the rooms hold. */
    public enum Kind {
        CONSULTATION,
        CONTRIBUTION,
        RESPONSE,
        PLAN,
        ENGAGEMENT,
        COMMITMENT,
        MILESTONE,
        REPORT,
        EVIDENCE,
        GATHERING,
        OUTCOME,
        PROJECT,
        DRAW,
        CALL,
        COHORT,
        APPLICATION,
        INDICATOR,
        READING,
        QUESTION,
        DOCUMENT,
        ARTICLE
    }
}
