package org.parvis.sortition;

import java.time.Duration;

/**
 * How far a search came.
 *
 * @param panels met so far
 * @param upperBound what the lowest chance cannot exceed
 * @param distance how far the nearest lottery is from the fairest point, at most for one person (1 before there is one)
 */
public record Progress(Duration elapsed, int panels, double upperBound, double distance) {}
