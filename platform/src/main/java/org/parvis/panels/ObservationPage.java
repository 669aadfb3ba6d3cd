package org.parvis.panels;

import java.util.List;
import java.util.Map;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;

/** The frozen pool without names, beside what the published files commit to. */
record ObservationPage(
        Panel panel,
        List<Panel.Feature> features,
        List<Volunteer> pool,
        Draws.Comparison comparison,
        Map<String, String> typed,
        List<Mistake> mistakes)
        implements Correctable {
    public String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    /** In the order of the published file. */
    public List<Volunteer> sorted() {
        return pool.stream()
                .filter(v -> v.erasedAt() == null && v.opaque() != null)
                .sorted(java.util.Comparator.comparing(Volunteer::opaque))
                .toList();
    }
}
