package org.parvis.accounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** The rounds of a server at work: letters every two seconds; once an hour, what its purpose no longer needs is forgotten. */
@Component
@Profile("server")
class Rounds implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final Duration PAUSE = Duration.ofSeconds(2), FORGETTING = Duration.ofHours(1);

    private final Postman postman;
    private final Forgetting forgetting;
    private final InstantSource time;
    private volatile boolean running;

    Rounds(Postman postman, Forgetting forgetting, InstantSource time) {
        this.postman = postman;
        this.forgetting = forgetting;
        this.time = time;
    }

    @Override
    public void start() {
        running = true;
        Thread.ofVirtual().name("rounds").start(this::walk);
    }

    private void walk() {
        Instant nextForgetting = time.instant();
        while (running) {
            try {
                postman.round();
                if (!time.instant().isBefore(nextForgetting)) {
                    forgetting.run();
                    nextForgetting = time.instant().plus(FORGETTING);
                }
            } catch (RuntimeException e) {
                LOG.warn("A round ended early: {}", e.getMessage());
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
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
