package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * A criterion of a call.
 *
 * @param id none where it is new
 */
record CriterionFormPage(Call call, @Nullable Long id, CriterionForm form, List<Mistake> mistakes)
        implements Correctable {
    public String action() {
        return call.path() + "/formulaire/criteres/" + (id == null ? "nouveau" : id);
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(CallCollege.values())
                .map(college -> new Choice(college.name(), visit.say("accelerator.college", college)))
                .toList();
    }
}
