package org.parvis.agenda;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.trace.Trace;
import org.parvis.web.Actor;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** One gathering: when, where, with whom; how to take part; what came of it. */
record GatheringPage(
        Gathering gathering,
        Gathering.Whole whole,
        List<Quota> quotas,
        @Nullable Cycle cycle,
        List<Material> materials,
        @Nullable GatheringReport report,
        List<GatheringOutcome> outcomes,
        Instant now,
        Trace trace,
        @Nullable Actor actor)
        implements Page {

    @Override
    public boolean isPublic() {
        return gathering.isPublic();
    }

    public String jsonLd(Visit visit) {
        return gathering.isPublic() ? Visit.jsonLd(GatheringData.of(gathering, whole.steps(), cycle, visit)) : "";
    }

    public Gathering.Phase phase() {
        return gathering.phase(now);
    }

    public boolean isOpen() {
        return gathering.takesRegistrations(now);
    }

    public boolean mayOrganise() {
        return gathering.isOrganisedBy(actor);
    }

    /** The quotas of a workshop, or of the gathering itself where it is none. */
    public List<Quota> quotas(Gathering.@Nullable Workshop workshop) {
        return quotas.stream()
                .filter(q ->
                        workshop == null ? q.workshop() == null : q.workshop() != null && q.workshop() == workshop.id())
                .toList();
    }

    /** Whether every place is taken. */
    public static boolean isFull(List<Quota> quotas) {
        return quotas.stream().allMatch(q -> q.left() != null && q.left() == 0);
    }

    /** How often its hours were changed, and its end where it was cancelled. */
    public List<Gathering.Step> turns() {
        return whole.steps().stream()
                .filter(s -> s.kind().equals("POSTPONED") || s.kind().equals("CANCELLED"))
                .toList();
    }

    /** What was proposed and answered. */
    public List<Gathering.Step> proposal() {
        return whole.steps().stream()
                .filter(s -> s.kind().equals("PROPOSED")
                        || s.kind().equals("ACCEPTED")
                        || s.kind().equals("DECLINED"))
                .toList();
    }
}
