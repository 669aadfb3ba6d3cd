package org.parvis.agenda;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** Reports that organisers owe, and for the coordination the proposals that await its answer. */
@Component
class OwedReports implements TaskSource {
    private final Gatherings gatherings;
    private final GatheringReports reports;

    OwedReports(Gatherings gatherings, GatheringReports reports) {
        this.gatherings = gatherings;
        this.reports = reports;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var owed = reports.listOwed(actor);
        if (!owed.isEmpty()) {
            var first = owed.getFirst();
            tasks.add(new Task(
                    visit.say("agenda.task.report", owed.size()),
                    first.path() + "/compte-rendu",
                    LocalDate.ofInstant(first.endsAt().plus(Gathering.REPORT_WITHIN), first.zone()),
                    owed.stream()
                            .limit(Task.SHOWN)
                            .map(g -> new Task.Item(visit.in(g.title()), g.path() + "/compte-rendu"))
                            .toList()));
        }
        if (actor.is(Role.COORDINATOR)) {
            var waiting = gatherings.listProposals().stream()
                    .filter(p -> p.accepted() == null)
                    .toList();
            if (!waiting.isEmpty())
                tasks.add(new Task(
                        visit.say("agenda.task.proposal", waiting.size()),
                        "/agenda/propositions",
                        null,
                        waiting.stream()
                                .limit(Task.SHOWN)
                                .map(p -> new Task.Item(visit.in(p.gathering().title()), "/agenda/propositions"))
                                .toList()));
        }
        return tasks;
    }
}
