package org.parvis.participation;

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

/** Responses owed, what awaits a moderator, what became of one's own words. */
@Component
class ParticipationTasks implements TaskSource {
    private static final Duration RECENT = Duration.ofDays(30);
    private static final int MOST = 200;

    private final Consultations consultations;
    private final Contributions contributions;
    private final Coverages coverages;
    private final Moderation moderation;
    private final QuestionResults results;
    private final CivicClock clock;

    ParticipationTasks(
            Consultations consultations,
            Contributions contributions,
            Coverages coverages,
            Moderation moderation,
            QuestionResults results,
            CivicClock clock) {
        this.consultations = consultations;
        this.contributions = contributions;
        this.coverages = coverages;
        this.moderation = moderation;
        this.results = results;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        if (actor.is(Role.CONTRIBUTOR) || actor.is(Role.COORDINATOR)) answers(tasks, actor, visit);
        if (actor.is(Role.MODERATOR)) queue(tasks, actor, visit);
        var mine = contributions.listOf(actor, MOST);
        add(
                tasks,
                visit,
                "participation.task.draft",
                mine.stream()
                        .filter(c -> c.standing() == Contribution.Standing.DRAFT)
                        .toList(),
                "/redaction");
        var since = clock.now().minus(RECENT);
        add(
                tasks,
                visit,
                "participation.task.answered",
                mine.stream()
                        .filter(c -> c.answeredAt() != null && c.answeredAt().isAfter(since))
                        .toList(),
                "");
        return tasks;
    }

    /** Of each consultation, what awaits the organisations this person answers for; all of it for the coordination. */
    private void answers(List<Task> tasks, Actor actor, Visit visit) {
        for (var consultation : consultations.listUnanswered()) {
            var answerers = consultation.answerers(actor);
            if (answerers.isEmpty() || clock.now().isBefore(consultation.opensAt())) continue;
            var waiting = coverages.countWaiting(consultation);
            long owed = answerers.stream()
                    .mapToLong(o -> waiting.getOrDefault(o.slug(), 0L))
                    .sum();
            if (owed > 0)
                tasks.add(new Task(
                        visit.say("participation.task.answer", owed, visit.in(consultation.title())),
                        consultation.path() + "/reponses/a-donner",
                        consultation.answersDueOn(),
                        List.of()));
        }
    }

    private void queue(List<Task> tasks, Actor actor, Visit visit) {
        int waiting = moderation.listAlerted(actor).size()
                + moderation.listHeld(actor).size()
                + moderation.listAppeals(actor).size();
        if (waiting > 0)
            tasks.add(new Task(visit.say("participation.task.queue", waiting), "/moderation", null, List.of()));
        for (var texts : results.listWaiting())
            tasks.add(new Task(
                    visit.say("participation.task.texts", texts.texts(), visit.in(texts.title())),
                    "/consultations/" + texts.slug() + "/questionnaire/textes",
                    null,
                    List.of()));
    }

    private static void add(
            List<Task> tasks, Visit visit, String message, List<Contribution> contributions, String suffix) {
        if (contributions.isEmpty()) return;
        tasks.add(new Task(
                visit.say(message, contributions.size()),
                Objects.requireNonNull(contributions.getFirst()).path() + suffix,
                null,
                contributions.stream()
                        .limit(Task.SHOWN)
                        .map(c -> new Task.Item(c.title(), c.path() + suffix))
                        .toList()));
    }
}
