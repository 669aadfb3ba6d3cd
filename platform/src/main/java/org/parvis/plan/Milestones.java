package org.parvis.plan;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Values;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.Bilingual;
import org.parvis.web.NotFound;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The door through which leads keep or move the dates they promised. */
@Component
public class Milestones {
    private static final LocalDate FOREVER = LocalDate.of(9999, 12, 31);

    private final JdbcClient db;
    private final Commitments commitments;
    private final Journal journal;
    private final ApplicationEventPublisher events;

    Milestones(JdbcClient db, Commitments commitments, Journal journal, ApplicationEventPublisher events) {
        this.db = db;
        this.commitments = commitments;
        this.journal = journal;
        this.events = events;
    }

    /** @throws NotFound where the commitment has none at this place */
    Milestone get(Commitment commitment, int position, LocalDate day) {
        return commitments.listMilestones(commitment, day).stream()
                .filter(m -> m.position() == position)
                .findAny()
                .orElseThrow(() -> new NotFound("milestone " + position));
    }

    @Transactional
    public void markDone(
            Actor actor, ActionPlan plan, Commitment commitment, int position, @Nullable LocalDate on, LocalDate day) {
        var office = Office.over(actor, commitment.lead().slug());
        var milestone = locked(commitment, position);
        Refused.unless(milestone.breachesOfDone(on, day));
        db.sql("update milestone set done_on = ?, edition = edition + 1 where id = ?")
                .params(Values.of(on, milestone.id()))
                .update();
        journal.record(office.act("plan.milestone.done", plan.path() + "/actions/" + commitment.number())
                .with("milestone", Integer.toString(position))
                .with("doneOn", Objects.toString(on)));
    }

    /** Moves its due date, from the one its mover has read, and says why; the first promise stays on the page. */
    @Transactional
    public void revise(
            Actor actor,
            ActionPlan plan,
            Commitment commitment,
            int position,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            @Nullable Bilingual reason,
            LocalDate day) {
        var office = Office.over(actor, commitment.lead().slug());
        var milestone = locked(commitment, position);
        Refused.unless(milestone.breachesOfRevision(from, to, reason));
        Bilingual why = Objects.requireNonNull(reason);
        db.sql("""
                insert into milestone_revision (milestone_id, revised_on, from_due, to_due, reason_fr, reason_en)
                values (?, ?, ?, ?, ?, ?)""")
                .params(Values.of(milestone.id(), day, from, to, why.fr(), why.en()))
                .update();
        journal.record(office.act("plan.milestone.revised", plan.path() + "/actions/" + commitment.number())
                .because(why.fr())
                .with("milestone", Integer.toString(position))
                .with("from", Objects.toString(from))
                .with("to", Objects.toString(to)));
        events.publishEvent(new PlanEdited(plan.slug(), day));
    }

    /** As it is, held until the end of the transaction: two who move it at once do so one after the other. */
    private Milestone locked(Commitment commitment, int position) {
        db.sql("select id from milestone where commitment_id = ? and position = ? for update")
                .params(commitment.id(), position)
                .query(Long.class)
                .optional();
        return get(commitment, position, FOREVER);
    }
}
