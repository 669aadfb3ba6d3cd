package org.parvis.accelerator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** An initiative: who bears it, what it does, what it lacks, what it promised itself, what came of it. */
record InitiativePage(
        Initiative initiative,
        List<Need> needs,
        List<InitiativeMilestone> milestones,
        List<Initiatives.Mentor> mentors,
        @Nullable InitiativeReport report,
        List<FollowUp> followUps,
        Trace trace,
        LocalDate today,
        ZoneId zone,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return initiative.isPublic();
    }

    public boolean mayFollow() {
        return initiative.isFollowedBy(actor);
    }

    public List<FollowUp> answered() {
        return followUps.stream().filter(f -> f.answeredAt() != null).toList();
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}
