package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * An observer organisation's own coding of a commitment, beside the government's.
 *
 * @param version 1, then one more with each revision; {@code reason} says why it was revised
 * @param method the version of the method its values belong to
 */
public record Assessment(
        Organisation.Name organisation,
        int version,
        LocalDate assessedOn,
        String method,
        Coding coding,
        @Nullable String reason,
        boolean fictional) {

    /** Whether one could ever tell that the promise was kept. */
    public enum Verifiability {
        VERIFIABLE,
        NOT_VERIFIABLE
    }

    /** Through which value a commitment opens government. */
    public enum OpenValue {
        TRANSPARENCY,
        PARTICIPATION,
        ACCOUNTABILITY
    }

    /** What the commitment could change if it were kept whole. */
    public enum Potential {
        UNCLEAR,
        MODEST,
        SUBSTANTIAL
    }

    /** What it has changed so far: the scale of plans from 2021 on, then the older one (“did it open government?”). */
    public enum EarlyResults {
        NO_NOTABLE,
        MODERATE,
        SIGNIFICANT,
        WORSENED,
        DID_NOT_CHANGE,
        MARGINAL,
        MAJOR,
        OUTSTANDING
    }

    /** What an assessor answers. */
    public record Coding(
            Completion completion,
            Verifiability verifiability,
            Set<OpenValue> lens,
            @Nullable Potential potential,
            @Nullable EarlyResults earlyResults,
            Bilingual text) {

        /** What the method does not allow: the fields at fault. What is not verifiable is not reviewed further. */
        public List<String> faults(AssessmentMethod method) {
            var faults = new ArrayList<String>();
            if (verifiability == Verifiability.NOT_VERIFIABLE) {
                if (!lens.isEmpty()) faults.add("valeurs");
                if (potential != null) faults.add("potentiel");
                if (earlyResults != null) faults.add("resultats");
            } else {
                if (potential == null || !method.potentials().contains(potential)) faults.add("potentiel");
                if (earlyResults != null && !method.earlyResults().contains(earlyResults)) faults.add("resultats");
            }
            return faults;
        }
    }

    /** Whether it reads otherwise what the lead institution reported; what was never reported cannot be contradicted. */
    public boolean divergesFrom(@Nullable Completion reported) {
        return reported != null && reported != coding.completion();
    }

    /**
     * How it differs, as a message's last part: the observer found no evidence at all, places the commitment lower or higher on
     * the scale, the same, or the lead has said nothing.
     */
    public String comparedWith(@Nullable Completion reported) {
        if (reported == null) return "alone";
        if (!divergesFrom(reported)) return "same";
        if (coding.completion() == Completion.NO_EVIDENCE) return "unproven";
        return coding.completion().compareTo(reported) < 0 ? "lower" : "higher";
    }
}
