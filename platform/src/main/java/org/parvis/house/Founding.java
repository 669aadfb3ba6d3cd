package org.parvis.house;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.aop.support.AopUtils;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionOperations;

/** Gives a new database its instance, with the demonstration unless told otherwise, before any page opens. */
final class Founding implements SmartLifecycle {
    /** Five months into the plan of 2021–2023: some commitments are kept, some are late, much is still to come. */
    private static final LocalDateTime STORY_STARTS = LocalDateTime.of(2022, 5, 2, 9, 0);

    private static final Logger LOG = LoggerFactory.getLogger(Founding.class);

    private final InstanceRow row;
    private final TransactionOperations transaction;
    private final List<Demonstration> demonstrations;
    private final Settings settings;
    private final Invocation invocation;
    private final InstantSource realTime;
    private boolean running;

    Founding(
            InstanceRow row,
            TransactionOperations transaction,
            List<Demonstration> demonstrations,
            Settings settings,
            Invocation invocation,
            InstantSource realTime) {
        this.row = row;
        this.transaction = transaction;
        this.demonstrations = inOrder(demonstrations);
        this.settings = settings;
        this.invocation = invocation;
        this.realTime = realTime;
    }

    /** First of all that starts: the web server opens on a founded instance. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    @Override
    public void start() {
        if (row.find().isEmpty()) {
            transaction.executeWithoutResult(_ -> found());
        }
        if (invocation.empty() && row.get().demonstration()) {
            throw Refusal.cannot("This instance already holds the demonstration: to start empty, set PARVIS_HOME"
                    + " to a new folder or PARVIS_DATABASE_URL to a new database.");
        }
        running = true;
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void found() {
        row.lock();
        if (row.find().isPresent()) {
            return;
        }
        Instant now = realTime.instant().truncatedTo(ChronoUnit.MICROS);
        if (invocation.empty()) {
            row.write(Instance.real(now));
            return;
        }
        LOG.info("Loading the demonstration");
        row.write(
                Instance.demonstration(STORY_STARTS.atZone(settings.timeZone()).toInstant(), now));
        demonstrations.forEach(Demonstration::load);
    }

    private static List<Demonstration> inOrder(List<Demonstration> demonstrations) {
        Modules modules = Modules.inOrder();
        return demonstrations.stream()
                .sorted(Comparator.comparingInt(part -> modules.rankOf(AopUtils.getTargetClass(part))))
                .toList();
    }
}
