package org.parvis.home;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

@Controller
class TasksController {
    private final List<TaskSource> sources;

    TasksController(List<TaskSource> sources) {
        this.sources = sources;
    }

    /** What has a date comes first, the nearest before the others. */
    @GetMapping("/taches")
    TasksPage show(Actor actor, Visit visit) {
        return new TasksPage(sources.stream()
                .flatMap(source -> source.listFor(actor, visit).stream())
                .sorted(Comparator.comparing(Task::dueOn, Comparator.nullsLast(Comparator.<LocalDate>naturalOrder())))
                .toList());
    }
}
