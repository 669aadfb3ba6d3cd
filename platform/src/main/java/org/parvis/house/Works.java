package org.parvis.house;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.FailureHandler.MaxRetriesFailureHandler;
import com.github.kagkarlsson.scheduler.task.FailureHandler.OnFailureRetryLater;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Long works, each done once by whichever instance is free. Begun in the caller's transaction: what is rolled back is never
 * done. The work of an instance that was killed is taken up by another, or by itself restarted, within some twenty seconds.
 */
public final class Works implements SmartLifecycle {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(3);
    private static final int MISSED = 4;
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final int TRIES = 3;
    private static final int AT_ONCE = 2;
    private static final Duration PARTING = Duration.ofSeconds(5);

    private final DataSource connections;
    private final ObjectProvider<Work> works;
    private final InstantSource realTime;
    private final boolean servesPages;
    private final SchedulerClient register;
    private @Nullable Scheduler scheduler;

    Works(DataSource connections, ObjectProvider<Work> works, InstantSource realTime, boolean servesPages) {
        this.connections = connections;
        this.works = works;
        this.realTime = realTime;
        this.servesPages = servesPages;
        this.register = SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(connections))
                // Named, or it would ask the database which it is, where a run has none.
                .jdbcCustomization(new PostgreSqlJdbcCustomization(false, false))
                .build();
    }

    /** Has it done as soon as the caller's transaction is committed; the same work is not done twice at once. */
    public void begin(Work work, String id) {
        register.scheduleIfNotExists(SchedulableInstance.of(new TaskInstance<>(work.name(), id), realTime.instant()));
    }

    private static Task<Void> task(Work work) {
        return Tasks.oneTime(work.name())
                .onFailure(new MaxRetriesFailureHandler<>(
                        TRIES,
                        new OnFailureRetryLater<>(PAUSE),
                        (complete, _) -> work.abandon(
                                complete.getExecution().taskInstance.getId())))
                .onDeadExecutionRevive()
                .execute((instance, _) -> {
                    try {
                        work.run(instance.getId());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException("The house closes; " + work.name() + " goes on later.", e);
                    }
                });
    }

    @Override
    public void start() {
        scheduler = Scheduler.create(
                        connections, List.copyOf(works.stream().map(Works::task).toList()))
                .threads(AT_ONCE)
                .pollingInterval(LOOK)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED)
                .shutdownMaxWait(PARTING)
                .build();
        scheduler.start();
    }

    @Override
    public void stop() {
        if (scheduler != null) scheduler.stop();
        scheduler = null;
    }

    @Override
    public boolean isAutoStartup() {
        return servesPages;
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
