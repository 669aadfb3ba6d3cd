package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Bilingual;
import org.parvis.web.Page;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/**
 * What reviewers would object to in a plan, and where to mend it.
 *
 * @param kind the only kind shown; all where none
 */
public record AdvicePage(ActionPlan plan, Advice advice, List<Advice.Score> scores, Objection.@Nullable Kind kind)
        implements Page {

    @Override
    public boolean isPublic() {
        return plan.isPublic();
    }

    /** The kinds that some commitment meets. */
    public List<Objection.Kind> kinds() {
        return Arrays.stream(Objection.Kind.values())
                .filter(k -> advice.count(k) > 0)
                .toList();
    }

    /** The commitments after those shown. */
    public String next(Visit visit) {
        return visit.with(
                Map.of("apres", Integer.toString(advice.advised().getLast().number())));
    }

    /** Who may mend it is led to the field, everyone else to what is meant. */
    public String path(Visit visit, Advice.Advised advised, Objection objection) {
        boolean mends = visit.actor() != null
                && visit.actor().is(Role.COORDINATOR)
                && !(plan.isAdopted() && objection.sheet() == Sheet.MILESTONE);
        return visit.link(mends ? objection.pathToMend(plan) : plan.path() + "/actions/" + advised.number());
    }

    /** What was found, in words: « renforcer, améliorer », a date, a lead and its number of commitments. */
    public static String found(Visit visit, Objection objection) {
        return visit.say(
                "plan.advice.found." + objection.kind(),
                objection.found().stream()
                        .map(found -> switch (found) {
                            case java.time.LocalDate date -> visit.date(date);
                            case Bilingual text -> visit.in(text);
                            default -> found;
                        })
                        .toArray());
    }
}
