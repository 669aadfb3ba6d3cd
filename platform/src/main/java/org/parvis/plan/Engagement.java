package org.parvis.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;

/** A headline pledge of the plan, across policies or on one, with what it aims for. */
public record Engagement(
        int number, Scope scope, Bilingual title, @Nullable Bilingual summary, List<Ambition> ambitions) {

    /** Across all policies, or on one. */
    public enum Scope {
        TRANSVERSAL,
        THEMATIC
    }

    /** What an engagement aims for. */
    public record Ambition(
            int number, Bilingual title, @Nullable Bilingual summary) {}
}
