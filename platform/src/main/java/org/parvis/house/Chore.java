package org.parvis.house;

import java.time.Duration;

/** What a server looks after by itself, every few minutes; several servers may look at once. */
public interface Chore {
    /** Lower case, for the log. */
    String name();

    /**
     * Does what waits, a part at a time.
     *
     * @return whether more waits
     */
    boolean look();

    /** How long after a look that left nothing waiting it looks again. */
    default Duration pause() {
        return Duration.ofMinutes(5);
    }
}
