package org.parvis.accelerator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/**
 * Offers to answer, dates that passed and reports to hand in, for whoever bears an initiative; silence, for its mentors;
 * cohorts with something late, for whoever runs them.
 */
@Component
class SupportTasks implements TaskSource {
    private final Cohorts cohorts;
    private final Initiatives initiatives;
    private final CivicClock clock;

    SupportTasks(Cohorts cohorts, Initiatives initiatives, CivicClock clock) {
        this.cohorts = cohorts;
        this.initiatives = initiatives;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var today = clock.today();
        var own = initiatives.listOwn(actor);
        if (!own.isEmpty()) {
            var borne = own.stream().filter(i -> i.isBorneBy(actor)).toList();
            add(
                    tasks,
                    "accelerator.support.task.offers",
                    borne,
                    i -> i.progress().waitingOffers() > 0,
                    "/suivi",
                    visit);
            add(tasks, "accelerator.support.task.late", borne, i -> i.lateDays(today) > 0, "/suivi", visit);
            add(
                    tasks,
                    "accelerator.support.task.report",
                    borne,
                    i -> i.progress().handedAt() == null
                            && i.leftAt() == null
                            && i.cohort().phase(today) == Cohort.Phase.ENDED,
                    "/rapport",
                    visit);
            add(
                    tasks,
                    "accelerator.support.task.silent",
                    own.stream().filter(i -> i.isMentoredBy(actor)).toList(),
                    i -> i.isSilent(today),
                    "/suivi",
                    visit);
        }
        if (!actor.is(Role.COORDINATOR) && !actor.is(Role.CONTRIBUTOR)) return tasks;
        for (var cohort : cohorts.list(actor)) {
            if (!cohort.isOrganisedBy(actor) || cohort.phase(today) != Cohort.Phase.RUNNING) continue;
            var late = initiatives.list(cohort, actor).stream()
                    .filter(i -> i.lateDays(today) > 0 || i.isSilent(today))
                    .toList();
            if (late.isEmpty()) continue;
            tasks.add(new Task(
                    visit.say("accelerator.support.task.cohort", late.size(), visit.in(cohort.title())),
                    cohort.path() + "/suivi",
                    null,
                    items(late, "/suivi", visit)));
        }
        return tasks;
    }

    private static void add(
            List<Task> tasks, String key, List<Initiative> own, Predicate<Initiative> waits, String page, Visit visit) {
        var waiting = own.stream().filter(waits).toList();
        if (waiting.isEmpty()) return;
        tasks.add(new Task(
                visit.say(key, waiting.size()),
                waiting.size() == 1 ? waiting.getFirst().path() + page : "/accelerateur/mes-initiatives",
                null,
                items(waiting, page, visit)));
    }

    private static List<Task.Item> items(List<Initiative> initiatives, String page, Visit visit) {
        return initiatives.stream()
                .limit(Task.SHOWN)
                .map(i -> new Task.Item(visit.in(i.title()), i.path() + page))
                .toList();
    }
}
