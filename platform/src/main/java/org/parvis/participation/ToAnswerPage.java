package org.parvis.participation;

import java.util.Map;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What awaits a response: some or all of a page may be answered at once. */
record ToAnswerPage(Consultation consultation, ContributionFilter filter, ContributionLists.Slice slice)
        implements Page {
    @Override
    public boolean isPublic() {
        return false;
    }

    public String next(Visit visit) {
        return slice.hasAfter() && !slice.lines().isEmpty()
                ? visit.with(Map.of("apres", slice.lines().getLast().place().toString(), "avant", ""))
                : "";
    }
}
