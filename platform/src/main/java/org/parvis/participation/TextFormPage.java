package org.parvis.participation;

import java.util.List;
import java.util.Map;
import org.parvis.web.Mistake;
import org.parvis.web.Page;

/** A coordinator puts a text up for remarks. */
record TextFormPage(Consultation consultation, Map<String, String> typed, List<Mistake> mistakes) implements Page {
    @Override
    public int status() {
        return mistakes.isEmpty() ? 200 : 422;
    }

    @Override
    public boolean isPublic() {
        return false;
    }

    public String get(String name) {
        return typed.getOrDefault(name, "");
    }

    public String error() {
        return mistakes.isEmpty() ? "" : mistakes.getFirst().sentence();
    }
}
