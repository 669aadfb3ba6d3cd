package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** A final report, being written. */
record InitiativeReportFormPage(Initiative initiative, SupportForm form, List<Mistake> mistakes)
        implements Correctable {
    static final List<Integer> RESULTS = List.of(1, 2, 3, 4, 5);

    public List<Integer> results() {
        return RESULTS;
    }
}
