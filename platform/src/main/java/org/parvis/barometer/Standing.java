package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an indicator stands somewhere, on a day.
 *
 * @param current the last value told, {@code previous} the one before
 * @param target the last one; {@code targets} all, by date
 */
public record Standing(
        Indicator indicator,
        int territory,
        @Nullable Reading initial,
        @Nullable Reading current,
        @Nullable Reading previous,
        @Nullable Reading target,
        List<Reading> targets) {

    /** Of readings by their day, the latest last. */
    static Standing of(Indicator indicator, int territory, List<Reading> readings) {
        Reading initial = null, current = null, previous = null, target = null;
        for (var reading : readings) {
            switch (reading.kind()) {
                case INITIAL -> initial = reading;
                case CURRENT -> {
                    previous = current;
                    current = reading;
                }
                case TARGET -> target = reading;
            }
        }
        return new Standing(
                indicator,
                territory,
                initial,
                current,
                previous,
                target,
                readings.stream().filter(r -> r.kind() == Reading.Kind.TARGET).toList());
    }

    /** Towards its last target. */
    public @Nullable Progress progress() {
        return Progress.of(indicator.direction(), shown(initial), shown(current), shown(target));
    }

    /** Towards the last target of a calendar year; none where the year has none. */
    public @Nullable Progress progress(int year) {
        var ofYear = targets.stream().filter(t -> t.on().getYear() == year).reduce((_, last) -> last);
        return Progress.of(
                indicator.direction(),
                shown(initial),
                shown(current),
                ofYear.map(Standing::shown).orElse(null));
    }

    public @Nullable BigDecimal rate() {
        var progress = progress();
        return progress == null ? null : progress.rate();
    }

    /** What anyone may see of it. */
    public @Nullable BigDecimal value() {
        return shown(current);
    }

    public boolean isHidden() {
        return current != null && current.hidden();
    }

    private static @Nullable BigDecimal shown(@Nullable Reading reading) {
        return reading == null || reading.hidden() ? null : reading.value();
    }

    /** Whether it went the wrong way last time. */
    public boolean isFalling() {
        BigDecimal now = shown(current), before = shown(previous);
        if (now == null || before == null) return false;
        int way = now.compareTo(before);
        return switch (indicator.direction()) {
            case RISE -> way < 0;
            case FALL -> way > 0;
            case KEEP -> {
                BigDecimal aim = shown(target);
                yield aim != null && now.compareTo(aim) < 0 && way < 0;
            }
        };
    }

    /** Days since the next value ought to be there; 0 while it need not be, or none ever was. */
    public long overdueDays(LocalDate day) {
        return current == null
                ? 0
                : Math.max(
                        0, day.toEpochDay() - indicator.dueAfter(current.on()).toEpochDay());
    }

    /** What a reader should be told of. */
    public enum Alert {
        /** More than ten points behind the country's rate. */
        BEHIND,
        FALLING,
        /** No rate can be computed. */
        MISSING,
        OVERDUE
    }

    private static final BigDecimal TEN = BigDecimal.TEN;

    /** @param national the same indicator's rate in the whole country */
    public List<Alert> alerts(@Nullable BigDecimal national, LocalDate day) {
        var alerts = new java.util.ArrayList<Alert>();
        BigDecimal rate = rate();
        if (rate != null && national != null && national.subtract(rate).compareTo(TEN) > 0) alerts.add(Alert.BEHIND);
        if (isFalling()) alerts.add(Alert.FALLING);
        if (rate == null && !isHidden()) alerts.add(Alert.MISSING);
        if (overdueDays(day) > 0) alerts.add(Alert.OVERDUE);
        return alerts;
    }
}
