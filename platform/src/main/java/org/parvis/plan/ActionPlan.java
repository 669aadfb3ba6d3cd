package org.parvis.plan;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.parvis.accounts.Organisation;
import org.parvis.web.Bilingual;

/**
 * A country's plan for two (or four) years.
 *
 * @param number its rank among the country's plans (« 3e plan »)
 * @param predecessor the plan before, {@code successor} the plan after
 * @param steps its lifecycle so far, oldest first
 */
public record ActionPlan(
        long id,
        String slug,
        int number,
        Bilingual title,
        Bilingual summary,
        LocalDate startsOn,
        LocalDate endsOn,
        Organisation.@Nullable Name coordinator,
        @Nullable String predecessor,
        @Nullable String successor,
        List<Step> steps) {

    /** The lifecycle of a plan, in order. */
    public enum Stage {
        DRAFT,
        OPEN_TO_COMMENT,
        ADOPTED,
        IN_PROGRESS,
        CLOSED
    }

    /** A dated act of the lifecycle. */
    public record Step(
            Stage stage, LocalDate takenOn, @Nullable Bilingual note, boolean fictional) {}

    public String path() {
        return "/plans/" + slug;
    }

    /** The stage it has reached on a day. */
    public Optional<Stage> stageOn(LocalDate day) {
        return steps.stream()
                .filter(s -> !s.takenOn().isAfter(day))
                .map(Step::stage)
                .max(Comparator.naturalOrder());
    }

    public boolean isAdoptedOn(LocalDate day) {
        return stageOn(day).filter(stage -> stage.compareTo(Stage.ADOPTED) >= 0).isPresent();
    }

    /** How much of its period a day has used, in per cent, 0 to 100. */
    public int elapsedPercent(LocalDate day) {
        double elapsed = day.toEpochDay() - startsOn.toEpochDay();
        double whole = endsOn.toEpochDay() - startsOn.toEpochDay();
        return (int) Math.round(100 * Math.clamp(elapsed / whole, 0, 1));
    }
}
