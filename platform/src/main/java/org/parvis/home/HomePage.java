package org.parvis.home;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.agenda.Gathering;
import org.parvis.plan.Commitments;
import org.parvis.plan.PlanEvent;
import org.parvis.plan.PlanPicture;
import org.parvis.web.Page;

/**
 * Where the programme stands today.
 *
 * @param picture the current plan, or none on an empty instance
 */
public record HomePage(
        @Nullable PlanPicture picture,
        List<Commitments.Change> changes,
        List<PlanEvent> coming,
        List<Gathering> gatherings,
        Instant now)
        implements Page {}
