package org.parvis.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
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
        @JsonIgnore long id,
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
        CLOSED;

        /** What follows it. */
        public Optional<Stage> next() {
            return this == CLOSED ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
        }
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

    /** Whether the public reads it: a draft is its writers' alone. */
    @JsonIgnore
    public boolean isPublic() {
        return has(s -> s != Stage.DRAFT);
    }

    /** Whether its commitments change by amendments alone. */
    @JsonIgnore
    public boolean isAdopted() {
        return has(s -> s.compareTo(Stage.ADOPTED) >= 0);
    }

    private boolean has(Predicate<Stage> stage) {
        return steps.stream().map(Step::stage).anyMatch(stage);
    }

    /**
     * What keeps it from taking a step.
     *
     * @param takenOn the day of the act, {@code day} the civic day
     */
    List<Breach> breaches(Stage step, LocalDate takenOn, @Nullable Bilingual note, int commitments, LocalDate day) {
        var breaches = new ArrayList<Breach>();
        var due = steps.isEmpty()
                ? Optional.of(Stage.DRAFT)
                : steps.getLast().stage().next();
        if (!due.equals(Optional.of(step))) breaches.add(Breach.of("etape", "plan.step.order"));
        if (takenOn.isAfter(day)) breaches.add(Breach.of("date", "plan.form.future"));
        if (!steps.isEmpty() && takenOn.isBefore(steps.getLast().takenOn()))
            breaches.add(Breach.of("date", "plan.step.before"));
        if (note == null) breaches.add(Breach.of("note_fr", "plan.step.note"));
        if (step != Stage.DRAFT && commitments == 0) breaches.add(Breach.of("etape", "plan.step.empty"));
        return breaches;
    }

    public boolean isAdoptedOn(LocalDate day) {
        return stageOn(day).filter(stage -> stage.compareTo(Stage.ADOPTED) >= 0).isPresent();
    }

    /** The years of its period that have begun on a day, in order. */
    public List<Integer> years(LocalDate day) {
        var last = endsOn.isAfter(day) ? day : endsOn;
        return IntStream.rangeClosed(startsOn.getYear(), last.getYear()).boxed().toList();
    }

    /** How much of its period a day has used, in per cent, 0 to 100. */
    public int elapsedPercent(LocalDate day) {
        double elapsed = day.toEpochDay() - startsOn.toEpochDay();
        double whole = endsOn.toEpochDay() - startsOn.toEpochDay();
        return (int) Math.round(100 * Math.clamp(elapsed / whole, 0, 1));
    }
}
