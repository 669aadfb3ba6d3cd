package org.parvis.discussion;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.parvis.house.Values;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may not speak in public for a while. They read, keep their account and their texts, and may appeal. */
@Component
public class Blocks {
    static final int LONGEST_DAYS = 365;

    private final JdbcClient db;
    private final Journal journal;

    Blocks(JdbcClient db, Journal journal) {
        this.db = db;
        this.journal = journal;
    }

    /** Until when, and why. */
    public record Block(Instant until, String reason) {}

    /** Whoever is blocked is told until when and why. */
    public static final class Blocked extends BadInput {
        Blocked(Block block) {
            super("discussion.blocked", block.until().toString().substring(0, 10), block.reason());
        }
    }

    public Optional<Block> find(long person, Instant now) {
        return db.sql("""
                select until, reason from person_block where person_id = ? and ended_at is null and until > ?
                order by until desc limit 1""")
                .param(person)
                .param(Timestamp.from(now))
                .query((row, _) -> new Block(row.getTimestamp("until").toInstant(), row.getString("reason")))
                .optional();
    }

    /** @throws Blocked */
    public void check(Actor actor, Instant now) {
        find(actor.personId(), now).ifPresent(block -> {
            throw new Blocked(block);
        });
    }

    /** An act of a moderator; the journal tells it without naming anyone. */
    @Transactional
    public void block(Actor actor, long person, int days, String reason, Instant now) {
        actor.must(Role.MODERATOR);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        if (days < 1 || days > LONGEST_DAYS) throw new BadInput("discussion.block.days", LONGEST_DAYS);
        db.sql("insert into person_block (person_id, blocked_at, blocked_by, until, reason) values (?, ?, ?, ?, ?)")
                .params(Values.of(person, now, actor.personId(), now.plus(Duration.ofDays(days)), reason.strip()))
                .update();
        journal.record(Act.of("discussion.blocked", "/moderation/regles", Role.MODERATOR, null)
                .because(reason.strip())
                .with("days", Integer.toString(days))
                .sealing("person", Long.toString(person)));
    }

    @Transactional
    public void unblock(Actor actor, long person, String reason, Instant now) {
        actor.must(Role.MODERATOR);
        if (reason.isBlank() || reason.length() > 1_000) throw new BadInput("discussion.reason.missing");
        int ended = db.sql(
                        "update person_block set ended_at = ?, ended_by = ? where person_id = ? and ended_at is null and until > ?")
                .params(Values.of(now, actor.personId(), person, now))
                .update();
        if (ended > 0)
            journal.record(Act.of("discussion.unblocked", "/moderation/regles", Role.MODERATOR, null)
                    .because(reason.strip())
                    .sealing("person", Long.toString(person)));
    }
}
