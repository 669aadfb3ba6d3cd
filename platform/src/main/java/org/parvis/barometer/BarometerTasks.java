package org.parvis.barometer;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.web.Actor;
import org.parvis.web.Role;
import org.parvis.web.Task;
import org.parvis.web.TaskSource;
import org.parvis.web.Visit;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Figures to look at, questions to answer, values that ought to have come. */
@Component
class BarometerTasks implements TaskSource {
    private static final int MOST = 100;

    private final Proposals proposals;
    private final FigureQuestions questions;
    private final Indicators indicators;
    private final JdbcClient db;
    private final CivicClock clock;

    BarometerTasks(
            Proposals proposals, FigureQuestions questions, Indicators indicators, JdbcClient db, CivicClock clock) {
        this.proposals = proposals;
        this.questions = questions;
        this.indicators = indicators;
        this.db = db;
        this.clock = clock;
    }

    @Override
    public List<Task> listFor(Actor actor, Visit visit) {
        var tasks = new ArrayList<Task>();
        if (!actor.is(Role.COORDINATOR) && !actor.is(Role.CONTRIBUTOR)) return tasks;
        var open = proposals.listOpen(actor, MOST).stream()
                .filter(b -> b.isDecidedBy(actor))
                .toList();
        if (!open.isEmpty())
            tasks.add(new Task(
                    visit.say("barometer.batch.task", open.size()),
                    open.size() == 1 ? open.getFirst().path() : "/barometre/lots",
                    null,
                    open.stream()
                            .limit(Task.SHOWN)
                            .map(b -> new Task.Item(
                                    visit.say("barometer.batch.name", Long.toString(b.id()), b.readings()), b.path()))
                            .toList()));
        var asked = questions.listUnanswered(actor, MOST);
        if (!asked.isEmpty())
            tasks.add(new Task(
                    visit.say("barometer.question.task", asked.size()),
                    asked.getFirst().path() + "/repondre",
                    null,
                    asked.stream()
                            .limit(Task.SHOWN)
                            .map(q -> new Task.Item(
                                    visit.in(q.indicator().name()) + " – " + q.territoryName(), q.path() + "/repondre"))
                            .toList()));
        var overdue = overdue(actor);
        if (!overdue.isEmpty())
            tasks.add(new Task(
                    visit.say("barometer.entry.task", overdue.size()),
                    overdue.size() == 1 ? overdue.getFirst().indicator().path() + "/saisie" : "/barometre",
                    overdue.getFirst().dueOn(),
                    overdue.stream()
                            .limit(Task.SHOWN)
                            .map(o -> new Task.Item(
                                    visit.in(o.indicator().name()),
                                    o.indicator().path() + "/saisie"))
                            .toList()));
        return tasks;
    }

    private record Overdue(Indicator indicator, LocalDate dueOn) {}

    /** Of what this person's organisations hold, the longest overdue first; a value anywhere but in a commune counts. */
    private List<Overdue> overdue(Actor actor) {
        var held = indicators.list(null).stream()
                .filter(i -> i.organisation() != null
                        && actor.isFor(Role.CONTRIBUTOR, i.organisation().slug()))
                .limit(MOST)
                .toList();
        if (held.isEmpty()) return List.of();
        var overdue = new ArrayList<Overdue>();
        db.sql("""
                select i.id, max(r.on_date) as last from unnest(?::int[]) i (id) cross join territory t
                join reading r on r.territory_id = t.id and r.indicator_id = i.id and r.kind = 'CURRENT'
                where t.level <> 'COM' group by i.id""")
                .param(held.stream().map(Indicator::id).toArray(Integer[]::new))
                .query(row -> {
                    int id = row.getInt("id");
                    var indicator =
                            held.stream().filter(i -> i.id() == id).findFirst().orElseThrow();
                    var due = indicator.dueAfter(row.getObject("last", LocalDate.class));
                    if (due.isBefore(clock.today())) overdue.add(new Overdue(indicator, due));
                });
        return overdue.stream()
                .sorted(java.util.Comparator.comparing(Overdue::dueOn))
                .toList();
    }
}
