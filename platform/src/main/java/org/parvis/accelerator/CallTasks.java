package org.parvis.accelerator;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Applications to check, for those who hold their call; what is asked of applicants, and drafts that wait for them. */
@Component
class CallTasks implements TaskSource {
    private final JdbcClient db;
    private final Calls calls;
    private final CivicClock clock;

    CallTasks(JdbcClient db, Calls calls, CivicClock clock) {
        this.db = db;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        var now = clock.now();
        var all = calls.list(actor);
        var checking = all.stream()
                .filter(c -> c.isOrganisedBy(actor) && c.phase(now) == Call.Phase.CHECKING)
                .toList();
        if (!checking.isEmpty())
            tasks.add(new Task(
                    visit.say("accelerator.task.check", checking.size()),
                    checking.size() == 1 ? checking.getFirst().path() + "/candidatures" : "/accelerateur",
                    checking.stream()
                            .map(Call::shortlistOn)
                            .min(LocalDate::compareTo)
                            .orElseThrow(),
                    checking.stream()
                            .limit(Task.SHOWN)
                            .map(c -> new Task.Item(visit.in(c.title()), c.path() + "/candidatures"))
                            .toList()));
        record Due(long call, Integer number, String title, LocalDate on) {}
        var due = db.sql("""
                select a.call_id as call, a.number, a.title, (c.due_at at time zone :zone - interval '1 microsecond')::date as on
                from correction c join application a on a.id = c.application_id
                where a.applicant_id = :person and a.standing = 'SUBMITTED' and c.answered_at is null and c.due_at > :now
                order by c.due_at limit 100""")
                .param("zone", clock.zone().getId())
                .param("person", actor.personId())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query((row, _) -> new Due(
                        row.getLong("call"),
                        row.getObject("number", Integer.class),
                        row.getString("title"),
                        row.getObject("on", LocalDate.class)))
                .list();
        if (!due.isEmpty())
            tasks.add(new Task(
                    visit.say("accelerator.task.correct", due.size()),
                    "/accelerateur/candidatures",
                    due.getFirst().on(),
                    due.stream()
                            .limit(Task.SHOWN)
                            .flatMap(d -> all.stream()
                                    .filter(c -> c.id() == d.call())
                                    .map(c -> new Task.Item(d.title(), c.path() + "/candidatures/" + d.number())))
                            .toList()));
        return tasks;
    }
}
