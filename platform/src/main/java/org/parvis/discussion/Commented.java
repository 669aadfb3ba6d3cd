package org.parvis.discussion;

/**
 * What is said of a subject has changed.
 *
 * @param subject its address
 * @param comments how many can be read now
 */
public record Commented(String subject, int comments) {}
