package org.parvis.accelerator;

import java.time.Duration;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Forgets what nobody needs any more: drafts that were not submitted, what was withdrawn, what was not selected. */
@Component
class ApplicationChores implements Chore {
    static final Duration DRAFTS = Duration.ofDays(30), UNSELECTED = Duration.ofDays(730);
    private static final int BATCH = 100;

    private final JdbcClient db;
    private final Applications applications;
    private final CivicClock clock;

    ApplicationChores(JdbcClient db, Applications applications, CivicClock clock) {
        this.db = db;
        this.applications = applications;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "applications";
    }

    @Override
    @Transactional
    public boolean look() {
        var now = clock.now();
        var drafts = db.sql("""
                select a.id from application a join call c on c.id = a.call_id
                where a.standing = 'DRAFT' and (c.closes_at < :before or exists (
                    select from call_step s where s.call_id = c.id and s.step = 'CANCELLED' and s.taken_at < :before))
                order by a.id limit :batch for update of a skip locked""")
                .param("before", Values.of(now.minus(DRAFTS)).getFirst())
                .param("batch", BATCH)
                .query((row, _) -> row.getLong(1))
                .list();
        drafts.forEach(applications::delete);
        var over = db.sql("""
                select a.id from application a
                where a.standing <> 'DRAFT' and a.forgotten_at is null and (
                    a.withdrawn_at < :soon
                    or exists (select from call_step s where s.call_id = a.call_id and s.step = 'CANCELLED' and s.taken_at < :soon)
                    or a.outcome is distinct from 'SELECTED' and exists (
                        select from call_step s where s.call_id = a.call_id and s.step = 'ANNOUNCED' and s.taken_at < :late))
                order by a.id limit :batch for update of a skip locked""")
                .param("soon", Values.of(now.minus(DRAFTS)).getFirst())
                .param("late", Values.of(now.minus(UNSELECTED)).getFirst())
                .param("batch", BATCH)
                .query((row, _) -> row.getLong(1))
                .list();
        over.forEach(id -> applications.forget(id, now));
        return drafts.size() == BATCH || over.size() == BATCH;
    }
}
