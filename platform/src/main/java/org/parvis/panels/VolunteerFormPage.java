package org.parvis.panels;

import java.time.Instant;
import java.util.List;
import org.parvis.web.Choice;
import org.parvis.web.Correctable;
import org.parvis.web.Mistake;
import org.parvis.web.Visit;

/**
 * The form by which one offers to sit.
 *
 * @param invitation the secret of the letter that led here; empty where none did
 */
record VolunteerFormPage(
        Panel panel,
        List<Panel.Feature> features,
        VolunteerForm form,
        String invitation,
        Instant now,
        List<Mistake> mistakes)
        implements Correctable {
    public boolean isOpen() {
        return panel.phase(now) == Panel.Phase.OPEN;
    }

    public List<Choice> answers(Panel.Feature feature, Visit visit) {
        return feature.answers().stream()
                .map(a -> new Choice(Long.toString(a.id()), visit.in(a.name())))
                .toList();
    }
}
