package org.parvis.accelerator;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;
import org.parvis.web.Visit;

/** Who sits in the two colleges, for whoever conducts the call. */
record JurorsPage(Call call, List<Juror> jurors, Typed typed, List<Mistake> mistakes) implements Correctable {

    /** Whether somebody may still be invited to it, or leave it. */
    public boolean isOpen(CallCollege college) {
        return call.isPublic()
                && call.cancelledAt() == null
                && (college == CallCollege.ADMINISTRATION ? call.readAt() : call.judgedAt()) == null;
    }

    public List<Choice> colleges(Visit visit) {
        return Arrays.stream(CallCollege.values())
                .filter(this::isOpen)
                .map(c -> new Choice(c.name(), visit.say("accelerator.college", c)))
                .toList();
    }

    public List<Choice> sitting(Visit visit) {
        return jurors.stream()
                .filter(j -> j.sits() && isOpen(j.college()))
                .map(j -> new Choice(
                        Long.toString(j.id()), who(j) + " – " + visit.say("accelerator.college", j.college())))
                .toList();
    }

    /** Their name, or the address until they have an account; nothing once they are erased. */
    public static String who(Juror juror) {
        if (juror.name() != null) return juror.name();
        return juror.email() == null ? "–" : juror.email();
    }

    public String typed(String name) {
        return typed.get(name);
    }
}
