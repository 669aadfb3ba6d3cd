package org.parvis.agenda;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

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
        implements Correctable {}
