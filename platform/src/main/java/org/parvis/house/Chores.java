package org.parvis.house;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Does every chore, each at its own pace: one that fails waits for its next look and holds no other up. */
@Component
@Profile("server")
class Chores implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final List<Chore> chores;
    private volatile boolean running;

    Chores(List<Chore> chores) {
        this.chores = chores;
    }

    @Override
    public void start() {
        running = true;
        chores.forEach(chore -> Thread.ofVirtual().name(chore.name()).start(() -> watch(chore)));
    }

    private void watch(Chore chore) {
        while (running) {
            try {
                if (!look(chore)) Thread.sleep(chore.pause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean look(Chore chore) {
        try {
            return chore.look();
        } catch (RuntimeException e) {
            LOG.warn("{}: waits for the next look: {}", chore.name(), e.getMessage());
            return false;
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
