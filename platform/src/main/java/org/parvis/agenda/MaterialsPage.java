package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Mistake;
import org.parvis.web.Page;
import org.parvis.web.Visit;

/** What is kept of a gathering, for whoever organises it. */
record MaterialsPage(Gathering gathering, List<Material> materials, MaterialForm form, List<Mistake> mistakes)
        implements Page {

    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String path() {
        return gathering.path() + "/ressources";
    }

    public String error(String field) {
        return mistakes.stream()
                .filter(m -> m.field().equals(field))
                .map(Mistake::sentence)
                .findFirst()
                .orElse("");
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Material.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("agenda.material", k)))
                .toList();
    }
}
