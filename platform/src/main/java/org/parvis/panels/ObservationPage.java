package org.parvis.panels;

import java.util.List;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Typed;

/** The frozen pool without names, beside what the published files commit to. */
record ObservationPage(
        Panel panel,
        List<Panel.Feature> features,
        List<Volunteer> pool,
        Draws.Comparison comparison,
        Typed typed,
        List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.get(name);
    }

    /** In the order of the published file. */
    public List<Volunteer> sorted() {
        return pool.stream()
                .filter(v -> v.erasedAt() == null && v.opaque() != null)
                .sorted(java.util.Comparator.comparing(Volunteer::opaque))
                .toList();
    }
}
