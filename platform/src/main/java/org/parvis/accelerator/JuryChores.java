package org.parvis.accelerator;

import java.time.Duration;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Erases who sat in a jury and with whom they had ties, once nobody may ask about it any more; and what forgotten applicants were told. */
@Component
class JuryChores implements Chore {
    static final Duration JURORS = Duration.ofDays(365);

    private final JdbcClient db;
    private final CivicClock clock;

    JuryChores(JdbcClient db, CivicClock clock) {
        this.db = db;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "jury";
    }

    @Override
    @Transactional
    public boolean look() {
        var before = Values.of(clock.now().minus(JURORS));
        db.sql("""
                delete from conflict x using call_juror j, call_step s
                where j.id = x.juror_id and s.call_id = j.call_id and s.step in ('ANNOUNCED', 'CANCELLED') and s.taken_at < ?""").params(before).update();
        db.sql("""
                update call_juror j set (email, person_id, left_reason) = (null, null, null) from call_step s
                where s.call_id = j.call_id and s.step in ('ANNOUNCED', 'CANCELLED') and s.taken_at < ?
                      and num_nonnulls(j.email, j.person_id, j.left_reason) > 0""").params(before).update();
        db.sql("delete from verdict v using application c where c.id = v.application_id and c.forgotten_at is not null")
                .update();
        return false;
    }
}
