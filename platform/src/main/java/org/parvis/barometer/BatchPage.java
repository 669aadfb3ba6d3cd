package org.parvis.barometer;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Actor;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/**
 * Figures that came together, before and after.
 *
 * @param lines some of them, {@code jumps} those unlike the values before them
 * @param indicators theirs, by number
 * @param hasMore whether others follow
 */
record BatchPage(
        Batch batch,
        List<Proposals.Line> jumps,
        List<Proposals.Line> lines,
        boolean hasMore,
        Map<Integer, Indicator> indicators,
        List<Proposals.Contradiction> contradictions,
        ZoneId zone,
        @Nullable Actor actor,
        Typed typed,
        List<Mistake> mistakes)
        implements Page {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    @Override
    public boolean isPublic() {
        return batch.isPublic();
    }

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

    public boolean mayDecide() {
        return batch.isDecidedBy(actor);
    }

    public boolean mayWithdraw() {
        return batch.isOpen() && batch.isBy(actor);
    }

    public LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }

    public Indicator indicator(Proposals.Line line) {
        return Objects.requireNonNull(indicators.get(line.indicator()));
    }

    /** Whether this reader is not shown its values. */
    public boolean isHidden(Proposals.Line line) {
        return line.hidden() && !(batch.isHeldBy(actor) || batch.isBy(actor));
    }

    public String value(Proposals.Line line, Visit visit) {
        return isHidden(line)
                ? visit.say("barometer.batch.hidden")
                : ReadingText.written(line.value(), indicator(line), visit);
    }

    public String was(Proposals.Line line, Visit visit) {
        if (line.was() == null) return visit.say("barometer.batch.nothing");
        return isHidden(line)
                ? visit.say("barometer.batch.hidden")
                : ReadingText.written(line.was(), indicator(line), visit);
    }

    /** A share of more than all, or less than nothing: it may be right, and somebody should look. */
    public boolean isOutOfRange(Proposals.Line line) {
        return !isHidden(line)
                && indicator(line).isPercentage()
                && (line.value().signum() < 0 || line.value().compareTo(HUNDRED) > 0);
    }

    /** Jumps of what the public is not shown say nothing either. */
    public boolean isJump(Proposals.Line line) {
        return line.jump() && !isHidden(line);
    }

    public String next(Visit visit) {
        return hasMore ? visit.with(Map.of("apres", lines.getLast().place())) : "";
    }
}
