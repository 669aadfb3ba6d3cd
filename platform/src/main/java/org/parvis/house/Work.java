package org.parvis.house;

/**
 * A kind of long work that a room declares as a bean, and {@link Works} does in the background. It keeps its own progress in
 * the room's tables, a batch a transaction, so that whoever takes it up after a crash goes on from there.
 */
public interface Work {
    /** Stable: it is written in the database. */
    String name();

    /** Does, or takes up again, what the room knows by this id. A thread interrupted should stop between two batches. */
    void run(String id) throws InterruptedException;

    /** Called once when it failed three times: the room says so to whoever waits. */
    void abandon(String id);
}
