package org.parvis.accelerator;

/** Who judges: agents of administrations, then citizens. */
public enum CallCollege {
    ADMINISTRATION,
    CITIZENS
}
