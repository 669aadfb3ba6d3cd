package org.parvis.discussion;

/** Which way a comment speaks. */
public enum Stance {
    FOR,
    AGAINST,
    NEUTRAL
}
