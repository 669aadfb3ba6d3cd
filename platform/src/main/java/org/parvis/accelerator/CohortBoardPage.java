package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Where each initiative of a cohort stands, for whoever runs it; and what may be decided now. */
record CohortBoardPage(
        Cohort cohort,
        List<Initiative> initiatives,
        List<Choice> gatherings,
        LocalDate today,
        SupportForm form,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean mayExtend() {
        var phase = cohort.phase(today);
        return phase == Cohort.Phase.TO_COME || phase == Cohort.Phase.RUNNING;
    }

    public long late() {
        return initiatives.stream()
                .filter(i -> i.lateDays(today) > 0 || i.isSilent(today))
                .count();
    }
}
