package org.parvis.plan;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reports to write, promises that passed their date, commitments to assess, leads to remind. */
@Component
class PlanTasks implements TaskSource {
    private final Plans plans;
    private final Rounds rounds;
    private final Assessments assessments;
    private final JdbcClient db;

    PlanTasks(Plans plans, Rounds rounds, Assessments assessments, JdbcClient db) {
        this.plans = plans;
        this.rounds = rounds;
        this.assessments = assessments;
        this.db = db;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var open = actor.is(Role.CONTRIBUTOR) || actor.is(Role.COORDINATOR)
                ? rounds.listOpen(visit.today())
                : List.<Round>of();
        for (var mandate : actor.mandates()) {
            String organisation = mandate.organisation();
            if (organisation != null && mandate.role() == Role.CONTRIBUTOR) {
                for (var round : open) reports(tasks, round, organisation, visit);
                milestones(tasks, organisation, visit);
            }
            if (organisation != null && mandate.role() == Role.OBSERVER) toAssess(tasks, organisation, visit);
        }
        if (actor.is(Role.COORDINATOR)) for (var round : open) lateLeads(tasks, round, visit);
        return tasks;
    }

    private void reports(List<Task> tasks, Round round, String organisation, Visit visit) {
        var awaited = rounds.listParts(round, organisation, visit.today()).stream()
                .flatMap(part -> part.awaited().stream())
                .toList();
        if (awaited.isEmpty()) return;
        tasks.add(new Task(
                visit.say("plan.task.reports", awaited.size(), visit.in(round.title())),
                "/organisations/" + organisation,
                round.dueOn(),
                items(visit, awaited, "/avancement")));
    }

    private void milestones(List<Task> tasks, String organisation, Visit visit) {
        record Overdue(CommitmentName commitment, LocalDate dueOn) {}
        var overdue = db.sql("""
                select p.slug, c.number, m.output_fr as title_fr, m.output_en as title_en, m.due_on
                from milestone m
                join commitment c on c.id = m.commitment_id
                join action_plan p on p.id = c.plan_id
                join organisation o on o.id = coalesce(m.lead_id, c.lead_id)
                where o.slug = :organisation and m.due_on < :day and (m.done_on is null or m.done_on > :day)
                order by m.due_on, c.number limit 200""")
                .param("organisation", organisation)
                .param("day", visit.today())
                .query((row, _) -> new Overdue(
                        new CommitmentName(row.getString("slug"), row.getInt("number"), Bilingual.get(row, "title")),
                        row.getObject("due_on", LocalDate.class)))
                .list();
        if (overdue.isEmpty()) return;
        tasks.add(new Task(
                visit.say("plan.task.milestones", overdue.size()),
                "/organisations/" + organisation,
                overdue.getFirst().dueOn(),
                items(visit, overdue.stream().map(Overdue::commitment).toList(), "")));
    }

    private void toAssess(List<Task> tasks, String organisation, Visit visit) {
        var plan = plans.findCurrent(visit.today());
        if (plan.isEmpty() || !plan.get().isAdoptedOn(visit.today())) return;
        var left = assessments.listUnassessed(plan.get(), organisation, visit.today());
        if (left.isEmpty()) return;
        tasks.add(new Task(
                visit.say("plan.task.assess", left.size()),
                plan.get().path() + "/actions",
                null,
                items(visit, left, "/evaluations/nouvelle")));
    }

    private void lateLeads(List<Task> tasks, Round round, Visit visit) {
        if (!round.isOverdueOn(visit.today())) return;
        var late = rounds.listParts(round, null, visit.today()).stream()
                .filter(part -> !part.awaited().isEmpty())
                .toList();
        if (late.isEmpty()) return;
        tasks.add(new Task(
                visit.say("plan.task.leads", late.size(), visit.in(round.title())),
                round.path(),
                round.dueOn(),
                late.stream()
                        .limit(Task.SHOWN)
                        .map(part -> new Task.Item(
                                visit.in(part.lead().full()), part.lead().path()))
                        .toList()));
    }

    private static List<Task.Item> items(Visit visit, List<CommitmentName> commitments, String suffix) {
        return commitments.stream()
                .limit(Task.SHOWN)
                .map(c -> new Task.Item(
                        visit.say("plan.action", c.number()) + " — " + visit.in(c.title()), c.path() + suffix))
                .toList();
    }
}
