package org.parvis.accelerator;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.house.Chore;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Bilingual;
import org.parvis.web.Cookies;
import org.parvis.web.NotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to what became of initiatives: six and twelve months after their support, whoever bears one is written to, once
 * more a fortnight later, and answers once.
 */
@Component
class FollowUps implements Chore {
    static final Duration AGAIN_AFTER = Duration.ofDays(14);

    /** Check-ins are for the months of support; a year later nobody needs them. */
    private static final int KEPT_MONTHS = 12;

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Initiatives initiatives;
    private final SupportLetters letters;
    private final CivicClock clock;

    FollowUps(
            JdbcClient db,
            TransactionTemplate transaction,
            Initiatives initiatives,
            SupportLetters letters,
            CivicClock clock) {
        this.db = db;
        this.transaction = transaction;
        this.initiatives = initiatives;
        this.letters = letters;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "initiatives";
    }

    @Override
    public boolean look() {
        for (int months : FollowUp.MONTHS) transaction.executeWithoutResult(_ -> ask(months));
        transaction.executeWithoutResult(_ -> remind());
        db.sql("""
                delete from check_in c using initiative i, cohort co
                where i.id = c.initiative_id and co.id = i.cohort_id and (co.ends_on + make_interval(months => ?))::date < ?""").params(KEPT_MONTHS, clock.today()).update();
        return false;
    }

    private record Asked(long initiative, int months, String secret) {}

    /** Two servers that look at once ask once: the second finds what the first wrote. */
    private void ask(int months) {
        var due = db.sql("""
                select i.id from initiative i join cohort co on co.id = i.cohort_id
                where (co.ends_on + make_interval(months => :months))::date <= :today
                and exists (select from cohort_step s where s.cohort_id = co.id and s.step = 'OPENED')
                and not exists (select from initiative_step s where s.initiative_id = i.id and s.step = 'LEFT')
                and not exists (select from follow_up f where f.initiative_id = i.id and f.months = :months)
                order by i.id limit 500""")
                .param("months", months)
                .param("today", clock.today())
                .query((row, _) -> row.getLong(1))
                .list();
        if (due.isEmpty()) return;
        var asked = db.sql("""
                insert into follow_up (initiative_id, months, secret, asked_at)
                select d.id, ?, d.secret, ? from unnest(?::bigint[], ?::text[]) d (id, secret) on conflict do nothing
                returning initiative_id, months, secret""")
                .params(Values.of(
                        months,
                        clock.now(),
                        due.toArray(Long[]::new),
                        due.stream().map(_ -> Cookies.secret()).toArray(String[]::new)))
                .query((row, _) -> new Asked(row.getLong(1), row.getInt(2), row.getString(3)))
                .list();
        for (var one : asked)
            letters.asked(initiatives.get(one.initiative()), one.months(), one.secret(), "accelerator.mail.followup");
    }

    private void remind() {
        var again = db.sql("""
                update follow_up set reminded_at = ? where answered_at is null and reminded_at is null and asked_at <= ?
                and secret is not null returning initiative_id, months, secret""")
                .params(Values.of(clock.now(), clock.now().minus(AGAIN_AFTER)))
                .query((row, _) -> new Asked(row.getLong(1), row.getInt(2), row.getString(3)))
                .list();
        for (var one : again)
            letters.asked(
                    initiatives.get(one.initiative()), one.months(), one.secret(), "accelerator.mail.followup.again");
    }

    /** In the order of their months. */
    List<FollowUp> list(Initiative initiative) {
        return db.sql("select * from follow_up where initiative_id = ? order by months")
                .param(initiative.id())
                .query((row, _) -> read(row))
                .list();
    }

    private static FollowUp read(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return new FollowUp(
                row.getLong("id"),
                row.getInt("months"),
                Objects.requireNonNull(Calls.instant(row, "asked_at")),
                Calls.instant(row, "answered_at"),
                state == null ? null : FollowUp.State.valueOf(state),
                row.getObject("people", Integer.class),
                Bilingual.find(row, "text"));
    }

    /** A question that waits, and the initiative that it is about. */
    record Waiting(Initiative initiative, FollowUp asked) {}

    /**
     * What may be answered: by whoever holds the letter's secret, or bears the initiative.
     *
     * @throws NotFound where nothing was asked, or this person may not answer
     */
    Waiting getWaiting(String slug, String secret, @Nullable Actor actor) {
        return find(slug, secret, actor).orElseThrow(() -> new NotFound("follow-up of " + slug));
    }

    private Optional<Waiting> find(String slug, String secret, @Nullable Actor actor) {
        return db
                .sql("""
                select f.*, f.secret = ? as known from follow_up f join initiative i on i.id = f.initiative_id
                where i.slug = ? order by known desc nulls last, f.answered_at is null desc, f.months""")
                .params(secret, slug)
                .query((row, _) -> {
                    var initiative = initiatives.get(row.getLong("initiative_id"));
                    return row.getBoolean("known") || initiative.isBorneBy(actor)
                            ? Optional.of(new Waiting(initiative, read(row)))
                            : Optional.<Waiting>empty();
                })
                .list()
                .stream()
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * Answers, once.
     *
     * @throws BadInput where somebody has already
     */
    @Transactional
    public void answer(
            String slug,
            String secret,
            @Nullable Actor actor,
            FollowUp.State state,
            @Nullable Integer people,
            @Nullable Bilingual text) {
        var waiting = getWaiting(slug, secret, actor);
        int answered = db.sql("""
                update follow_up set (answered_at, state, people, text_fr, text_en, secret) = (?, ?, ?, ?, ?, null)
                where id = ? and answered_at is null""")
                .params(Values.of(
                        clock.now(),
                        state.name(),
                        people,
                        text == null ? null : text.fr(),
                        text == null ? null : text.en(),
                        waiting.asked().id()))
                .update();
        if (answered == 0) throw new BadInput("accelerator.support.followup.twice");
    }
}
