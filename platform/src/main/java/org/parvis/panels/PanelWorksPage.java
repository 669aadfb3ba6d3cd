package org.parvis.panels;

import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/** Where an organiser says at which gatherings the panel meets, and writes down what it recommends. */
record PanelWorksPage(
        Panel panel, List<Choice> gatherings, List<Choice> consultations, Typed typed, List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.get(name);
    }
}
