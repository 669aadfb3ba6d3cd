package org.parvis.trace;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** Something to be tied to what came of it. */
public record LinkFormPage(
        Thing origin, String outcome, String kind, String reason, String translation, List<Mistake> mistakes)
        implements Page {

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Link.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("trace.link.down", k)))
                .toList();
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }
}
