package org.parvis.barometer;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Visit;

/** Figures in words. */
public final class Amounts {
    private Amounts() {}

    /** « 45,2 % », « 1 234 logements ». */
    public static String of(Indicator indicator, BigDecimal value, Visit visit) {
        String number = visit.number(value);
        if (indicator.isPercentage()) return rate(value, visit);
        String unit = visit.in(indicator.unit());
        return unit.isEmpty() ? number : number + "\u00a0" + unit;
    }

    /** A percentage. */
    public static String rate(BigDecimal rate, Visit visit) {
        return visit.say("barometer.percent", visit.number(rate));
    }

    /** What anyone may see of a reading: the figure, or why there is none. */
    public static String of(Indicator indicator, @Nullable Reading reading, Visit visit) {
        if (reading == null) return visit.say("barometer.missing");
        return reading.hidden() ? visit.say("barometer.hidden") : of(indicator, reading.value(), visit);
    }

    /** The same without its unit, where that is told beside. */
    public static String brief(Indicator indicator, @Nullable Reading reading, Visit visit) {
        return reading == null || reading.hidden() || indicator.isPercentage()
                ? of(indicator, reading, visit)
                : visit.number(reading.value());
    }

    /** The formula with its numbers: « 100 × (79,58 − 70) ÷ (85 − 70) = 63,87 % ». */
    public static String formula(Progress progress, Visit visit) {
        String current = visit.number(progress.current()),
                initial = visit.number(progress.initial()),
                target = visit.number(progress.target()),
                rate = visit.number(progress.rate());
        return progress.isAllOrNothing()
                ? visit.say("barometer.formula.all", current, target, rate)
                : visit.say("barometer.formula", current, initial, target, rate);
    }
}
