package org.parvis.agenda;

import java.util.Arrays;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/** What is kept of a gathering, for whoever organises it. */
record MaterialsPage(Gathering gathering, List<Material> materials, MaterialForm form, List<Mistake> mistakes)
        implements Correctable {
    public String path() {
        return gathering.path() + "/ressources";
    }

    public List<Choice> kinds(Visit visit) {
        return Arrays.stream(Material.Kind.values())
                .map(k -> new Choice(k.name(), visit.say("agenda.material", k)))
                .toList();
    }
}
