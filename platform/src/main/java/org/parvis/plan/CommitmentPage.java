package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.College;
import org.parvis.accounts.Organisation;
import org.parvis.discussion.Comments;
import org.parvis.trace.Trace;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;
import org.parvis.web.StepState;
import org.parvis.web.Visit;

/** One commitment, whole: what it promises, where it stands, its life. */
public record CommitmentPage(
        ActionPlan plan,
        Commitment commitment,
        List<Partner> partners,
        List<Milestone> milestones,
        List<ProgressReport> reports,
        List<Amendment> amendments,
        List<Commitments.Neighbour> neighbours,
        AssessmentsPage.Readings readings,
        List<Measures.Measure> measures,
        Trace trace,
        Comments.Slice discussion)
        implements Page {

    /** Who supports it, and for whom they speak. */
    public record Partner(Organisation.Name name, College college) {}

    /**
     * One dated moment of its life.
     *
     * @param was the date first promised, where it moved
     * @param text what happened, or nothing where its kind says it all
     */
    public record Moment(
            LocalDate on,
            @Nullable LocalDate was,
            StepState state,
            String kind,
            @Nullable Bilingual text,
            boolean fictional,
            @Nullable Completion completion,
            long lateDays) {

        static Moment of(LocalDate on, StepState state, String kind, @Nullable Bilingual text, boolean fictional) {
            return new Moment(on, null, state, kind, text, fictional, null, 0);
        }
    }

    public List<Partner> partners(College.Side side) {
        return partners.stream().filter(p -> p.college().side() == side).toList();
    }

    /** Its life, from its start to its end: kept, late and coming promises, reports, moved dates. */
    public List<Moment> life(LocalDate day) {
        var moments = new ArrayList<Moment>();
        moments.add(Moment.of(commitment.startsOn(), state(commitment.startsOn(), day), "start", null, false));
        for (var report : reports)
            moments.add(new Moment(
                    report.reportedOn(),
                    null,
                    StepState.DONE,
                    "report",
                    report.text(),
                    report.fictional(),
                    report.completion(),
                    0));
        for (var amendment : amendments)
            moments.add(Moment.of(amendment.on(), StepState.DONE, "amended", amendment.reason(), false));
        for (var milestone : milestones) {
            for (var revision : milestone.revisions())
                moments.add(Moment.of(
                        revision.revisedOn(), StepState.DONE, "moved", revision.reason(), milestone.fictional()));
            if (milestone.isDoneOn(day) && milestone.doneOn() != null)
                moments.add(Moment.of(
                        milestone.doneOn(), StepState.DONE, "done", milestone.output(), milestone.fictional()));
            else if (milestone.dueOn() != null)
                moments.add(new Moment(
                        milestone.dueOn(),
                        milestone.revisions().isEmpty() ? null : milestone.originalDueOn(),
                        milestone.delayDays(day) > 0 ? StepState.LATE : StepState.COMING,
                        "due",
                        milestone.output(),
                        milestone.fictional(),
                        null,
                        milestone.delayDays(day)));
        }
        boolean unkept = commitment.endsOn().isBefore(day) && commitment.state().completion() != Completion.COMPLETE;
        moments.add(new Moment(
                commitment.endsOn(),
                null,
                unkept ? StepState.LATE : state(commitment.endsOn(), day),
                "end",
                null,
                false,
                null,
                unkept ? day.toEpochDay() - commitment.endsOn().toEpochDay() : 0));
        moments.sort(Comparator.comparing(Moment::on));
        return moments;
    }

    private static StepState state(LocalDate date, LocalDate day) {
        return date.isAfter(day) ? StepState.COMING : StepState.DONE;
    }

    /** The commitment for search engines and re-users (schema.org). */
    public String jsonLd(Visit visit) {
        return Visit.jsonLd(Map.of(
                "@context",
                "https://schema.org",
                "@type",
                "CreativeWork",
                "additionalType",
                "https://www.opengovpartnership.org/glossary/commitment/",
                "identifier",
                plan.slug() + "/" + commitment.number(),
                "name",
                visit.in(commitment.title()),
                "description",
                visit.in(commitment.summary()),
                "url",
                visit.absolute(visit.link(visit.path())),
                "temporalCoverage",
                commitment.startsOn() + "/" + commitment.endsOn(),
                "author",
                Map.of(
                        "@type",
                        "GovernmentOrganization",
                        "name",
                        visit.in(commitment.lead().full())),
                "isPartOf",
                Map.of(
                        "@type",
                        "CreativeWork",
                        "name",
                        visit.in(plan.title()),
                        "url",
                        visit.absolute(visit.link(plan.path())))));
    }
}
