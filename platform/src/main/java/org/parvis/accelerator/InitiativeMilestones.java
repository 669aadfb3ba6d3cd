package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to what initiatives promise themselves, by when. Everyone reads it. */
@Component
class InitiativeMilestones {
    private static final int MOST = 30;

    private final JdbcClient db;
    private final Initiatives initiatives;
    private final CivicClock clock;

    InitiativeMilestones(JdbcClient db, Initiatives initiatives, CivicClock clock) {
        this.db = db;
        this.initiatives = initiatives;
        this.clock = clock;
    }

    /** In the order of their dates. */
    List<InitiativeMilestone> list(Initiative initiative) {
        return db.sql("""
                select m.id, m.title_fr, m.title_en, m.done_on, coalesce(v.due_on, m.due_on) as due_on,
                       case when v.due_on is not null then m.due_on end as was_due_on, v.reason_fr, v.reason_en
                from initiative_milestone m left join lateral (
                    select * from initiative_milestone_move v where v.milestone_id = m.id order by v.id desc limit 1) v on true
                where m.initiative_id = ? order by coalesce(v.due_on, m.due_on), m.id""")
                .param(initiative.id())
                .query((row, _) -> new InitiativeMilestone(
                        row.getLong("id"),
                        Bilingual.get(row, "title"),
                        row.getObject("due_on", LocalDate.class),
                        row.getObject("was_due_on", LocalDate.class),
                        Bilingual.find(row, "reason"),
                        row.getObject("done_on", LocalDate.class)))
                .list();
    }

    private InitiativeMilestone get(Initiative initiative, long id) {
        return list(initiative).stream()
                .filter(m -> m.id() == id)
                .findFirst()
                .orElseThrow(() -> new NotFound("milestone " + id));
    }

    @Transactional
    public void state(Actor actor, String slug, Bilingual title, LocalDate dueOn) {
        var initiative = initiatives.lockFollowed(slug, actor);
        if (list(initiative).size() >= MOST) throw new BadInput("accelerator.support.milestone.most", MOST);
        if (dueOn.isBefore(initiative.cohort().startsOn()))
            throw new BadInput("accelerator.support.milestone.date.bad");
        db.sql(
                        "insert into initiative_milestone (initiative_id, title_fr, title_en, due_on, stated_at) values (?, ?, ?, ?, ?)")
                .params(Values.of(initiative.id(), title.fr(), title.en(), dueOn, clock.now()))
                .update();
    }

    /** It was kept, on a day that has come. */
    @Transactional
    public void done(Actor actor, String slug, long id, LocalDate on) {
        var initiative = initiatives.lockFollowed(slug, actor);
        if (get(initiative, id).doneOn() != null) return;
        if (on.isAfter(clock.today()) || on.isBefore(initiative.cohort().startsOn()))
            throw new BadInput("accelerator.support.milestone.done.bad");
        db.sql("update initiative_milestone set done_on = ? where id = ?")
                .params(on, id)
                .update();
    }

    /** It will be kept on another day, for a reason that everyone reads beside the first date. */
    @Transactional
    public void move(Actor actor, String slug, long id, LocalDate dueOn, Bilingual reason) {
        var initiative = initiatives.lockFollowed(slug, actor);
        var milestone = get(initiative, id);
        if (milestone.doneOn() != null) throw new BadInput("accelerator.support.milestone.done.already");
        if (dueOn.equals(milestone.dueOn()) || dueOn.isBefore(clock.today()))
            throw new BadInput("accelerator.support.milestone.move.bad");
        db.sql("""
                insert into initiative_milestone_move (milestone_id, due_on, reason_fr, reason_en, moved_at, moved_by)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(id, dueOn, reason.fr(), reason.en(), clock.now(), actor.personId()))
                .update();
    }
}
