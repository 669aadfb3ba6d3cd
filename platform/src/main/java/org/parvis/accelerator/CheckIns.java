package org.parvis.accelerator;

import java.time.LocalDate;
import java.util.List;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door to how initiatives go, said among those who follow them. Nobody else reads it. */
@Component
class CheckIns {
    private static final int SHOWN = 60;

    private final JdbcClient db;
    private final Initiatives initiatives;
    private final CivicClock clock;

    CheckIns(JdbcClient db, Initiatives initiatives, CivicClock clock) {
        this.db = db;
        this.initiatives = initiatives;
        this.clock = clock;
    }

    /** The latest first; for those who follow it. */
    List<CheckIn> list(String slug, Actor actor) {
        return db.sql("""
                select c.*, p.name from check_in c left join person p on p.id = c.written_by
                where c.initiative_id = ? order by c.met_on desc, c.id desc limit ?""")
                .params(initiatives.getFollowed(slug, actor).id(), SHOWN)
                .query((row, _) -> new CheckIn(
                        row.getObject("met_on", LocalDate.class),
                        CheckIn.Pace.valueOf(row.getString("pace")),
                        row.getString("done"),
                        row.getString("next"),
                        row.getString("blocked"),
                        row.getString("name")))
                .list();
    }

    /** @throws BadInput where the day has not come, or was before the support began */
    @Transactional
    public void write(
            Actor actor, String slug, LocalDate metOn, CheckIn.Pace pace, String done, String next, String blocked) {
        var initiative = initiatives.lockFollowed(slug, actor);
        if (metOn.isAfter(clock.today()) || metOn.isBefore(initiative.cohort().startsOn()))
            throw new BadInput("accelerator.support.checkin.date.bad");
        db.sql("""
                insert into check_in (initiative_id, met_on, pace, done, next, blocked, written_at, written_by)
                values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(Values.of(
                        initiative.id(), metOn, pace.name(), done, next, blocked, clock.now(), actor.personId()))
                .update();
    }
}
