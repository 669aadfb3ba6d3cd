package org.parvis.barometer;

/** Whether a target is secured, as whoever holds it says (DITP's « météo »). */
public enum Weather {
    /** Targets are compromised. */
    STORM,
    /** Support is needed. */
    CLOUD,
    /** Targets are within reach. */
    OVERCAST,
    /** Targets are secured. */
    SUN
}
