package org.parvis.house;

/**
 * A room's part of the demonstration. The parts are loaded once, when a new instance is founded, in the order of the house
 * and in one transaction: an instance holds the whole story or does not exist.
 */
public interface Demonstration {
    void load();
}
