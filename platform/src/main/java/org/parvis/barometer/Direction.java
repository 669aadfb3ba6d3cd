package org.parvis.barometer;

/** In which way an indicator's values ought to go. */
public enum Direction {
    RISE,
    FALL,
    KEEP
}
