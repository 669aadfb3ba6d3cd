package org.parvis.plan;

import org.springframework.modulith.events.ApplicationModuleListener;
import org.springframework.stereotype.Component;

/** Keeps a plan's score of the day, after each act that may change it. */
@Component
class Scores {
    private final Plans plans;
    private final Objections objections;

    Scores(Plans plans, Objections objections) {
        this.plans = plans;
        this.objections = objections;
    }

    @ApplicationModuleListener
    void keep(PlanEdited edited) {
        plans.findAny(edited.slug(), edited.on()).ifPresent(plan -> objections.keepScore(plan, edited.on()));
    }
}
