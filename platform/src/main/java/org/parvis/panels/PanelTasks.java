package org.parvis.panels;

import java.util.ArrayList;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** Pools to freeze and panels to draw, for their organisers; frozen pools that nobody has checked yet, for observers. */
@Component
class PanelTasks implements TaskSource {
    private final Panels panels;
    private final CivicClock clock;

    PanelTasks(Panels panels, CivicClock clock) {
        this.panels = panels;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var all = panels.list(actor);
        var own = all.stream().filter(p -> p.isOrganisedBy(actor)).toList();
        add(tasks, "panels.task.freeze", own, Panel.Phase.CLOSED, "/gel", visit);
        add(tasks, "panels.task.draw", own, Panel.Phase.FROZEN, "/tirage/hasard", visit);
        if (actor.is(Role.OBSERVER)) add(tasks, "panels.task.observe", all, Panel.Phase.FROZEN, "/observation", visit);
        return tasks;
    }

    private void add(List<Task> tasks, String key, List<Panel> panels, Panel.Phase phase, String page, Visit visit) {
        var waiting = panels.stream().filter(p -> p.phase(clock.now()) == phase).toList();
        if (waiting.isEmpty()) return;
        tasks.add(new Task(
                visit.say(key, waiting.size()),
                waiting.size() == 1 ? waiting.getFirst().path() + page : "/panels",
                null,
                waiting.stream()
                        .limit(Task.SHOWN)
                        .map(p -> new Task.Item(visit.in(p.title()), p.path() + page))
                        .toList()));
    }
}
