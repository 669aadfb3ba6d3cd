package org.parvis.panels;

import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.parvis.house.CivicClock;
import org.parvis.house.Values;
import org.parvis.house.Works;
import org.parvis.journal.Act;
import org.parvis.journal.Journal;
import org.parvis.sortition.Allocation;
import org.parvis.sortition.Announcement;
import org.parvis.sortition.Frozen;
import org.parvis.sortition.Method;
import org.parvis.sortition.NoPanelYet;
import org.parvis.sortition.Options;
import org.parvis.sortition.Pool;
import org.parvis.sortition.Progress;
import org.parvis.sortition.Quota;
import org.parvis.sortition.Quotas;
import org.parvis.sortition.Sealed;
import org.parvis.sortition.SolverMissing;
import org.parvis.sortition.Sortition;
import org.parvis.sortition.Unfeasible;
import org.parvis.sortition.Urn;
import org.parvis.sortition.proof.Receipt;
import org.parvis.web.Actor;
import org.parvis.web.BadInput;
import org.parvis.web.Role;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The door to the freeze: the fairest lottery is looked for, and all that the draw depends on is fixed and published. */
@Component
class Freezings {
    private static final long SEED = 1;
    private static final Duration LOOK_EVERY = Duration.ofMillis(700);

    private final JdbcClient db;
    private final TransactionTemplate transaction;
    private final Panels panels;
    private final Volunteers volunteers;
    private final PanelFiles files;
    private final PanelLetters letters;
    private final Works works;
    private final FreezePool work;
    private final Journal journal;
    private final CivicClock clock;
    private final JsonMapper json;
    private final RandomGenerator secret = new SecureRandom();

    Freezings(
            JdbcClient db,
            TransactionTemplate transaction,
            Panels panels,
            Volunteers volunteers,
            PanelFiles files,
            PanelLetters letters,
            Works works,
            FreezePool work,
            Journal journal,
            CivicClock clock,
            JsonMapper json) {
        this.db = db;
        this.transaction = transaction;
        this.panels = panels;
        this.volunteers = volunteers;
        this.files = files;
        this.letters = letters;
        this.works = works;
        this.work = work;
        this.journal = journal;
        this.clock = clock;
        this.json = json;
    }

    /** What an organiser typed, and checked. */
    record Request(Method method, int urnSize, int minutes, String source, Instant notBefore) {}

    /**
     * Begins the search.
     *
     * @throws BadInput where one may still volunteer, fewer did than sit, or chance would speak too soon
     */
    @Transactional
    public void ask(Actor actor, String slug, Request request) {
        var panel = panels.lockOrganised(slug, actor);
        var phase = panel.phase(clock.now());
        if (phase == Panel.Phase.OPEN) throw new BadInput("panels.freeze.open");
        if (phase != Panel.Phase.CLOSED) throw new BadInput("panels.freeze.not");
        int pool = volunteers.count(panel);
        if (pool < panel.size()) throw new BadInput("panels.freeze.few", pool, panel.size());
        if (!request.notBefore().isAfter(clock.now())) throw new BadInput("panels.freeze.notBefore.past");
        try {
            long id = db.sql("""
                    insert into freezing (panel_id, asked_at, asked_by, role, method, urn_size, minutes, source, not_before)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(Values.of(
                            panel.id(),
                            clock.now(),
                            actor.personId(),
                            Panels.role(actor).name(),
                            request.method().name(),
                            request.urnSize(),
                            request.minutes(),
                            request.source(),
                            request.notBefore()))
                    .query(Long.class)
                    .single();
            works.begin(work, Long.toString(id));
        } catch (DuplicateKeyException e) {
            throw new BadInput("panels.freeze.runs");
        }
    }

    /** Gives the search up. */
    @Transactional
    public void cancel(Actor actor, String slug) {
        var panel = panels.getOrganised(slug, actor);
        findLast(panel).ifPresent(f -> end(f.id(), Freezing.End.CANCELLED));
    }

    void end(long id, Freezing.End how) {
        end(id, how, null);
    }

    private void end(long id, Freezing.End how, Freezing.@Nullable Obstacles obstacles) {
        db.sql("update freezing set (ended, ended_at, obstacles) = (?, ?, ?::jsonb) where id = ? and ended is null")
                .params(Values.of(
                        how.name(), clock.now(), obstacles == null ? null : json.writeValueAsString(obstacles), id))
                .update();
    }

    Optional<Freezing> findLast(Panel panel) {
        return db.sql("select * from freezing where panel_id = ? order by id desc limit 1")
                .param(panel.id())
                .query((row, _) -> read(row))
                .optional();
    }

    private Freezing get(long id) {
        return db.sql("select * from freezing where id = ?")
                .param(id)
                .query((row, _) -> read(row))
                .single();
    }

    /** Looks for the lottery, and freezes the pool; begins again where somebody left the pool in the meantime. */
    void search(long id) throws InterruptedException {
        var freezing = get(id);
        while (freezing.ended() == null) {
            var panel = panels.get(freezing.panel());
            var features = panels.listFeatures(panel);
            var pool = volunteers.list(panel);
            Allocation found;
            try {
                found = Sortition.allocate(
                        pool(pool, features), quotas(features), panel.size(), new Watch(freezing).options());
            } catch (Unfeasible e) {
                end(id, Freezing.End.UNFEASIBLE, new Freezing.Obstacles(e.reasons(), e.relaxations()));
                return;
            } catch (NoPanelYet e) {
                if (get(id).ended() == null) end(id, Freezing.End.TIME);
                return;
            } catch (SolverMissing e) {
                end(id, Freezing.End.SOLVER);
                return;
            }
            if (Thread.interrupted()) throw new InterruptedException();
            var urn = Urn.of(found, freezing.urnSize(), SEED);
            transaction.executeWithoutResult(_ -> freeze(id, pool, urn));
            freezing = get(id);
        }
    }

    static Pool pool(List<Volunteer> volunteers, List<Panel.Feature> features) {
        return new Pool(
                features.stream().map(f -> f.name().fr()).toList(),
                volunteers.stream()
                        .map(v -> v.person(Long.toString(v.id()), features))
                        .toList());
    }

    static Quotas quotas(List<Panel.Feature> features) {
        return new Quotas(features.stream()
                .flatMap(f -> f.answers().stream()
                        .map(a -> new Quota(f.name().fr(), a.name().fr(), a.min(), a.max())))
                .toList());
    }

    /** Tells how far a search came, and hears when it is given up; a few times a second. */
    private final class Watch {
        private final Freezing freezing;
        private long told = System.nanoTime();
        private boolean over;

        Watch(Freezing freezing) {
            this.freezing = freezing;
        }

        Options options() {
            return Options.of(freezing.method())
                    .within(Duration.ofMinutes(freezing.minutes()))
                    .telling(this::tell)
                    .until(this::isOver);
        }

        private synchronized void tell(Progress progress) {
            db.sql("update freezing set (met, bound, distance) = (?, ?, ?) where id = ? and ended is null")
                    .params(progress.panels(), progress.upperBound(), progress.distance(), freezing.id())
                    .update();
        }

        private synchronized boolean isOver() {
            if (Thread.currentThread().isInterrupted()) return true;
            if (System.nanoTime() - told > LOOK_EVERY.toNanos()) {
                told = System.nanoTime();
                over = get(freezing.id()).ended() != null;
            }
            return over;
        }
    }

    private void freeze(long id, List<Volunteer> searched, Urn urn) {
        var panel = panels.lock(get(id).panel());
        var freezing = get(id);
        if (freezing.ended() != null || !volunteers.list(panel).equals(searched)) return;
        var now = clock.now().truncatedTo(ChronoUnit.SECONDS);
        if (freezing.notBefore().isBefore(now)) {
            end(id, Freezing.End.LATE);
            return;
        }
        var frozen = Frozen.of(urn, new Announcement(freezing.source(), freezing.notBefore()), now, secret);
        files.publish(panel, frozen.files());
        files.keep(panel, Sealed.FILE, frozen.sealed().text());
        seal(frozen);
        var allocation = urn.allocation();
        db.sql("update freezing set (ended, ended_at, minimum, gap, complete) = ('FROZEN', ?, ?, ?, ?) where id = ?")
                .params(Values.of(clock.now(), allocation.minimum(), allocation.gap(), allocation.complete(), id))
                .update();
        record By(long person, Role role) {}
        var by = db.sql("select asked_by, role from freezing where id = ?")
                .param(id)
                .query((row, _) -> new By(row.getLong("asked_by"), Role.valueOf(row.getString("role"))))
                .single();
        panels.step(panel, Panel.Step.Kind.FROZEN, by.person(), null);
        journal.record(Act.of(
                        "panels.frozen",
                        panel.path(),
                        by.role(),
                        by.role() == Role.COORDINATOR
                                ? null
                                : panel.organisation().slug())
                .with("title", panel.title().fr())
                .with("commitment", frozen.commitment().digest())
                .with("people", Integer.toString(searched.size()))
                .with("method", freezing.method().name())
                .with("urn", Integer.toString(freezing.urnSize()))
                .with("source", freezing.source())
                .with("notBefore", freezing.notBefore().toString())
                .with("lowestChance", String.format(Locale.ROOT, "%.4f %%", 100 * allocation.minimum())));
        letters.frozen(panel, freezing);
    }

    private void seal(Frozen frozen) {
        var receipts = frozen.receipts();
        db.sql("""
                update volunteer v set (opaque, salt) = (s.opaque, s.salt)
                from unnest(?::bigint[], ?::text[], ?::text[]) as s (id, opaque, salt) where s.id = v.id""")
                .params(
                        receipts.keySet().stream().map(Long::valueOf).toArray(Long[]::new),
                        receipts.values().stream().map(Receipt::id).toArray(String[]::new),
                        receipts.values().stream().map(Receipt::salt).toArray(String[]::new))
                .update();
    }

    private Freezing read(ResultSet row) throws SQLException {
        String ended = row.getString("ended"), obstacles = row.getString("obstacles");
        return new Freezing(
                row.getLong("id"),
                row.getLong("panel_id"),
                Objects.requireNonNull(Panels.instant(row, "asked_at")),
                Method.valueOf(row.getString("method")),
                row.getInt("urn_size"),
                row.getInt("minutes"),
                row.getString("source"),
                Objects.requireNonNull(Panels.instant(row, "not_before")),
                row.getInt("met"),
                row.getDouble("bound"),
                row.getDouble("distance"),
                ended == null ? null : Freezing.End.valueOf(ended),
                row.getObject("minimum", Double.class),
                row.getObject("gap", Double.class),
                row.getObject("complete", Boolean.class),
                obstacles == null ? null : json.readValue(obstacles, Freezing.Obstacles.class));
    }
}
