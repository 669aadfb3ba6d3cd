package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** Who sits in the two colleges, for whoever conducts the call. */
record JurorsPage(Call call, List<Juror> jurors, Map<String, String> typed, List<Mistake> mistakes)
        implements Correctable {

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(CallCollege.values())
                .map(c -> new Choice(c.name(), visit.say("accelerator.jury.college", c)))
                .toList();
    }

    public List<Choice> sitting(Visit visit) {
        return jurors.stream()
                .filter(Juror::sits)
                .map(j -> new Choice(
                        Long.toString(j.id()), who(j) + " – " + visit.say("accelerator.jury.college", j.college())))
                .toList();
    }

    /** Their name, or the address until they have an account; nothing once they are erased. */
    public static String who(Juror juror) {
        if (juror.name() != null) return juror.name();
        return juror.email() == null ? "–" : juror.email();
    }

    public String typed(String name) {
        return typed.getOrDefault(name, "");
    }
}
