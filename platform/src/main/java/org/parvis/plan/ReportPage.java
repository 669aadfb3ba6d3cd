package org.parvis.plan;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.files.StoredFile;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Role;
import org.parvis.web.Visit;

/**
 * The form of a progress report.
 *
 * @param file what was already received with it
 * @param drafted whether it holds what was kept as a draft
 */
public record ReportPage(
        ActionPlan plan,
        Commitment commitment,
        Role role,
        Typed typed,
        @Nullable StoredFile file,
        boolean drafted,
        List<Mistake> mistakes)
        implements Correctable {
    /** How many links one report takes: as many as a reader follows. */
    public static final int LINKS = 4;

    static String form(Commitment commitment) {
        return "report/" + commitment.id();
    }

    /** The scale, without the one that only time gives. */
    public List<Choice> completions(Visit visit) {
        return Arrays.stream(Completion.values())
                .filter(c -> c != Completion.NO_EVIDENCE)
                .map(c -> new Choice(
                        c.slug(), visit.say("plan.completion", c), visit.say("plan.report.completion.hint", c)))
                .toList();
    }

    public String mistake(String field) {
        return Typed.mistake(mistakes, field);
    }
}
