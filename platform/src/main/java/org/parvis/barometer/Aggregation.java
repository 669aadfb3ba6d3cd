package org.parvis.barometer;

/** How the values of a level come from those of the level below. */
public enum Aggregation {
    /** They do not: each is given. */
    GIVEN,
    SUM,
    /** Weighted by the population, or by another indicator's current values. */
    MEAN
}
