package org.parvis.barometer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the way from where it started to where it ought to be is done, in percent from 0 to 100, with two decimals rounded
 * half up. The formula is that of DITP's PILOTE; docs/algorithms/barometer.md states it and compares it with published rates.
 *
 * @param rate 0.00 to 100.00
 */
public record Progress(
        BigDecimal rate, Direction direction, BigDecimal initial, BigDecimal current, BigDecimal target) {
    public static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int EXACT = 30;

    /** None where one of the three values is missing. */
    public static @Nullable Progress of(
            Direction direction,
            @Nullable BigDecimal initial,
            @Nullable BigDecimal current,
            @Nullable BigDecimal target) {
        if (initial == null || current == null || target == null) return null;
        return new Progress(rate(direction, initial, current, target), direction, initial, current, target);
    }

    private static BigDecimal rate(Direction direction, BigDecimal initial, BigDecimal current, BigDecimal target) {
        // A fall is a rise of the opposite.
        if (direction == Direction.FALL)
            return rate(Direction.RISE, initial.negate(), current.negate(), target.negate());
        BigDecimal way = target.subtract(initial);
        if (way.signum() <= 0) return (current.compareTo(target) >= 0 ? HUNDRED : BigDecimal.ZERO).setScale(2);
        return HUNDRED.multiply(current.subtract(initial))
                .divide(way, EXACT, RoundingMode.HALF_UP)
                .max(BigDecimal.ZERO)
                .min(HUNDRED)
                .setScale(2, RoundingMode.HALF_UP);
    }

    /** Whether there was no way to go: then it is kept or not, and no share of it is done. */
    public boolean isAllOrNothing() {
        return direction == Direction.FALL ? initial.compareTo(target) <= 0 : initial.compareTo(target) >= 0;
    }

    /** One of the rates that a mean is made of. */
    public record Weighted(BigDecimal weight, @Nullable BigDecimal rate) {}

    /** Σ weight·rate / Σ weight, to two decimals rounded half up; none where one of them is missing, or there is none. */
    public static @Nullable BigDecimal mean(List<Weighted> rates) {
        if (rates.isEmpty() || rates.stream().anyMatch(r -> r.rate() == null)) return null;
        BigDecimal weights = BigDecimal.ZERO, sum = BigDecimal.ZERO;
        for (var one : rates) {
            BigDecimal rate = one.rate();
            if (rate == null) return null;
            weights = weights.add(one.weight());
            sum = sum.add(one.weight().multiply(rate));
        }
        return sum.divide(weights, 2, RoundingMode.HALF_UP);
    }
}
