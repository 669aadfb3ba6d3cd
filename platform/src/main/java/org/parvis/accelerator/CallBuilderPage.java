package org.parvis.accelerator;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * What a call asks and by what it judges, for whoever builds it.
 *
 * @param typedRules one a line
 */
record CallBuilderPage(
        Call call,
        List<CallField> fields,
        List<EligibilityRule> rules,
        List<Criterion> criteria,
        String typedRules,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean mayChange() {
        return !call.isPublic();
    }

    /** What it depends on, in words. */
    public String condition(CallField field, Visit visit) {
        return CallBuilderPage.condition(fields, field, visit);
    }

    /** « si « Statut » est « Association » »; nothing where it depends on nothing. */
    static String condition(List<CallField> fields, CallField field, Visit visit) {
        return fields.stream()
                .filter(f -> field.shownIf() != null && f.id() == field.shownIf())
                .findFirst()
                .map(f -> visit.say(
                        "accelerator.field.if",
                        visit.in(f.label()),
                        f.options().stream()
                                .filter(o -> o.fr().equals(field.shownValue()))
                                .findFirst()
                                .map(visit::in)
                                .orElse("")))
                .orElse("");
    }
}
