package org.parvis.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** Where an import begins, and those of lately. */
public record ImportsPage(
        Map<ImportKind, List<Choice>> where, String chosen, List<Import> imports, List<Mistake> mistakes)
        implements Correctable {
    /** What into where, as one choice. */
    public List<Choice> choices(Visit visit) {
        var choices = new ArrayList<Choice>();
        where.forEach((kind, targets) -> targets.forEach(target -> choices.add(new Choice(
                kind.name() + "/" + target.value(),
                targets.size() == 1 && target.value().equals(kind.name())
                        ? visit.say("imports.kind." + kind.name())
                        : visit.say("imports.kind." + kind.name()) + " → " + target.label()))));
        return choices;
    }
}
