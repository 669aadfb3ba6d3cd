package org.parvis.barometer;

import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Typed;

/**
 * What an indicator measures, with which weight; for whoever holds it, the forms that change it.
 *
 * @param subjects what may be measured, by address; empty for whoever may change nothing
 */
record IndicatorTiesPage(
        Indicator indicator,
        List<IndicatorOffice.Tied> ties,
        boolean held,
        List<Choice> subjects,
        Typed typed,
        List<Mistake> mistakes)
        implements Page {
    @Override
    public boolean isPublic() {
        return !held && indicator.published();
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

    /** What was typed to add one, not to end one. */
    public String typed(String name) {
        return typed.isEmpty("fin") ? typed.get(name) : "";
    }

    /** Whether this is the tie that somebody meant to end. */
    public boolean isEnding(IndicatorOffice.Tied tied) {
        return typed.get("fin").equals(tied.tie().about());
    }
}
