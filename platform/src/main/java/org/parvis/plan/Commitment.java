package org.parvis.plan;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.territories.Theme;
import org.parvis.web.Bilingual;

/**
 * A concrete, numbered promise of one lead institution, with every field of the partnership's template.
 *
 * @param sections the long texts, in the template's order
 */
public record Commitment(
        long id,
        int number,
        int engagementNumber,
        Bilingual engagement,
        int ambitionNumber,
        Bilingual ambition,
        Bilingual title,
        Bilingual summary,
        Organisation.Name lead,
        LocalDate startsOn,
        LocalDate endsOn,
        List<Theme> themes,
        Map<Section, Text> sections,
        boolean fictional,
        CommitmentState state) {

    /** The long texts of the partnership's template. */
    public enum Section {
        PROBLEM,
        BASELINE,
        PREVIOUS,
        SOLUTION,
        RESULTS,
        TRANSPARENCY,
        PARTICIPATION,
        ACCOUNTABILITY,
        ADDITIONAL
    }

    /** One section's text. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Text(String fr, @Nullable String en, boolean fictional) {
        public Bilingual text() {
            return new Bilingual(fr, en);
        }
    }
}
