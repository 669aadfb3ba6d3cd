package org.parvis.plan;

import java.util.List;
import java.util.Optional;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/**
 * Where a plan is written: its life, its parts, and what it may take over from the plan before.
 *
 * @param unfinished commitments of the plan before that nothing takes over yet
 * @param ambitions where they may go
 */
public record WorkshopPage(
        ActionPlan plan,
        List<Part> parts,
        List<Choice> unfinished,
        List<Choice> ambitions,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    /** One sheet, by its name. */
    public record Part(Sheet sheet, long id, String label) {
        public String path(ActionPlan plan) {
            return plan.path() + "/redaction/" + sheet.slug() + "/" + id;
        }
    }

    public List<Part> parts(Sheet sheet) {
        return parts.stream().filter(p -> p.sheet() == sheet).toList();
    }

    public Optional<ActionPlan.Stage> next() {
        return plan.steps().getLast().stage().next();
    }

    public String mistake(String field) {
        return Typed.mistake(mistakes, field);
    }
}
