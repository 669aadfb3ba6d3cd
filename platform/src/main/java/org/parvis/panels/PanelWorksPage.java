package org.parvis.panels;

import java.util.List;
import java.util.Map;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** Where an organiser says at which gatherings the panel meets, and writes down what it recommends. */
record PanelWorksPage(
        Panel panel,
        List<Choice> gatherings,
        List<Choice> consultations,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.getOrDefault(name, "");
    }
}
