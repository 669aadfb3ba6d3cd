package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** A coordinator puts a text up for remarks. */
record TextFormPage(Consultation consultation, Map<String, String> typed, List<Mistake> mistakes)
        implements Correctable {
    public String get(String name) {
        return typed.getOrDefault(name, "");
    }

    public String error() {
        return mistakes.isEmpty() ? "" : mistakes.getFirst().sentence();
    }
}
