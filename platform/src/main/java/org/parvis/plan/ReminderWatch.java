package org.parvis.plan;

import java.time.Duration;
import org.parvis.house.CivicClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Looks every few minutes for reminders whose day has come; several servers may look at once. */
@Component
@Profile("server")
class ReminderWatch implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(ReminderWatch.class);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int AT_ONCE = 50;

    private final Rounds rounds;
    private final CivicClock clock;
    private volatile boolean running;

    ReminderWatch(Rounds rounds, CivicClock clock) {
        this.rounds = rounds;
        this.clock = clock;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("reminders").start(this::watch);
    }

    private void watch() {
        while (running) {
            try {
                if (look() < AT_ONCE) Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private int look() {
        try {
            return rounds.remind(clock.today(), AT_ONCE);
        } catch (RuntimeException e) {
            LOG.warn("Reminders wait for the next look: {}", e.getMessage());
            return 0;
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
