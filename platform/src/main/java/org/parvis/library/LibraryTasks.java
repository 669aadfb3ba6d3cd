package org.parvis.library;

import java.util.List;
import org.parvis.web.Actor;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.stereotype.Component;

/** What people told of articles, for the editors to read. */
@Component
class LibraryTasks implements TaskSource {
    private final Feedbacks feedbacks;

    LibraryTasks(Feedbacks feedbacks) {
        this.feedbacks = feedbacks;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        if (!Article.isEditor(actor)) return List.of();
        var unread = feedbacks.listUnread();
        if (unread.isEmpty()) return List.of();
        int all = unread.stream().mapToInt(Feedbacks.Unread::count).sum();
        return List.of(new Task(
                visit.say("library.task.feedback", all),
                path(unread.getFirst()),
                null,
                unread.stream()
                        .limit(Task.SHOWN)
                        .map(u -> new Task.Item(u.slug(), path(u)))
                        .toList()));
    }

    private static String path(Feedbacks.Unread unread) {
        return unread.kind().path() + "/" + unread.slug() + "/avis/recus";
    }
}
