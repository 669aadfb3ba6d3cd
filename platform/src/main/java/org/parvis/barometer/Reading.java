package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * A figure: what an indicator was, is or ought to be, somewhere, on a day.
 *
 * @param value in the indicator's unit; zero where it is hidden, and then it means nothing
 * @param batch what it came with
 * @param revision how many times it was published, from 1: the earlier ones stay to be read
 * @param derived computed from the level below
 * @param hidden of so few people that nobody is shown it
 */
public record Reading(
        Kind kind,
        LocalDate on,
        BigDecimal value,
        long batch,
        int revision,
        boolean provisional,
        boolean derived,
        boolean hidden) {

    /** Where it started, where it is, where it ought to be. */
    public enum Kind {
        INITIAL,
        CURRENT,
        TARGET
    }
}
