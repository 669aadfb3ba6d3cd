package org.parvis.discussion;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** What was answered, what awaits an answer, what was reported. */
@Component
class DiscussionTasks implements TaskSource {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MOST = 200;

    private final Comments comments;
    private final CivicClock clock;

    DiscussionTasks(Comments comments, CivicClock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var institutions = actor.mandates().stream()
                .filter(m -> m.role() == Role.CONTRIBUTOR)
                .map(Actor.Mandate::organisation)
                .filter(Objects::nonNull)
                .toList();
        if (!institutions.isEmpty())
            add(tasks, visit, "discussion.task.unanswered", comments.listUnanswered(institutions, MOST));
        if (actor.is(Role.COORDINATOR))
            add(tasks, visit, "discussion.task.unanswered.all", comments.listUnanswered(List.of(), MOST));
        if (actor.is(Role.MODERATOR)) {
            var alerted = comments.listAlerted(actor).stream()
                    .map(Comments.Alerted::comment)
                    .toList();
            if (!alerted.isEmpty())
                tasks.add(new Task(
                        visit.say("discussion.task.alerted", alerted.size()),
                        "/commentaires",
                        null,
                        items(visit, alerted)));
        }
        add(
                tasks,
                visit,
                "discussion.task.answers",
                comments.listAnswersTo(actor, clock.now().minus(RECENT), MOST));
        return tasks;
    }

    private static void add(List<Task> tasks, Visit visit, String message, List<Comment> comments) {
        if (comments.isEmpty()) return;
        tasks.add(new Task(
                visit.say(message, comments.size()),
                comments.getFirst().subject().discussionPath(),
                null,
                items(visit, comments)));
    }

    private static List<Task.Item> items(Visit visit, List<Comment> comments) {
        return comments.stream()
                .limit(Task.SHOWN)
                .map(c -> new Task.Item(visit.in(c.subject().title()), c.path()))
                .toList();
    }
}
