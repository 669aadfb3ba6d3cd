package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Link;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;

/** A cohort: where it stands, what it supports, what that lacks, where it meets. */
record CohortPage(
        Cohort cohort,
        List<Initiative> initiatives,
        Map<Long, List<Need>> needs,
        List<Cohort.Step> steps,
        Trace trace,
        LocalDate today,
        @Nullable Actor actor)
        implements Page {
    @Override
    public boolean isPublic() {
        return cohort.isPublic();
    }

    public Cohort.Phase phase() {
        return cohort.phase(today);
    }

    public boolean mayOrganise() {
        return cohort.isOrganisedBy(actor);
    }

    /** What an initiative lacks that nobody helps with yet. */
    public List<Need> open(Initiative initiative) {
        return needs.getOrDefault(initiative.id(), List.of()).stream()
                .filter(n -> n.state() == Need.State.OPEN && initiative.leftAt() == null)
                .toList();
    }

    public List<Initiative> lacking() {
        return initiatives.stream().filter(i -> !open(i).isEmpty()).toList();
    }

    public int stated() {
        return initiatives.stream().mapToInt(i -> i.progress().needs()).sum();
    }

    public int met() {
        return initiatives.stream().mapToInt(i -> i.progress().metNeeds()).sum();
    }

    public long late() {
        return initiatives.stream().filter(i -> i.lateDays(today) > 0).count();
    }

    public List<Trace.Step> meetings() {
        return trace.down().stream()
                .filter(s -> s.depth() == 1 && s.link().kind() == Link.Kind.DISCUSSED_AT)
                .toList();
    }
}
