package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/**
 * An organiser's form.
 *
 * @param came how many were counted at the door, possibly nobody
 * @param drafts what is published with it
 */
record GatheringReportFormPage(
        Gathering gathering,
        GatheringReport.Sides came,
        List<GatheringOutcome> drafts,
        GatheringReportForm form,
        List<Mistake> mistakes)
        implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }
}
