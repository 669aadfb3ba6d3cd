package org.parvis.trace;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** Something to be tied to what came of it. */
public record LinkFormPage(
        Thing origin, String outcome, String kind, String reason, String translation, List<Mistake> mistakes)
        implements Correctable {
    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Link.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("trace.link.down", k)))
                .toList();
    }
}
